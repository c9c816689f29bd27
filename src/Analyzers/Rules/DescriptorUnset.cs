// UAPI2406: a descriptor field is left at 0. Facts: UapiRole.FileDescriptor.
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2406: reports structures on their way to the kernel in which nothing has set a descriptor that the kernel reads.</summary>
public sealed class DescriptorUnsetAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public DescriptorUnsetAnalyzer()
        : base(Descriptors.DescriptorUnset)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (handover.Argument is not { } argument || body.Symbols.RecordOf(handover.Type) is not { } record)
            {
                continue;
            }

            foreach (var member in record.Members.Where(static member => member.Role.Kind == RoleKind.FileDescriptor))
            {
                if (body.Symbols.Find(member.Symbol, RoleKind.Output) is null
                    && handover[member.Symbol] is { MayBeUnset: true, Numbers.Length: 1 } known
                    && known.Writes.IsEmpty)
                {
                    body.Report(argument.Value.Syntax, ConstantNames.Show(member.Symbol));
                }
            }
        }
    }
}
