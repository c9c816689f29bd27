// UAPI2011: a number is above what the kernel takes. Facts: UapiRole.Limits with Maximum.
using System.Linq;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2011: reports constants above a limit.</summary>
public sealed class NumberTooLargeAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public NumberTooLargeAnalyzer()
        : base(Descriptors.NumberTooLarge)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var (_, member, value) in body.Members(RoleKind.Limits))
        {
            if (member.Role.Number("Maximum") is { } limit and > 0 && value.IsAlways(number => number > limit))
            {
                foreach (var write in value.Writes)
                {
                    body.Report(write, ConstantNames.Show(member.Symbol), value.Numbers.First(), limit);
                }
            }
        }
    }
}
