// UAPI2305: a descriptor is made that other programs inherit. Facts: UapiRole.Flags with Wanted.
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2305: reports flags of a new descriptor without close-on-exec.</summary>
public sealed class FlagsLackWantedAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public FlagsLackWantedAnalyzer()
        : base(Descriptors.FlagsLackWanted)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (body.Symbols.RecordOf(handover.Type) is { } record && handover.Argument is { } argument && handover.Place is { } place)
            {
                Check(body, new SettledRecord(place, record, handover.State), handover.IsShared ? null : argument.Value.Syntax);
            }
        }

        foreach (var record in body.Settled)
        {
            Check(body, record, null);
        }
    }

    /// <summary>Flags that nothing has written are reported at the call, if at all.</summary>
    private static void Check(RuleContext body, SettledRecord record, SyntaxNode? call)
    {
        foreach (var member in record.Facts.Members.Where(static member => member.Role.Kind == RoleKind.Flags))
        {
            if (member.Role.Number("Wanted") is not { } wanted || record[member.Symbol] is not { } value || !value.IsAlways(flags => (flags & wanted) != wanted))
            {
                continue;
            }

            var name = ConstantNames.Show(record.Facts, wanted);
            foreach (var write in value.Writes)
            {
                var right = body.ExpressionAt(write) is { } expression && value.Writes.Length == 1 ? FlagText.With(expression, ConstantNames.Spell(record.Facts, wanted)) : null;
                body.Report(write, RuleContext.Replacement(right), ConstantNames.Show(member.Symbol), name);
            }

            if (value.Writes.IsEmpty && call is not null)
            {
                body.Report(call, ConstantNames.Show(member.Symbol), name);
            }
        }
    }
}
