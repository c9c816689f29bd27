// A fix that puts the text which the rule found to be right in the place of an expression: the marked one, or one that is told by it.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using UapiGen.Analyzers.Rules;

namespace UapiGen.CodeFixes;

/// <summary>Base of the fixes that replace one expression; a finding without a right text gets no offer.</summary>
public abstract class ReplacementFix : NodeFixProvider
{
    private readonly string _key;
    private readonly string _title;

    private protected ReplacementFix(DiagnosticDescriptor rule, string title)
    {
        _key = rule.Id;
        _title = title;
        FixableDiagnosticIds = [rule.Id];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    private protected sealed override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(RuleContext.ReplacementProperty) && Replaced(node, diagnostic) is not null ? [new Offer(_key, _title)] : [];

    private protected sealed override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key) =>
        diagnostic.Properties[RuleContext.ReplacementProperty] is { } text && Replaced(node, diagnostic) is { } replaced
            ? root.ReplaceNode(replaced, Parse(text).WithTriviaFrom(replaced))
            : root;

    /// <summary>The expression that makes room; null when there is none, and nothing to offer. What is marked, unless a rule marks the victim of a fault.</summary>
    private protected virtual ExpressionSyntax? Replaced(SyntaxNode node, Diagnostic diagnostic) => node as ExpressionSyntax;

    /// <summary>An expression whose full names are shortened where the document allows it.</summary>
    internal static ExpressionSyntax Parse(string text) => Shortened(SyntaxFactory.ParseExpression(text));

    /// <summary>New code whose full names are shortened where the document allows it.</summary>
    internal static T Shortened<T>(T code)
        where T : SyntaxNode => code.ReplaceNodes(
        code.DescendantNodesAndSelf(),
        static (original, node) => original is MemberAccessExpressionSyntax or QualifiedNameSyntax or CastExpressionSyntax or ParenthesizedExpressionSyntax
            ? node.WithAdditionalAnnotations(Simplifier.Annotation)
            : node);
}
