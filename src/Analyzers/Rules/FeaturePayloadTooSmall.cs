// UAPI2204: a feature call is too short for its payload. Facts: UapiFeature.MinimumSize.
using System.Linq;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2204: reports sizes that leave out the payload, except in probes, which have none.</summary>
public sealed class FeaturePayloadTooSmallAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public FeaturePayloadTooSmallAnalyzer()
        : base(Descriptors.FeaturePayloadTooSmall)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var record in body.Settled)
        {
            if (record.Facts is not { FeatureSelector: { } selector, SelfSize: { } size } facts
                || record[size] is not { Writes.Length: > 0, MayBeUnset: false } known
                || record[selector.Symbol] is not { Writes.Length: > 0 } flags
                || FeatureCalls.FeatureOf(body.Symbols, facts, selector, flags) is not { MinimumSize: > 0 } feature)
            {
                continue;
            }

            var bits = FeatureBits.Of(selector);
            var needed = facts.Size + feature.MinimumSize;
            if (flags.IsAlways(number => !bits.Probes(number) && bits.Gets(number) != bits.Sets(number)) && known.IsAlways(number => number >= facts.Size && number < needed))
            {
                foreach (var write in known.Writes)
                {
                    body.Report(
                        write, RuleContext.Replacement(SizeText.OfCall(facts, feature)), ConstantNames.Show(size), known.Numbers.First(), feature.Symbol.Name, needed,
                        feature.MinimumSize);
                }
            }
        }
    }
}
