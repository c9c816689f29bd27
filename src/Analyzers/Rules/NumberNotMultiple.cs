// UAPI2012: a number is not a multiple of what the kernel asks for. Facts: UapiRole.Limits with Multiple.
using System.Linq;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2012: reports constants that are not a multiple of a page, or whatever the facts name.</summary>
public sealed class NumberNotMultipleAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public NumberNotMultipleAnalyzer()
        : base(Descriptors.NumberNotMultiple)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var (_, member, value) in body.Members(RoleKind.Limits))
        {
            if (member.Role.Number("Multiple") is { } limit and > 0 && value.IsAlways(number => !(number % limit).IsZero))
            {
                foreach (var write in value.Writes)
                {
                    body.Report(write, ConstantNames.Show(member.Symbol), value.Numbers.First(), limit);
                }
            }
        }
    }
}
