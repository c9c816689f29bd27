// UAPI2204: count the payload too.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2204.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FeaturePayloadTooSmallFix))]
[Shared]
public sealed class FeaturePayloadTooSmallFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public FeaturePayloadTooSmallFix()
        : base(Descriptors.FeaturePayloadTooSmall, "Count the payload too")
    {
    }
}
