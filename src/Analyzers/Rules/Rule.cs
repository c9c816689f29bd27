// What is common to all rules. A rule is no analyzer of its own: the one analyzer runs them all over what it has opened once.
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Rules;

/// <summary>One mistake that can be made with the kernel.</summary>
public abstract class Rule
{
    private protected Rule(DiagnosticDescriptor descriptor) => SupportedDiagnostic = descriptor;

    /// <summary>Gets what the rule reports.</summary>
    public DiagnosticDescriptor SupportedDiagnostic { get; }

    /// <summary>Gets a value indicating whether the rule has nothing to say where no generated facts are in sight.</summary>
    internal virtual bool NeedsFacts => true;
}
