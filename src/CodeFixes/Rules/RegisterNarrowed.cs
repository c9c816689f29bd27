// UAPI2408: read with Volatile.Read.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2408.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RegisterNarrowedFix))]
[Shared]
public sealed class RegisterNarrowedFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public RegisterNarrowedFix()
        : base(Descriptors.RegisterNarrowed, "Read with Volatile.Read")
    {
    }
}
