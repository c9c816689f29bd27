// UAPI2104: compare as a descriptor has to be.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2104.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DescriptorComparedFix))]
[Shared]
public sealed class DescriptorComparedFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public DescriptorComparedFix()
        : base(Descriptors.DescriptorCompared, "Compare with a failure, not with 0")
    {
    }
}
