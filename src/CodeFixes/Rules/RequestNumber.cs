// UAPI2111: use the name of the request.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2111.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RequestNumberFix))]
[Shared]
public sealed class RequestNumberFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public RequestNumberFix()
        : base(Descriptors.RequestNumber, "Use the name of the request")
    {
    }
}
