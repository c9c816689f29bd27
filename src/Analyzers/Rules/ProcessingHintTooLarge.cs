// UAPI2307: a processing hint has more than two bits. Facts: UapiRole.ProcessingHint.
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2307: reports constant hints over 3, in fields and in arguments.</summary>
public sealed class ProcessingHintTooLargeAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public ProcessingHintTooLargeAnalyzer()
        : base(Descriptors.ProcessingHintTooLarge)
    {
    }

    private const int Largest = 3;

    private protected override void Check(RuleContext body)
    {
        foreach (var (_, member, value) in body.Members(RoleKind.ProcessingHint))
        {
            if (value.IsAlways(static hint => hint > Largest))
            {
                foreach (var write in value.Writes)
                {
                    body.Report(write, ConstantNames.Show(member.Symbol), value.Numbers.First());
                }
            }
        }

        foreach (var call in body.Calls)
        {
            foreach (var argument in call.Arguments)
            {
                if (TagRoles.IsInput(argument)
                    && call.RoleOf(argument, RoleKind.ProcessingHint) is not null
                    && PossibleValues.Of(argument.Value, body.Root) is { IsEmpty: false } hints
                    && hints.All(static hint => hint > Largest))
                {
                    body.Report(argument.Value.Syntax, call.Target.Name, hints[0]);
                }
            }
        }
    }
}
