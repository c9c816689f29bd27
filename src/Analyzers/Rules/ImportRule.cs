// What rules over the declarations of P/Invokes share.
using System;
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Rules;

/// <summary>Base of the rules that ask how a function of C is declared.</summary>
public abstract class ImportRule : Rule
{
    private protected ImportRule(DiagnosticDescriptor descriptor)
        : base(descriptor)
    {
    }

    /// <summary>Looks at one method that is declared as a P/Invoke.</summary>
    internal void Run(IMethodSymbol method, Action<Diagnostic> report) => Check(method, report);

    private protected abstract void Check(IMethodSymbol method, Action<Diagnostic> report);
}
