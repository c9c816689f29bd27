// UAPI2301: a flag that is zero is tested with an and.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2301: reports generated constants of value 0 in an and.</summary>
public sealed class ZeroFlagTestedAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public ZeroFlagTestedAnalyzer()
        : base(Descriptors.ZeroFlagTested)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.And } both && (ZeroFlag(body, both.LeftOperand) ?? ZeroFlag(body, both.RightOperand)) is { } flag)
            {
                body.Report(both.Syntax, flag.Name);
            }
        }
    }

    private static IFieldSymbol? ZeroFlag(RuleContext body, IOperation operand) => operand switch
    {
        IConversionOperation conversion => ZeroFlag(body, conversion.Operand),
        IParenthesizedOperation parenthesized => ZeroFlag(body, parenthesized.Operand),
        IFieldReferenceOperation { Field: { IsConst: true, } field } when PossibleValues.Constant(operand)?.IsZero == true
            && body.Symbols.IsBindings(field.ContainingType) => field,
        _ => null,
    };
}
