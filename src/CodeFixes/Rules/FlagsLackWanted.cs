// UAPI2305: add close-on-exec.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2305.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FlagsLackWantedFix))]
[Shared]
public sealed class FlagsLackWantedFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public FlagsLackWantedFix()
        : base(Descriptors.FlagsLackWanted, "Add close-on-exec")
    {
    }
}
