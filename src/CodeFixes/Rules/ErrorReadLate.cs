// UAPI2106: keep errno in a variable right behind the call that it is of.
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Rules;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2106 where a statement can stand between the call and all that follows it: behind the call's own statement, or first in the branch that reads.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ErrorReadLateFix))]
[Shared]
public sealed class ErrorReadLateFix : NodeFixProvider
{
    private const string Key = "UAPI2106";
    private const string LastError = "global::System.Runtime.InteropServices.Marshal.GetLastPInvokeError()";
    private const string MessageOf = "GetPInvokeErrorMessage";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.ErrorReadLate.Id];

    private protected override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic) => Place(node, diagnostic) is not null ? [new Offer(Key, "Read errno right behind the call")] : [];

    private protected override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key)
    {
        if (node is not ExpressionSyntax read || Place(node, diagnostic) is not { } place)
        {
            return root;
        }

        var name = FreeNames.Of(node, "error");
        var kept = root.TrackNodes(node, place);
        kept = kept.ReplaceNode(kept.GetCurrentNode(node)!, Kept(read, name).WithTriviaFrom(read));
        var error = IsNumber(read) ? read.WithoutTrivia() : ReplacementFix.Parse(LastError);
        var declaration = SyntaxFactory.LocalDeclarationStatement(SyntaxFactory.VariableDeclaration(
                SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.IntKeyword)),
                [SyntaxFactory.VariableDeclarator(name).WithInitializer(SyntaxFactory.EqualsValueClause(error))]))
            .NormalizeWhitespace()
            .WithLeadingTrivia(SyntaxFactory.ElasticMarker)
            .WithTrailingTrivia(SyntaxFactory.ElasticMarker)
            .WithAdditionalAnnotations(Formatter.Annotation);
        return kept.GetCurrentNode(place) switch
        {
            BlockSyntax block => kept.ReplaceNode(block, block.WithStatements(block.Statements.Insert(0, declaration))),
            StatementSyntax statement => StatementReplacement.InsertAfter(kept, statement, declaration),
            _ => root,
        };
    }

    /// <summary>The variable in the place of what has read the last error: for a message its message, for an exception one of its number.</summary>
    private static ExpressionSyntax Kept(ExpressionSyntax read, string name) => read switch
    {
        ObjectCreationExpressionSyntax creation => creation.WithArgumentList(SyntaxFactory.ParseArgumentList($"({name})")),
        ImplicitObjectCreationExpressionSyntax creation => creation.WithArgumentList(SyntaxFactory.ParseArgumentList($"({name})")),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when !IsNumber(read) => call
            .WithExpression(access.WithName(SyntaxFactory.IdentifierName(MessageOf))).WithArgumentList(SyntaxFactory.ParseArgumentList($"({name})")),
        InvocationExpressionSyntax when !IsNumber(read) => SyntaxFactory.ParseExpression($"{MessageOf}({name})"),
        _ => SyntaxFactory.IdentifierName(name),
    };

    private static bool IsNumber(ExpressionSyntax read) => read is InvocationExpressionSyntax call && !call.Expression.ToString().EndsWith("Message", System.StringComparison.Ordinal);

    /// <summary>The statement behind which errno is still that of the call, or the block at whose start it is; null when there is neither.</summary>
    private static SyntaxNode? Place(SyntaxNode read, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(ErrorReadLateAnalyzer.CallProperty, out var text) || text is null || Call(read, text)?.FirstAncestorOrSelf<StatementSyntax>() is not { } statement)
        {
            return null;
        }

        if (statement is IfStatementSyntax choice)
        {
            return read.Ancestors().OfType<BlockSyntax>().FirstOrDefault(block => block == choice.Statement || block == choice.Else?.Statement);
        }

        return statement is ExpressionStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 }
            && StatementList.Holds(statement) && StatementList.Around(statement)!.Owner.Span.Contains(read.Span) && statement.Span.End <= read.SpanStart
                ? statement
                : null;
    }

    /// <summary>The last call with this text before the read, in the same function.</summary>
    private static ExpressionSyntax? Call(SyntaxNode read, string text) => (Function(read) ?? read.SyntaxTree.GetRoot())
        .DescendantNodes()
        .OfType<ExpressionSyntax>()
        .LastOrDefault(expression => expression.Span.End <= read.SpanStart && expression.ToString() == text && Function(expression) == Function(read));

    private static SyntaxNode? Function(SyntaxNode node) => node.Ancestors().FirstOrDefault(static outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
        or AccessorDeclarationSyntax or (MemberDeclarationSyntax and not GlobalStatementSyntax));
}
