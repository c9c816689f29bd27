// UAPI2105: only ask for a feature, where that is all that the program wants to know.
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Rules;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2105 for features; what another request makes has to be kept, and only its author knows where.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DescriptorLostFix))]
[Shared]
public sealed class DescriptorLostFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public DescriptorLostFix()
        : base(Descriptors.DescriptorLost, "Only ask with a probe")
    {
    }

    /// <summary>The expression of the flags: the last one with their text before the call.</summary>
    private protected override ExpressionSyntax? Replaced(SyntaxNode node, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(DescriptorLostAnalyzer.FlagsProperty, out var text)
            ? node.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<ExpressionSyntax>()
                .LastOrDefault(expression => expression.Parent is AssignmentExpressionSyntax && expression.SpanStart < node.Span.End && expression.ToString() == text)
            : null;
}
