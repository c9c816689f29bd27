// UAPI2407: a descriptor is used after it was closed.
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2407: reports variables that are handed to C again after close had them on every path.</summary>
public sealed class DescriptorAfterCloseAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public DescriptorAfterCloseAnalyzer()
        : base(Descriptors.DescriptorAfterClose)
    {
    }

    private protected override void Check(RuleContext body)
    {
        if (!body.Calls.Any(static call => call.EntryPoint == "close"))
        {
            return;
        }

        foreach (var graph in body.Graphs)
        {
            foreach (var use in new ClosedFlow(graph, body.Symbols, body.Root).Follow().Uses)
            {
                body.Report(use.Syntax, use.Syntax.ToString());
            }
        }
    }
}
