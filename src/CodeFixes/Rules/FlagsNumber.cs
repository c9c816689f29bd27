// UAPI2016: use the names of the bits.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2016.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FlagsNumberFix))]
[Shared]
public sealed class FlagsNumberFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public FlagsNumberFix()
        : base(Descriptors.FlagsNumber, "Use the names")
    {
    }
}
