// UAPI2110: make the call once, in the place of the loop around it.
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2110 where the loop does nothing else.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CloseRetriedFix))]
[Shared]
public sealed class CloseRetriedFix : NodeFixProvider
{
    private const string Key = "UAPI2110";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.CloseRetried.Id];

    private protected override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic) => Once(node) is not null ? [new Offer(Key, "Close once")] : [];

    private protected override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key)
    {
        if (Loop(node) is not { } loop || Once(node) is not { } once)
        {
            return root;
        }

        return root.ReplaceNode(loop, once.WithTriviaFrom(loop).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static StatementSyntax? Loop(SyntaxNode call) =>
        call.Ancestors().OfType<StatementSyntax>().FirstOrDefault(static statement =>
            statement is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax);

    private static StatementSyntax? Once(SyntaxNode call) => Loop(call) switch
    {
        WhileStatementSyntax { Statement: BlockSyntax { Statements.Count: 0 } or EmptyStatementSyntax } => SyntaxFactory.ExpressionStatement(((ExpressionSyntax)call).WithoutTrivia()),
        DoStatementSyntax { Statement: BlockSyntax { Statements: { Count: 1 } statements } } => statements[0],
        DoStatementSyntax { Statement: BlockSyntax { Statements.Count: 0 } } => SyntaxFactory.ExpressionStatement(((ExpressionSyntax)call).WithoutTrivia()),
        _ => null,
    };
}
