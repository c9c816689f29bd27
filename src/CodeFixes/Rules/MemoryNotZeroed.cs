// UAPI2013: allocate cleared memory.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2013.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MemoryNotZeroedFix))]
[Shared]
public sealed class MemoryNotZeroedFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public MemoryNotZeroedFix()
        : base(Descriptors.MemoryNotZeroed, "Allocate cleared memory")
    {
    }
}
