// UAPI2101: use the request that takes the structure.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2101.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ArgumentMismatchFix))]
[Shared]
public sealed class ArgumentMismatchFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public ArgumentMismatchFix()
        : base(Descriptors.ArgumentMismatch, "Use the request of this structure")
    {
    }
}
