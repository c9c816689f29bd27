// UAPI2009: a field is set and the flag that announces it is not. Facts: UapiRole.Announced.
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2009: reports fields that the kernel will not look at.</summary>
public sealed class FieldNotAnnouncedAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public FieldNotAnnouncedAnalyzer()
        : base(Descriptors.FieldNotAnnounced)
    {
    }

    /// <summary>Key of the diagnostic's property that names the flags field.</summary>
    internal const string FlagsProperty = "Flags";

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (handover.Head(body.Symbols) is not { Facts: var record } head)
            {
                continue;
            }

            foreach (var member in record.Members.Where(static member => member.Role is { Kind: RoleKind.Announced, Mask: not null, Of: not null }))
            {
                var bits = member.Role.Mask!.Value;
                var value = head[member.Symbol];
                if (MayMatter(value)
                    && record.Members.FirstOrDefault(flags => flags.Symbol.Name == member.Role.Of) is { } flags
                    && head[flags.Symbol].IsAlways(number => (number & bits).IsZero))
                {
                    foreach (var write in value.Writes)
                    {
                        var properties = ConstantNames.Find(record, bits) is not null ? RuleContext.Replacement(ConstantNames.Spell(record, bits)).Add(FlagsProperty, flags.Symbol.Name) : RuleContext.Replacement(null);
                        body.Report(write, properties, ConstantNames.Show(member.Symbol), flags.Symbol.Name, ConstantNames.Show(record, bits));
                    }
                }
            }
        }
    }

    /// <summary>True for numbers other than zero alone, and for something written that nobody can tell: who writes it has a use for it.</summary>
    private static bool MayMatter(Known value) => value.Numbers.IsEmpty ? !value.Writes.IsEmpty : value.IsAlways(static number => !number.IsZero);
}
