// UAPI2402: a structure counts more elements than its memory has. Facts: UapiRecord.CountedBy.
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2402: reports counts above the number of elements that the same memory was viewed with, or that its bytes hold.</summary>
public sealed class CountDisagreesAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public CountDisagreesAnalyzer()
        : base(Descriptors.CountDisagrees)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var record in body.Settled)
        {
            if (record.Facts.FlexibleArrayCount is { } count
                && record[count] is { Numbers.Length: > 0, MayBeUnset: false } counted
                && Room(body.Symbols, record) is { } room
                && counted.Numbers.Min() > room.Max())
            {
                var right = room.Length == 1 && room[0] > 0 ? room[0].ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
                foreach (var write in counted.Writes)
                {
                    body.Report(write, RuleContext.Replacement(right), ConstantNames.Show(count), counted.Numbers.Min(), room.Max());
                }
            }
        }
    }

    /// <summary>How many elements there can be: as many as they were viewed with, or else as the bytes of the memory hold. Null when neither is known.</summary>
    private static ImmutableArray<BigInteger>? Room(UapiSymbols symbols, SettledRecord record)
    {
        if (record.State[new Place(ElementsView.Head, record.Place)] is { Numbers: { Length: > 0 } viewed, MayBeUnset: false })
        {
            return viewed;
        }

        var (memory, facts) = (Elements.Memory(record.Place), record.Facts);
        return record.State[Elements.Extent(memory)] is { Numbers: { Length: > 0 } sizes }
            && facts.FlexibleArrayElementSize > 0
            && record.Place.Head is BigInteger start
            && Elements.Unit(record.Place) is { } unit
            && Evaluation.Size(unit, symbols) is { } each
                ? [.. sizes.Select(size => BigInteger.Max(0, (size - (start * each) - facts.FlexibleArrayOffset) / facts.FlexibleArrayElementSize))]
                : null;
    }
}
