// UAPI2108: read errno where it is kept.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2108.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ResultTakenForErrnoFix))]
[Shared]
public sealed class ResultTakenForErrnoFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public ResultTakenForErrnoFix()
        : base(Descriptors.ResultTakenForErrno, "Read the last error")
    {
    }
}
