// UAPI2005: the stated size of a structure is not its size. Facts: UapiRole.SelfSize, UapiRecord.Size.
using System.Linq;
using System.Numerics;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2005: reports sizes that are smaller than the structure with the elements that it counts.</summary>
public sealed class SelfSizeWrongAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public SelfSizeWrongAnalyzer()
        : base(Descriptors.SelfSizeWrong)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var record in body.Settled)
        {
            if (record.Facts is { SelfSize: { } member, Size: > 0 } facts && record[member] is { Writes.Length: > 0 } known)
            {
                var needed = Needed(record);
                if (known.IsAlways(size => size < needed))
                {
                    var right = needed == facts.Size && facts.FeatureSelector is null ? SizeText.OfRecord(facts) : null;
                    foreach (var write in known.Writes)
                    {
                        body.Report(write, RuleContext.Replacement(right), member.Name, facts.Type.Name, known.Numbers.Max(), needed);
                    }
                }
            }
        }
    }

    /// <summary>Bytes of the structure, and of the elements behind it when their number is known.</summary>
    private static BigInteger Needed(SettledRecord record)
    {
        var facts = record.Facts;
        return facts.FlexibleArrayCount is { } count && record[count] is { MayBeUnset: false, Numbers.Length: > 0 } elements
            ? BigInteger.Max(facts.Size, facts.FlexibleArrayOffset + (elements.Numbers.Min() * facts.FlexibleArrayElementSize))
            : facts.Size;
    }
}
