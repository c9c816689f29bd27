// UAPI2303: an access is ended with other flags than it was begun with. Facts: UapiRole.Flags with End.
using System.Linq;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2303: reports ends whose direction is not that of the one begin before them.</summary>
public sealed class AccessEndedOtherwiseAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public AccessEndedOtherwiseAnalyzer()
        : base(Descriptors.AccessEndedOtherwise)
    {
    }

    private protected override void Check(RuleContext body)
    {
        var accesses = Access.Of(body.Handovers, body.Symbols);
        if (accesses.Count < 2)
        {
            return;
        }

        foreach (var graph in body.Graphs)
        {
            foreach (var (begin, end) in new AccessFlow(graph, accesses, body.Root).Follow().Mismatches)
            {
                foreach (var write in end.Flags.Writes)
                {
                    var right = begin.Flags.Writes.Length == 1 ? $"{begin.Flags.Writes.First()} | {ConstantNames.Spell(end.Record, end.End)}" : null;
                    body.Report(write, RuleContext.Replacement(right), ConstantNames.Hexadecimal(begin.Kind), ConstantNames.Hexadecimal(end.Kind));
                }
            }
        }
    }
}
