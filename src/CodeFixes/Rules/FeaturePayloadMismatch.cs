// UAPI2205: name the feature whose payload is handed over.
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
public sealed class FeaturePayloadMismatchFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public FeaturePayloadMismatchFix()
        : base(Descriptors.FeaturePayloadMismatch, "Name the feature of this payload")
    {
    }

    /// <summary>The argument beside the payload that is the feature's name.</summary>
    private protected override ExpressionSyntax? Replaced(SyntaxNode node, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FeaturePayloadMismatchAnalyzer.FeatureProperty, out var name)
            ? node.FirstAncestorOrSelf<ArgumentListSyntax>()?.Arguments.Select(static argument => argument.Expression)
                .FirstOrDefault(expression => expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().LastOrDefault()?.Identifier.ValueText == name)
            : null;
}
