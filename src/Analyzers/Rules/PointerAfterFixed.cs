// UAPI2403: a pointer is used after its object may have moved. Facts: UapiRole.UserPointer.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2403: reports addresses from a fixed statement that a call behind that statement hands to the kernel.</summary>
public sealed class PointerAfterFixedAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public PointerAfterFixedAnalyzer()
        : base(Descriptors.PointerAfterFixed)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (body.Symbols.RecordOf(handover.Type) is { } record)
            {
                foreach (var member in record.Members.Where(static member => member.Role.Kind == RoleKind.UserPointer))
                {
                    foreach (var write in handover[member.Symbol].Writes)
                    {
                        Check(body, handover, write, ConstantNames.Show(member.Symbol));
                    }
                }
            }

            if (handover.Argument is { Value: var value } && Pointer(value) is { Local: { IsFixed: false } local } reference
                && LocalWrites.Of(local, body.Root) is { IsDefault: false } writes)
            {
                foreach (var write in writes.Where(static write => write is ILocalReferenceOperation))
                {
                    Check(body, handover, write.Syntax, reference.Syntax.ToString());
                }
            }
        }
    }

    private static void Check(RuleContext body, Handover handover, SyntaxNode write, string name)
    {
        var pinned = body.ExpressionAt(write)?.DescendantsAndSelf().OfType<ILocalReferenceOperation>().FirstOrDefault(static reference => reference.Local.IsFixed)?.Local;
        var scope = pinned?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax().FirstAncestorOrSelf<FixedStatementSyntax>();
        if (scope is not null && !scope.Span.Contains(handover.Call.Operation.Syntax.Span))
        {
            body.Report(write, name);
        }
    }

    private static ILocalReferenceOperation? Pointer(IOperation value) => value is IConversionOperation conversion ? Pointer(conversion.Operand) : value as ILocalReferenceOperation;
}
