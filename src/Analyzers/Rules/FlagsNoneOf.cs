// UAPI2007: flags lack a choice that has to be made. Facts: UapiRole.Flags with Any.
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2007: reports flags on their way to the kernel that have none of the bits of which one at least has to be set.</summary>
public sealed class FlagsNoneOfAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public FlagsNoneOfAnalyzer()
        : base(Descriptors.FlagsNoneOf)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (handover.Argument is not { } argument || handover.Head(body.Symbols) is not { Facts: var record } head)
            {
                continue;
            }

            foreach (var member in record.Members.Where(static member => member.Role.Kind == RoleKind.Flags))
            {
                if (member.Role.Number("Any") is { } any && head[member.Symbol] is var value && value.IsAlways(flags => (flags & any).IsZero))
                {
                    foreach (var write in value.Writes.DefaultIfEmpty(argument.Value.Syntax))
                    {
                        body.Report(write, FlagChoices.Of(body, record, write, value, any, isExclusive: false), ConstantNames.Show(member.Symbol), ConstantNames.Hexadecimal(value.Numbers.First()), ConstantNames.Show(record, any));
                    }
                }
            }
        }
    }
}
