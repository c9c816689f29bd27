// UAPI2203: use the operation that the feature offers.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2203.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FeatureOperationUnknownFix))]
[Shared]
public sealed class FeatureOperationUnknownFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public FeatureOperationUnknownFix()
        : base(Descriptors.FeatureOperationUnknown, "Use the feature's operation")
    {
    }
}
