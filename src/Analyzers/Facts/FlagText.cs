// Facts: the spelling of a set of flags after bits were taken out of it or put into it.
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Facts;

internal static class FlagText
{
    /// <summary>The expression without the operands that are made of <paramref name="bits"/> alone; null when that leaves some of these bits, or something unknown.</summary>
    public static string? Without(IOperation? expression, BigInteger bits)
    {
        if (expression is null || PossibleValues.Constant(expression) is not { } value)
        {
            return null;
        }

        var operands = Operands(expression).ToList();
        var kept = operands.Where(operand => PossibleValues.Constant(operand) is { } part && (part & bits).IsZero).ToList();
        if (kept.Count == 0)
        {
            return operands.Count == 1 && expression.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.LiteralExpressionSyntax && (value & ~bits) is { IsZero: false } rest
                ? ConstantNames.Hexadecimal(rest)
                : "0";
        }

        return string.Join(" | ", kept.Select(static operand => operand.Syntax.ToString()));
    }

    /// <summary>The expression with one more operand.</summary>
    public static string With(IOperation expression, string operand)
    {
        if (PossibleValues.Constant(expression) is { IsZero: true })
        {
            return operand;
        }

        var syntax = expression.Syntax;
        var isLoose = syntax is Microsoft.CodeAnalysis.CSharp.Syntax.ConditionalExpressionSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.AssignmentExpressionSyntax
            or Microsoft.CodeAnalysis.CSharp.Syntax.LambdaExpressionSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.SwitchExpressionSyntax;
        return isLoose ? $"({syntax}) | {operand}" : $"{syntax} | {operand}";
    }

    private static System.Collections.Generic.IEnumerable<IOperation> Operands(IOperation expression) => expression switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Or } both => Operands(both.LeftOperand).Concat(Operands(both.RightOperand)),
        IConversionOperation { IsImplicit: true } conversion => Operands(conversion.Operand),
        IParenthesizedOperation parenthesized => Operands(parenthesized.Operand),
        _ => [expression],
    };
}
