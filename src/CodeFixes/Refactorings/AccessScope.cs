// Refactoring: from a begin and an end of an access to a scope that ends it by itself, or to a finally block.
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;
using UapiGen.Analyzers.Flow.Values;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace UapiGen.CodeFixes.Refactorings;

/// <summary>Offers a <c>using</c> statement where the object that begins has a method for it, and a <c>try</c> statement for requests.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(AccessScopeRefactoring))]
[Shared]
public sealed class AccessScopeRefactoring : CodeRefactoringProvider
{
    private const string BeginVerb = "Begin";
    private const string EndVerb = "End";

    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, cancellation) = (context.Document, context.CancellationToken);
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || root.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>() is not { } statement || !StatementList.Holds(statement)
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        if (Pair(statement, model, cancellation) is var (pair, scope))
        {
            Offer("scope", "Use a scope that ends the access", pair.List.Owner, Using(pair, scope));
        }
        else if (Requests(statement, model, OwnMethods.Of(document.Project.AnalyzerOptions, root.SyntaxTree), cancellation) is { } span)
        {
            Offer("finally", "End the access in a finally block", span.List.Owner, FinallyBlock.Around(span));
        }

        void Offer(string key, string title, SyntaxNode before, SyntaxNode after) => context.RegisterRefactoring(
            CodeAction.Create(title, cancel => DocumentStyle.WithRootAsync(document, root.ReplaceNode(before, after), cancel), "AccessScope:" + key));
    }

    /// <summary>A call of BeginX, a later one of EndX with the same arguments on the same object, and the call of a method of that object which returns what ends it.</summary>
    private static (AccessSpan Span, ExpressionSyntax Scope)? Pair(StatementSyntax statement, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var begin in statement.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (begin.Expression is not MemberAccessExpressionSyntax access
                || model.GetSymbolInfo(begin, cancellation).Symbol is not IMethodSymbol { IsStatic: false } method
                || !method.Name.StartsWith(BeginVerb, System.StringComparison.Ordinal)
                || method.ContainingType.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(other => IsScope(other, method)) is not { } scope)
            {
                continue;
            }

            var wanted = $"{access.Expression}.{EndVerb}{method.Name.Substring(BeginVerb.Length)}{begin.ArgumentList}";
            var end = StatementList.Around(statement)!.Owner.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .FirstOrDefault(call => call.SpanStart > begin.Span.End && call.ToString() == wanted);
            if (end is not null && AccessSpan.Of(begin, end) is { } span && Takes(span, begin, end))
            {
                return (span, begin.WithExpression(access.WithName(IdentifierName(scope.Name))).WithoutTrivia());
            }
        }

        return null;
    }

    /// <summary>True when the statements do nothing but begin and end: the calls, and what tests their results by throwing.</summary>
    private static bool Takes(AccessSpan span, SyntaxNode begin, SyntaxNode end) => span.Ends == 1
        && span.List.Statements[span.Begin] is ExpressionStatementSyntax first && first.Span.Contains(begin.Span)
        && span.List.Statements[span.Begin + 1 + span.Between] is ExpressionStatementSyntax last && last.Span.Contains(end.Span);

    private static bool IsScope(IMethodSymbol candidate, IMethodSymbol begin) => !candidate.IsStatic && candidate.MethodKind == MethodKind.Ordinary
        && candidate.DeclaredAccessibility >= begin.DeclaredAccessibility
        && candidate.Parameters.Select(static parameter => parameter.Type).SequenceEqual(begin.Parameters.Select(static parameter => parameter.Type), SymbolEqualityComparer.Default)
        && candidate.ReturnType.GetMembers("Dispose").OfType<IMethodSymbol>().Any(static dispose => dispose is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public });

    private static SyntaxNode Using(AccessSpan span, ExpressionSyntax scope)
    {
        var statements = span.List.Statements;
        var begin = statements[span.Begin];
        var end = statements[span.Begin + 1 + span.Between];
        var body = FinallyBlock.Body([.. statements.Skip(span.Begin + 1).Take(span.Between)]);
        body = body.WithCloseBraceToken(body.CloseBraceToken.WithLeadingTrivia(end.GetLeadingTrivia().Prepend(ElasticMarker)));
        var guarded = UsingStatement(null, scope, body)
            .WithCloseParenToken(Token(SyntaxKind.CloseParenToken).WithTrailingTrivia(begin.GetTrailingTrivia()))
            .WithLeadingTrivia(begin.GetLeadingTrivia())
            .WithTrailingTrivia(end.GetTrailingTrivia())
            .WithAdditionalAnnotations(Formatter.Annotation);
        return span.List.With(statements.Take(span.Begin).Append(guarded).Concat(statements.Skip(span.Begin + 2 + span.Between)));
    }

    /// <summary>A request that begins an access, and one in the same block that ends it, outside of a finally block.</summary>
    private static AccessSpan? Requests(StatementSyntax statement, SemanticModel model, OwnMethods own, CancellationToken cancellation)
    {
        var symbols = UapiSymbols.Of(model.Compilation);
        if (!symbols.HasFacts || Root(statement, model, cancellation) is not { } root || FlowGraphs.Create(root, cancellation) is not { } outer)
        {
            return null;
        }

        var graph = FlowGraphs.Containing(outer, statement, cancellation);
        var accesses = Access.Of(new ValueFlow(graph, symbols, own, root).Follow().Handovers, symbols).Values;
        return accesses.Where(begin => !begin.IsEnd && statement.Span.Contains(begin.Syntax.Span))
            .SelectMany(begin => accesses.Where(end => end.IsEnd && end.Syntax.SpanStart > begin.Syntax.SpanStart && SymbolEqualityComparer.Default.Equals(end.Descriptor, begin.Descriptor))
                .OrderBy(static end => end.Syntax.SpanStart)
                .Select(end => AccessSpan.Of(begin.Syntax, end.Syntax)))
            .FirstOrDefault(static span => span is not null);
    }

    private static IOperation? Root(StatementSyntax statement, SemanticModel model, CancellationToken cancellation) =>
        statement.Ancestors().Where(static node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax)
            .Select(node => model.GetOperation(node, cancellation)).FirstOrDefault();
}
