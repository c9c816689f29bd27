// UAPI2203: a feature does not offer an operation. Facts: UapiFeature.Operations.
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2203: reports operations that the feature does not have, in probes too.</summary>
public sealed class FeatureOperationUnknownAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public FeatureOperationUnknownAnalyzer()
        : base(Descriptors.FeatureOperationUnknown)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var record in body.Settled)
        {
            if (record.Facts.FeatureSelector is not { } selector
                || record[selector.Symbol] is not { Writes.Length: > 0 } flags
                || FeatureCalls.FeatureOf(body.Symbols, record.Facts, selector, flags) is not { Operations: not FeatureOperations.None } feature)
            {
                continue;
            }

            var bits = FeatureBits.Of(selector);
            var (gets, sets) = (feature.Operations.HasFlag(FeatureOperations.Get), feature.Operations.HasFlag(FeatureOperations.Set));
            var isBoth = flags.IsAlways(number => bits.Gets(number) && bits.Sets(number) && !bits.Probes(number));
            if (!isBoth && flags.IsAlways(number => (bits.Gets(number) && !gets) || (bits.Sets(number) && !sets)))
            {
                var (wrong, right) = gets ? (bits.Set, bits.Get) : (bits.Get, bits.Set);
                foreach (var write in flags.Writes)
                {
                    body.Report(
                        write, RuleContext.Replacement(Right(body.ExpressionAt(write), record.Facts, wrong, right)), feature.Symbol.Name, gets ? "set" : "got",
                        ConstantNames.Show(record.Facts, right));
                }
            }
        }
    }

    private static string? Right(IOperation? flags, RecordFacts head, ulong wrong, ulong right) => FlagText.Without(flags, wrong) switch
    {
        null => null,
        var rest when PossibleValues.Constant(flags!) is { } value && !(value & right).IsZero => rest,
        "0" => ConstantNames.Spell(head, right),
        var rest => $"{rest} | {ConstantNames.Spell(head, right)}",
    };
}
