// UAPI2311: let the buffer's own device give the hints.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2311.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BufferOfAnotherDeviceFix))]
[Shared]
public sealed class BufferOfAnotherDeviceFix : ReplacementFix
{
    /// <summary>Makes the fix.</summary>
    public BufferOfAnotherDeviceFix()
        : base(Descriptors.BufferOfAnotherDevice, "Let the buffer's own device do it")
    {
    }
}
