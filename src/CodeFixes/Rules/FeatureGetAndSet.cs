// UAPI2201: keep the one operation that the feature offers, or make it a probe.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2201.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FeatureGetAndSetFix))]
[Shared]
public sealed class FeatureGetAndSetFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public FeatureGetAndSetFix()
        : base(Descriptors.FeatureGetAndSet, "Make one call of it")
    {
    }
}
