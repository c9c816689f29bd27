// UAPI2006: leave out the flags that the kernel does not know.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2006.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FlagsUnknownFix))]
[Shared]
public sealed class FlagsUnknownFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public FlagsUnknownFix()
        : base(Descriptors.FlagsUnknown, "Leave out the unknown bits")
    {
    }
}
