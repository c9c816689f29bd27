// What rules over bodies share: the analyzer opens a body once, and hands it to each of them.
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Rules;

/// <summary>Base of the rules that ask what a body does with the kernel.</summary>
public abstract class BodyRule : Rule
{
    private protected BodyRule(DiagnosticDescriptor descriptor)
        : base(descriptor)
    {
    }

    /// <summary>Looks at one body.</summary>
    internal void Run(RuleContext body) => Check(body);

    private protected abstract void Check(RuleContext body);
}
