// UAPI2003: test a dropped result and throw what it says. A read that comes too early has no fix: only its author knows where it belongs.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Rules;

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

        return dropped.ReplaceIn(root, ResultChecks.Throw(dropped, failure));
    }
}
