// UAPI2302: end the access in a finally block, where its end stands in the same block as its begin.
using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Rules;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2302; where nothing ends the access, only its author knows where to.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AccessNotEndedFix))]
[Shared]
public sealed class AccessNotEndedFix : NodeFixProvider
{
    private const string Key = "UAPI2302";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.AccessNotEnded.Id];

    private protected override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic) =>
        Span(node, diagnostic) is not null ? [new Offer(Key, "End the access in a finally block")] : [];

    private protected override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key) =>
        Span(node, diagnostic) is { } span ? root.ReplaceNode(span.List.Owner, FinallyBlock.Around(span)) : root;

    private static AccessSpan? Span(SyntaxNode begin, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(AccessNotEndedAnalyzer.BetweenProperty, out var between) || StatementList.Around(begin) is not { } list)
        {
            return null;
        }

        var number = list.Statements.IndexOf(statement => statement.Span.Contains(begin.Span));
        return new AccessSpan(list, number, Number(between), Number(diagnostic.Properties[AccessNotEndedAnalyzer.EndsProperty]));
    }

    private static int Number(string? text) => int.Parse(text ?? "0", CultureInfo.InvariantCulture);
}
