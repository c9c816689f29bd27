// UAPI2202: a feature call says not what to do. Facts: UapiRole.Flags with Get, Set and Probe.
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2202: reports calls that select a feature and have no operation.</summary>
public sealed class FeatureWithoutOperationAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public FeatureWithoutOperationAnalyzer()
        : base(Descriptors.FeatureWithoutOperation)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (handover.Argument is not { } argument || handover.Head(body.Symbols) is not { Facts: { FeatureSelector: { } selector } record } head)
            {
                continue;
            }

            var bits = FeatureBits.Of(selector);
            var flags = head[selector.Symbol];
            if (!flags.IsAlways(number => !bits.Gets(number) && !bits.Sets(number) && !bits.Probes(number)))
            {
                continue;
            }

            var names = string.Join(", ", new[] { bits.Get, bits.Set, bits.Probe }.Select(bit => ConstantNames.Show(record, bit)));
            var feature = FeatureCalls.FeatureOf(body.Symbols, record, selector, flags);
            foreach (var write in flags.Writes.DefaultIfEmpty(argument.Value.Syntax))
            {
                var right = write != argument.Value.Syntax && body.ExpressionAt(write) is { } expression ? Right(expression, record, bits, feature) : null;
                body.Report(write, RuleContext.Replacement(right), ConstantNames.Show(selector.Symbol), names);
            }
        }
    }

    /// <summary>Known where the feature offers one operation alone.</summary>
    private static string? Right(IOperation flags, RecordFacts head, FeatureBits bits, FeatureFacts? feature) => feature?.Operations switch
    {
        FeatureOperations.Get => FlagText.With(flags, ConstantNames.Spell(head, bits.Get)),
        FeatureOperations.Set => FlagText.With(flags, ConstantNames.Spell(head, bits.Set)),
        _ => null,
    };
}
