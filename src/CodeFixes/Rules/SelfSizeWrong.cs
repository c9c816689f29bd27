// UAPI2005: state the size of the structure.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2005.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SelfSizeWrongFix))]
[Shared]
public sealed class SelfSizeWrongFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public SelfSizeWrongFix()
        : base(Descriptors.SelfSizeWrong, "State the size of the structure")
    {
    }
}
