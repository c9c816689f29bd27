// UAPI2006: flags have bits that the kernel does not know. Facts: UapiRole.Flags with its Mask.
using System.Linq;
using System.Numerics;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2006: reports constant flags with bits outside of the mask.</summary>
public sealed class FlagsUnknownAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public FlagsUnknownAnalyzer()
        : base(Descriptors.FlagsUnknown)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var (_, member, value) in body.Members(RoleKind.Flags))
        {
            if (member.Role.Mask is { } mask && value.IsAlways(flags => !(flags & ~(BigInteger)mask).IsZero))
            {
                foreach (var write in value.Writes)
                {
                    var foreign = value.Numbers.Aggregate(BigInteger.Zero, static (all, flags) => all | flags) & ~(BigInteger)mask;
                    var right = value.Numbers.Length == 1 ? FlagText.Without(body.ExpressionAt(write), foreign) : null;
                    body.Report(
                        write, RuleContext.Replacement(right), ConstantNames.Show(member.Symbol), ConstantNames.Hexadecimal(value.Numbers.First()),
                        mask == 0 ? "nothing but 0" : "only " + ConstantNames.Hexadecimal(mask));
                }
            }
        }
    }
}
