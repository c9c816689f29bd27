// UAPI2301: a flag that is zero is tested with an and.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
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
                body.Report(both.Syntax, Opposite(body, both), flag.Name);
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

    /// <summary>The flag whose absence the one that is zero means, and the flags that are asked: known of a field that has the flag which ends.</summary>
    private static ImmutableDictionary<string, string?> Opposite(RuleContext body, IBinaryOperation both)
    {
        var tested = ZeroFlag(body, both.LeftOperand) is null ? both.LeftOperand : both.RightOperand;
        return Member(tested) is { } member && body.Symbols.Find(member, RoleKind.Flags)?.Number("End") is { } end && body.Symbols.RecordOf(member.ContainingType) is { } record
            && ConstantNames.Find(record, end) is not null
                ? RuleContext.Replacement($"{tested.Syntax} & {ConstantNames.Spell(record, end)}")
                : RuleContext.Replacement(null);
    }

    private static ISymbol? Member(IOperation operand) => operand switch
    {
        IConversionOperation conversion => Member(conversion.Operand),
        IParenthesizedOperation parenthesized => Member(parenthesized.Operand),
        IMemberReferenceOperation reference => reference.Member,
        _ => null,
    };
}
