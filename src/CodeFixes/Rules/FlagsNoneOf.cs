// UAPI2007: set one of the flags that are needed.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2007: an offer for each choice.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FlagsNoneOfFix))]
[Shared]
public sealed class FlagsNoneOfFix : ChoiceFix
{
    /// <summary>Makes the fix.</summary>
    public FlagsNoneOfFix()
        : base(Descriptors.FlagsNoneOf)
    {
    }
}
