// UAPI2301: ask for the flag whose absence is meant.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Rules;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2301 where the outcome is compared with 0, or with the flag itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ZeroFlagTestedFix))]
[Shared]
public sealed class ZeroFlagTestedFix : NodeFixProvider
{
    private const string Key = "UAPI2301";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.ZeroFlagTested.Id];

    private protected override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(RuleContext.ReplacementProperty) && Comparison(node) is not null ? [new Offer(Key, "Ask for the opposite flag")] : [];

    private protected override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key)
    {
        if (Comparison(node) is not { } comparison || diagnostic.Properties[RuleContext.ReplacementProperty] is not { } text)
        {
            return root;
        }

        var absent = BinaryExpression(
            SyntaxKind.EqualsExpression,
            ParenthesizedExpression(ReplacementFix.Parse(text)).WithTrailingTrivia(Space),
            Token(SyntaxKind.EqualsEqualsToken).WithTrailingTrivia(Space),
            LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(0)));
        return root.ReplaceNode(comparison, absent.WithTriviaFrom(comparison));
    }

    /// <summary>The comparison that was meant to be true when the flag is set: not 0, or equal to the flag.</summary>
    private static BinaryExpressionSyntax? Comparison(SyntaxNode and) => and.Parent is ParenthesizedExpressionSyntax { Parent: BinaryExpressionSyntax comparison } parenthesized && comparison.Left == parenthesized
        && (comparison.IsKind(SyntaxKind.NotEqualsExpression) ? comparison.Right is LiteralExpressionSyntax { Token.Value: 0 or 0u or 0L or 0ul }
            : comparison.IsKind(SyntaxKind.EqualsExpression) && comparison.Right is not LiteralExpressionSyntax)
            ? comparison
            : null;
}
