// UAPI2010: a number is below what the kernel takes. Facts: UapiRole.Limits with Minimum.
using System.Linq;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2010: reports constants below a limit.</summary>
public sealed class NumberTooSmallAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public NumberTooSmallAnalyzer()
        : base(Descriptors.NumberTooSmall)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var (_, member, value) in body.Members(RoleKind.Limits))
        {
            if (member.Role.Number("Minimum") is { } limit && value.IsAlways(number => number < limit))
            {
                foreach (var write in value.Writes)
                {
                    body.Report(write, ConstantNames.Show(member.Symbol), value.Numbers.First(), limit);
                }
            }
        }
    }
}
