// UAPI2405: convert the pointer directly.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2405.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PointerNarrowedFix))]
[Shared]
public sealed class PointerNarrowedFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public PointerNarrowedFix()
        : base(Descriptors.PointerNarrowed, "Convert the pointer directly")
    {
    }
}
