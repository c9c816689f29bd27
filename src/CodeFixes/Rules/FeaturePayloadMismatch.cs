// UAPI2205: name the feature whose payload is handed over.
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Rules;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2205 where the payload is that of one other feature.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FeaturePayloadMismatchFix))]
[Shared]
public sealed class FeaturePayloadMismatchFix : NodeFixProvider
{
    private const string Key = "UAPI2205";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.FeaturePayloadMismatch.Id];

    private protected override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic) =>
        Feature(node, diagnostic) is not null ? [new Offer(Key, "Name the feature of this payload")] : [];

    private protected override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key) =>
        Feature(node, diagnostic) is { } feature && diagnostic.Properties[RuleContext.ReplacementProperty] is { } text
            ? root.ReplaceNode(feature, ReplacementFix.Parse(text).WithTriviaFrom(feature))
            : root;

    /// <summary>The argument beside the payload that is the feature's name.</summary>
    private static ExpressionSyntax? Feature(SyntaxNode payload, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FeaturePayloadMismatchAnalyzer.FeatureProperty, out var name) && diagnostic.Properties.ContainsKey(RuleContext.ReplacementProperty)
            ? payload.FirstAncestorOrSelf<ArgumentListSyntax>()?.Arguments.Select(static argument => argument.Expression)
                .FirstOrDefault(expression => expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().LastOrDefault()?.Identifier.ValueText == name)
            : null;
}
