// UAPI2202: add the one operation that the feature offers.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2202.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FeatureWithoutOperationFix))]
[Shared]
public sealed class FeatureWithoutOperationFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public FeatureWithoutOperationFix()
        : base(Descriptors.FeatureWithoutOperation, "Add the feature's operation")
    {
    }
}
