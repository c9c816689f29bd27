// UAPI2402: a structure counts more elements than its memory has. Facts: UapiRecord.CountedBy.
using System.Linq;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2402: reports counts above the number of elements that the same memory was viewed with.</summary>
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
                && record.State[new Place(ElementsView.Head, record.Place)] is { Numbers.Length: > 0, MayBeUnset: false } elements
                && counted.Numbers.Min() > elements.Numbers.Max())
            {
                var right = elements.Numbers.Length == 1 ? elements.Numbers.First().ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
                foreach (var write in counted.Writes)
                {
                    body.Report(write, RuleContext.Replacement(right), ConstantNames.Show(count), counted.Numbers.Min(), elements.Numbers.Max());
                }
            }
        }
    }
}
