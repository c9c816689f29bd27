// UAPI2002: ask for a width that exists, or make the cast throw where it would lose bits.
using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Rules;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2002, but for a constant tag that is too large: no other constant is any better.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SteeringTagWidthFix))]
[Shared]
public sealed class SteeringTagWidthFix : NodeFixProvider
{
    private const string CheckedKey = "UAPI2002:checked";
    private const string WidthKey = "UAPI2002:";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.SteeringTagWidth.Id];

    private protected override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is not ExpressionSyntax || !diagnostic.Properties.TryGetValue(SteeringTagWidthAnalyzer.RepairProperty, out var repair) || repair is null)
        {
            return [];
        }

        return repair == SteeringTagWidthAnalyzer.Checked
            ? [new Offer(CheckedKey, "Make the cast checked")]
            : [.. repair.Split(',').Select(static width => new Offer(WidthKey + width, $"Use a width of {width} bits"))];
    }

    private protected override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key)
    {
        if (key == CheckedKey)
        {
            var replaced = Unchecked(node) ?? node;
            return root.ReplaceNode(replaced, Checked((ExpressionSyntax)node).WithTriviaFrom(replaced));
        }

        var width = int.Parse(key.Substring(WidthKey.Length), CultureInfo.InvariantCulture);
        var literal = SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(width));
        return root.ReplaceNode(node, literal.WithTriviaFrom(node));
    }

    private static CheckedExpressionSyntax Checked(ExpressionSyntax cast) =>
        SyntaxFactory.CheckedExpression(SyntaxKind.CheckedExpression, cast.WithoutTrivia());

    /// <summary>The <c>unchecked(...)</c> that holds nothing but the cast.</summary>
    private static SyntaxNode? Unchecked(SyntaxNode cast)
    {
        var parent = cast.Parent;
        while (parent is ParenthesizedExpressionSyntax)
        {
            parent = parent.Parent;
        }

        return parent.IsKind(SyntaxKind.UncheckedExpression) ? parent : null;
    }
}
