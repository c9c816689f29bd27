// UAPI2008: keep, or set, one of the flags that exclude one another.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2008: an offer for each choice.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FlagsNotOneOfFix))]
[Shared]
public sealed class FlagsNotOneOfFix : ChoiceFix
{
    /// <summary>Makes the fix.</summary>
    public FlagsNotOneOfFix()
        : base(Descriptors.FlagsNotOneOf)
    {
    }
}
