// UAPI2016: flags are a bare number. Facts: UapiRole.Flags with its Mask.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2016: reports numbers without a name in flags, where the header names each of their bits.</summary>
public sealed class FlagsNumberAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public FlagsNumberAnalyzer()
        : base(Descriptors.FlagsNumber)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation is IAssignmentOperation { Target: IMemberReferenceOperation { Member: var member }, Value: var value }
                && operation is ISimpleAssignmentOperation or ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Or }
                && body.Symbols.Find(member, RoleKind.Flags) is { Mask: not null } role
                && body.Symbols.Find(member, RoleKind.Output) is null
                && body.Symbols.RecordOf(member.ContainingType) is { } record
                && Written(value) is var written
                && PossibleValues.Constant(written) is { } number
                && written.DescendantsAndSelf().All(static part => part is ILiteralOperation or IBinaryOperation or IConversionOperation or IParenthesizedOperation)
                && FlagNames.Of(body.Symbols, record, new RoleMember(member, role), number) is var (names, text))
            {
                body.Report(written.Syntax, RuleContext.Replacement(text), (ulong)number, ConstantNames.Show(member), names);
            }
        }
    }

    private static IOperation Written(IOperation value) => value is IConversionOperation { IsImplicit: true } conversion ? Written(conversion.Operand) : value;
}
