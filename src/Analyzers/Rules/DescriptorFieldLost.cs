// UAPI2112: a descriptor that the kernel hands back is never taken. Facts: UapiRole.FileDescriptor together with UapiRole.Output.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2112: reports structures of this body that the kernel writes a descriptor into, when the body uses neither that field nor the whole.</summary>
public sealed class DescriptorFieldLostAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public DescriptorFieldLostAnalyzer()
        : base(Descriptors.DescriptorFieldLost)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (handover is { Request: { Direction: not "Write" } request, IsShared: false, Argument: { } argument, Place: { Of: null, Head: ILocalSymbol { IsRef: false } local } }
                && argument.Parameter?.RefKind is not (RefKind.In or RefKind.RefReadOnlyParameter)
                && body.Symbols.RecordOf(handover.Type) is { } record
                && SymbolEqualityComparer.Default.Equals(local.Type, record.Type)
                && record.Members.FirstOrDefault(member => member.Role.Kind == RoleKind.FileDescriptor && body.Symbols.Find(member.Symbol, RoleKind.Output) is not null) is { } descriptor
                && !body.Operations.Any(operation => Takes(operation, local, descriptor.Symbol, body)))
            {
                body.Report(argument.Value.Syntax, request.Name, ConstantNames.Show(descriptor.Symbol));
            }
        }
    }

    /// <summary>True for a read of the field, and for any use of the whole structure but the call.</summary>
    private static bool Takes(IOperation operation, ILocalSymbol local, ISymbol descriptor, RuleContext body) =>
        operation is ILocalReferenceOperation reference
        && SymbolEqualityComparer.Default.Equals(reference.Local, local)
        && reference.Parent switch
        {
            IMemberReferenceOperation member when member.Instance == reference => SymbolEqualityComparer.Default.Equals(member.Member, descriptor) && LocalWrites.IsRead(member),
            IAssignmentOperation assignment when assignment.Target == reference => false,
            _ => !body.Handovers.Any(other => other.Request is not null && other.Call.Operation.Syntax.Span.Contains(reference.Syntax.Span)),
        };
}
