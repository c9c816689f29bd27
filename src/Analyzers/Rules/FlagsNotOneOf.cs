// UAPI2008: flags make more or less than one choice. Facts: UapiRole.Flags with One.
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2008: reports flags on their way to the kernel that have none or several of the bits that exclude one another.</summary>
public sealed class FlagsNotOneOfAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public FlagsNotOneOfAnalyzer()
        : base(Descriptors.FlagsNotOneOf)
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
                if (member.Role.Number("One") is { } one && head[member.Symbol] is var value && value.IsAlways(flags => !(flags & one).IsPowerOfTwo))
                {
                    foreach (var write in value.Writes.DefaultIfEmpty(argument.Value.Syntax))
                    {
                        body.Report(write, FlagChoices.Of(body, record, write, value, one, isExclusive: true), ConstantNames.Show(member.Symbol), ConstantNames.Hexadecimal(value.Numbers.First()), ConstantNames.Show(record, one));
                    }
                }
            }
        }
    }
}
