// UAPI2406: a descriptor field is left at 0. Facts: UapiRole.FileDescriptor.
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>
/// UAPI2406: reports structures on their way to the kernel in which nothing has set a descriptor that the kernel reads. Where a request's number says that
/// the kernel writes the structure too, its descriptor may be the answer; and a descriptor beside one that is set is mostly an option that some flag turns on.
/// </summary>
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
            if (handover.Argument is not { } argument || handover.Request?.Direction == "ReadWrite" || body.Symbols.RecordOf(handover.Type) is not { } record)
            {
                continue;
            }

            var descriptors = record.Members
                .Where(member => member.Role.Kind == RoleKind.FileDescriptor && body.Symbols.Find(member.Symbol, RoleKind.Output) is null)
                .ToList();
            if (descriptors.Any(member => !handover[member.Symbol].Writes.IsEmpty))
            {
                continue;
            }

            foreach (var member in descriptors)
            {
                if (handover[member.Symbol] is { MayBeUnset: true, Numbers.Length: 1 } known
                    && known.Writes.IsEmpty)
                {
                    body.Report(argument.Value.Syntax, ConstantNames.Show(member.Symbol));
                }
            }
        }
    }
}
