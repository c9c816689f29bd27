// UAPI2107: errno of a call into the kernel is not kept.
using System;
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2107: reports P/Invokes of ioctl without SetLastError.</summary>
public sealed class ErrorNotKeptAnalyzer : ImportRule
{
    /// <summary>Makes the rule.</summary>
    public ErrorNotKeptAnalyzer()
        : base(Descriptors.ErrorNotKept)
    {
    }

    private protected override void Check(IMethodSymbol method, Action<Diagnostic> report)
    {
        if (method is { IsStatic: true, ReturnsVoid: false, Locations.Length: > 0 } && UapiSymbols.EntryPoint(method) == "ioctl" && !UapiSymbols.KeepsError(method))
        {
            report(Diagnostic.Create(Descriptors.ErrorNotKept, method.Locations[0], method.Name));
        }
    }
}
