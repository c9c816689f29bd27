// UAPI2303: end with the flags of the begin.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2303.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AccessEndedOtherwiseFix))]
[Shared]
public sealed class AccessEndedOtherwiseFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public AccessEndedOtherwiseFix()
        : base(Descriptors.AccessEndedOtherwise, "End with the flags of the begin")
    {
    }
}
