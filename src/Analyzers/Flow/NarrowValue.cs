// Flow: expressions that have at most 8 bits by what they are: a byte, a small constant, a masked or a shifted value.
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow;

internal static class NarrowValue
{
    /// <summary>True when the value, or what a compound assignment leaves, is at most 0xFF.</summary>
    public static bool Fits(IOperation value, IOperation root) => value switch
    {
        { Type.SpecialType: SpecialType.System_Byte } => true,
        IConversionOperation { OperatorMethod: null } conversion => Fits(conversion.Operand, root),
        IParenthesizedOperation parenthesized => Fits(parenthesized.Operand, root),
        IBinaryOperation operation => FitsAfter(operation.OperatorKind, operation.LeftOperand, operation.RightOperand),
        ICompoundAssignmentOperation assignment => FitsAfter(assignment.OperatorKind, assignment.Target, assignment.Value),
        IInvocationOperation { TargetMethod.Name: "Min" or "Clamp" } call => IsAtMost(call.Arguments.Last().Value, 0xFF),
        _ => PossibleValues.Of(value, root) is { IsEmpty: false } values && values.All(static v => v >= 0 && v <= 0xFF),
    };

    private static bool FitsAfter(BinaryOperatorKind kind, IOperation left, IOperation right) => kind switch
    {
        BinaryOperatorKind.And => IsAtMost(left, 0xFF) || IsAtMost(right, 0xFF),
        BinaryOperatorKind.Remainder => IsAtMost(right, 0x100),
        BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift =>
            PossibleValues.Constant(right) is { } count && IntegerType.Bits(TagGuards.Bare(left).Type) - count <= 8,
        _ => false,
    };

    private static bool IsAtMost(IOperation operation, BigInteger maximum) =>
        PossibleValues.Constant(operation) is { } constant && constant >= 0 && constant <= maximum;
}
