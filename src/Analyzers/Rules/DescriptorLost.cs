// UAPI2105: a descriptor is made only to see whether it can be. Facts: UapiIoctl.Returns, UapiFeature.Returns.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2105: reports new descriptors that are compared and nothing else.</summary>
public sealed class DescriptorLostAnalyzer : BodyRule
{
    /// <summary>Key of the diagnostic's property that is the text of the flags.</summary>
    internal const string FlagsProperty = "Flags";

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
                    var isFeature = handover.RecordIn(body.Symbols)?.FeatureSelector is not null;
                    body.Report(call.Operation.Syntax, Probe(body, handover), name, isFeature ? ", or only ask with a probe" : ", and close it in the end");
                }
            }
        }
    }

    /// <summary>The flags as they are written, and as a probe has them; nothing when they are written in several places.</summary>
    private static ImmutableDictionary<string, string?> Probe(RuleContext body, Handover handover) =>
        handover.RecordIn(body.Symbols) is { FeatureSelector: { } selector } head
        && handover[selector.Symbol] is { Writes.Length: 1 } flags
        && flags.Writes.First() is var write
        && body.ExpressionAt(write) is { } expression
        && selector.Role.Number("Probe") is { } probe
            ? RuleContext.Replacement(FlagText.With(expression, ConstantNames.Spell(head, probe))).Add(FlagsProperty, write.ToString())
            : RuleContext.Replacement(null);
}
