// UAPI2003: test a dropped result and throw what it says. A read that comes too early has no fix: only its author knows where it belongs.
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Rules;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2003 where a result is dropped.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ResultUncheckedFix))]
[Shared]
public sealed class ResultUncheckedFix : NodeFixProvider
{
    private const string Key = "UAPI2003:throw";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.ResultUnchecked.Id];

    private protected override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(ResultUncheckedAnalyzer.FailureProperty) && DroppedResult.Find(node) is not null
            ? [new Offer(Key, "Throw when the call fails")]
            : [];

    private protected override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key)
    {
        if (DroppedResult.Find(node) is not { } dropped || diagnostic.Properties[ResultUncheckedAnalyzer.FailureProperty] is not { } failure)
        {
            return root;
        }

        var statements = failure switch
        {
            ResultUncheckedAnalyzer.LastError => LastError(dropped),
            ResultUncheckedAnalyzer.NegativeErrno => NegativeErrno(dropped),
            _ => ThrowBy(dropped, failure.Substring(ResultUncheckedAnalyzer.ThrowBy.Length)),
        };
        return dropped.ReplaceIn(root, statements);
    }

    /// <summary><c>if (ioctl(...) &lt; 0) { throw ...; }</c>.</summary>
    private static ImmutableArray<StatementSyntax> LastError(DroppedResult dropped)
    {
        const string Error = "System.Runtime.InteropServices.Marshal.GetLastPInvokeError()";
        return dropped.Holder is { } holder
            ? [dropped.Statement, ThrowWhenNegative(IdentifierName(holder), Error)]
            : [ThrowWhenNegative(dropped.Value, Error)];
    }

    /// <summary><c>int result = get_tph(...); if (result &lt; 0) { throw ...; }</c>.</summary>
    private static ImmutableArray<StatementSyntax> NegativeErrno(DroppedResult dropped)
    {
        if (dropped.Holder is { } holder)
        {
            return [dropped.Statement, ThrowWhenNegative(IdentifierName(holder), $"-{holder}")];
        }

        var name = dropped.FreeName("result");
        var declaration = LocalDeclarationStatement(VariableDeclaration(PredefinedType(Token(SyntaxKind.IntKeyword)))
            .AddVariables(VariableDeclarator(name).WithInitializer(EqualsValueClause(dropped.Value.WithoutTrivia()))));
        return [declaration.WithAdditionalAnnotations(Formatter.Annotation), ThrowWhenNegative(IdentifierName(name), $"-{name}")];
    }

    /// <summary><c>buffer.SetTph(...).ThrowIfError();</c>.</summary>
    private static ImmutableArray<StatementSyntax> ThrowBy(DroppedResult dropped, string method)
    {
        var value = dropped.Holder is { } holder ? IdentifierName(holder) : dropped.Value.WithoutTrivia();
        var receiver = value is AwaitExpressionSyntax ? ParenthesizedExpression(value) : value;
        var call = ExpressionStatement(InvocationExpression(
            MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, IdentifierName(method))));
        return dropped.Holder is null ? [call] : [dropped.Statement, call.WithAdditionalAnnotations(Formatter.Annotation)];
    }

    private static IfStatementSyntax ThrowWhenNegative(ExpressionSyntax value, string error)
    {
        var thrown = ParseExpression($"new System.ComponentModel.Win32Exception({error})");
        thrown = thrown.ReplaceNodes(
            thrown.DescendantNodes().Where(node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax),
            (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation));
        return IfStatement(
                BinaryExpression(SyntaxKind.LessThanExpression, value.WithoutTrivia(), LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(0))),
                Block(ThrowStatement(thrown)))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>A statement that drops the result of a call.</summary>
    /// <param name="Statement">The whole statement.</param>
    /// <param name="Value">The call, or what awaits it.</param>
    /// <param name="Holder">The local that is never read, when there is one.</param>
    private sealed record DroppedResult(StatementSyntax Statement, ExpressionSyntax Value, string? Holder)
    {
        public static DroppedResult? Find(SyntaxNode node)
        {
            if (node.FirstAncestorOrSelf<StatementSyntax>() is not { } statement)
            {
                return null;
            }

            var dropped = statement switch
            {
                ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } assignment } =>
                    new DroppedResult(statement, assignment.Right, null),
                ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } assignment } =>
                    new DroppedResult(statement, assignment.Right, left.Identifier.Text),
                ExpressionStatementSyntax { Expression: var expression } => new DroppedResult(statement, expression, null),
                LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } local => Declared(local, node),
                _ => null,
            };
            return dropped is not null && IsCall(dropped.Value, node) ? dropped : null;
        }

        /// <summary>A name that nothing in the enclosing member bears.</summary>
        public string FreeName(string wanted)
        {
            var scope = (SyntaxNode?)Statement.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax)
                ?? Statement.SyntaxTree.GetRoot();
            var taken = scope.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).ToImmutableHashSet();
            return Enumerable.Range(0, int.MaxValue).Select(number => number == 0 ? wanted : wanted + number).First(name => !taken.Contains(name));
        }

        /// <summary>Puts other statements in the place of this one; into a block where the language allows but one.</summary>
        public SyntaxNode ReplaceIn(SyntaxNode root, ImmutableArray<StatementSyntax> statements)
        {
            if (Statement.Parent is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax))
            {
                var block = Block(statements.Select(statement => statement.WithLeadingTrivia(ElasticMarker).WithTrailingTrivia(ElasticMarker)))
                    .WithOpenBraceToken(Token(TriviaList(ElasticCarriageReturnLineFeed), SyntaxKind.OpenBraceToken, TriviaList(ElasticCarriageReturnLineFeed)))
                    .WithTrailingTrivia(Statement.GetTrailingTrivia());
                return root.ReplaceNode(Statement, block.WithAdditionalAnnotations(Formatter.Annotation));
            }

            var last = statements.Length - 1;
            statements = statements.SetItem(0, statements[0].WithLeadingTrivia(Statement.GetLeadingTrivia()).WithTrailingTrivia(ElasticMarker));
            statements = statements.SetItem(last, statements[last].WithTrailingTrivia(Statement.GetTrailingTrivia()));
            return Statement.Parent is GlobalStatementSyntax global
                ? root.ReplaceNode(global, statements.Select(GlobalStatement))
                : root.ReplaceNode(Statement, statements);
        }

        private static DroppedResult? Declared(LocalDeclarationStatementSyntax statement, SyntaxNode node)
        {
            var declarator = statement.Declaration.Variables.FirstOrDefault(variable => variable.Span.Contains(node.Span));
            return declarator?.Initializer is { } initializer ? new DroppedResult(statement, initializer.Value, declarator.Identifier.Text) : null;
        }

        private static bool IsCall(ExpressionSyntax value, SyntaxNode call) => value == call || value switch
        {
            AwaitExpressionSyntax awaited => IsCall(awaited.Expression, call),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } access } => IsCall(access.Expression, call),
            _ => false,
        };
    }
}
