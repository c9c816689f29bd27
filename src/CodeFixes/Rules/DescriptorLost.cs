// UAPI2105: only ask for a feature, where that is all that the program wants to know.
using System.Collections.Immutable;
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
public sealed class DescriptorLostFix : NodeFixProvider
{
    private const string Key = "UAPI2105:probe";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.DescriptorLost.Id];

    private protected override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic) =>
        Flags(node, diagnostic) is not null ? [new Offer(Key, "Only ask with a probe")] : [];

    private protected override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key) =>
        Flags(node, diagnostic) is { } flags && diagnostic.Properties[RuleContext.ReplacementProperty] is { } text
            ? root.ReplaceNode(flags, ReplacementFix.Parse(text).WithTriviaFrom(flags))
            : root;

    /// <summary>The expression of the flags: the last one with their text before the call.</summary>
    private static ExpressionSyntax? Flags(SyntaxNode call, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(DescriptorLostAnalyzer.FlagsProperty, out var text) && diagnostic.Properties.ContainsKey(RuleContext.ReplacementProperty)
            ? call.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<ExpressionSyntax>()
                .LastOrDefault(expression => expression.Parent is AssignmentExpressionSyntax && expression.SpanStart < call.Span.End && expression.ToString() == text)
            : null;
}
