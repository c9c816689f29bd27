// UAPI2402: count as many elements as there are.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2402.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CountDisagreesFix))]
[Shared]
public sealed class CountDisagreesFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public CountDisagreesFix()
        : base(Descriptors.CountDisagrees, "Count the elements that are there")
    {
    }
}
