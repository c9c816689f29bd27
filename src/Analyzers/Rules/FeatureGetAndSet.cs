// UAPI2201: a feature is to be got and set at once. Facts: UapiRole.Flags with Get, Set and Probe.
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2201: reports both operations without a probe. Both with a probe are a question, and right.</summary>
public sealed class FeatureGetAndSetAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public FeatureGetAndSetAnalyzer()
        : base(Descriptors.FeatureGetAndSet)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var record in body.Settled)
        {
            if (record.Facts.FeatureSelector is not { } selector || FeatureBits.Of(selector) is not { Get: > 0, Set: > 0 } bits)
            {
                continue;
            }

            var flags = record[selector.Symbol];
            if (flags.IsAlways(number => bits.Gets(number) && bits.Sets(number) && !bits.Probes(number)))
            {
                var feature = FeatureCalls.FeatureOf(body.Symbols, record.Facts, selector, flags);
                foreach (var write in flags.Writes)
                {
                    body.Report(
                        write, RuleContext.Replacement(Right(body.ExpressionAt(write), record.Facts, bits, feature)), ConstantNames.Show(selector.Symbol),
                        ConstantNames.Show(record.Facts, bits.Get), ConstantNames.Show(record.Facts, bits.Set), ConstantNames.Show(record.Facts, bits.Probe));
                }
            }
        }
    }

    /// <summary>A feature that offers one operation is called with that; of any other is asked.</summary>
    private static string? Right(IOperation? flags, RecordFacts head, FeatureBits bits, FeatureFacts? feature) => flags is null ? null : feature?.Operations switch
    {
        FeatureOperations.Get => FlagText.Without(flags, bits.Set),
        FeatureOperations.Set => FlagText.Without(flags, bits.Get),
        _ => FlagText.With(flags, ConstantNames.Spell(head, bits.Probe)),
    };
}
