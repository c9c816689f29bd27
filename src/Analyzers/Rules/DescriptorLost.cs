// UAPI2105: a descriptor is made only to see whether it can be. Facts: UapiIoctl.Returns, UapiFeature.Returns.
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2105: reports new descriptors that are compared and nothing else.</summary>
public sealed class DescriptorLostAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public DescriptorLostAnalyzer()
        : base(Descriptors.DescriptorLost)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            foreach (var (call, name) in DescriptorCalls.Of([handover], body.Symbols))
            {
                var reads = CallResults.Reads(call.Operation, body.Operations).ToList();
                if (reads.Count > 0 && reads.All(static read => CallResults.Comparison(read) is not null))
                {
                    var isFeature = body.Symbols.RecordOf(handover.Type)?.FeatureSelector is not null;
                    body.Report(call.Operation.Syntax, name, isFeature ? ", or only ask with a probe" : ", and close it in the end");
                }
            }
        }
    }
}
