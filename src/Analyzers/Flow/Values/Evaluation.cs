// Flow: the numbers that an expression can have, given what is known of the storage that it reads.
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow.Values;

/// <summary>Evaluates integer expressions. Sizes are those of 64-bit targets.</summary>
internal sealed class Evaluation(UapiSymbols symbols, Places places)
{
    private const int PointerSize = 8;
    private const int MostCombinations = 64;

    public Known Of(IOperation operation, ValueState state)
    {
        if (PossibleValues.Constant(operation) is { } constant)
        {
            return Known.Of(constant);
        }

        switch (operation)
        {
            case IParenthesizedOperation parenthesized:
                return Of(parenthesized.Operand, state);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Converted(Of(conversion.Operand, state), conversion);
            case IBinaryOperation { OperatorMethod: null } binary:
                return Combined(binary.OperatorKind, Of(binary.LeftOperand, state), Of(binary.RightOperand, state), binary.Type);
            case ICompoundAssignmentOperation { OperatorMethod: null } compound:
                return Combined(compound.OperatorKind, Of(compound.Target, state), Of(compound.Value, state), compound.Target.Type);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.BitwiseNegation, Type: { } type } not:
                return Map(Of(not.Operand, state), number => PossibleValues.Truncate(-number - 1, type));
            case ISizeOfOperation size:
                return SizeOf(size.TypeOperand);
            case IInvocationOperation { TargetMethod: { Name: "SizeOf", ContainingType.Name: "Unsafe" or "Marshal", TypeArguments.Length: 1 } method, Arguments.Length: 0 }:
                return SizeOf(method.TypeArguments[0]);
            case IInvocationOperation { Arguments.Length: 1 } call when FlexibleSize(call.TargetMethod) is { } sizes:
                return Map(Of(call.Arguments[0].Value, state), number => BigInteger.Max(sizes.Size, sizes.Offset + (number * sizes.Element)));
            case IFieldReferenceOperation { Field: { Name: "Size", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } }:
            case IPropertyReferenceOperation { Property: { Name: "Size", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } }:
                return Known.Of(PointerSize);
            default:
                return places.Of(operation) is { } place && !places.IsShared(place) ? state[place] : Known.Nothing;
        }
    }

    /// <summary>Bytes of a type on 64-bit targets; null when that is not known.</summary>
    public static BigInteger? Size(ITypeSymbol type, UapiSymbols symbols) => type switch
    {
        IPointerTypeSymbol => PointerSize,
        _ when IntegerType.Bits(type) is { } bits => bits / 8,
        _ when symbols.RecordOf(type) is { Size: > 0 } record => record.Size,
        _ => null,
    };

    private Known SizeOf(ITypeSymbol type) => Size(type, symbols) is { } size ? Known.Of(size) : Known.Nothing;

    /// <summary>The generated <c>dma_ranges_SizeWith(count)</c>.</summary>
    private (int Size, int Offset, int Element)? FlexibleSize(IMethodSymbol method) =>
        method.IsStatic && symbols.RecordOf(method.ContainingType) is { FlexibleArray: { } array } record && method.Name == array + "_SizeWith"
            ? (record.Size, record.FlexibleArrayOffset, record.FlexibleArrayElementSize)
            : null;

    private static Known Converted(Known known, IConversionOperation conversion) =>
        conversion.Type is { } type && IntegerType.Bits(type) is not null ? Map(known, number => PossibleValues.Truncate(number, type)) : known.Numbers.IsEmpty ? known : Known.Nothing;

    private static Known Map(Known known, System.Func<BigInteger, BigInteger?> change)
    {
        var numbers = known.Numbers.Select(change).ToList();
        return numbers.Count > 0 && numbers.All(static number => number is not null) ? Known.Of(numbers.Select(static number => number!.Value)) : Known.Nothing;
    }

    private static Known Combined(BinaryOperatorKind kind, Known left, Known right, ITypeSymbol? type)
    {
        if (left.Numbers.IsEmpty || right.Numbers.IsEmpty || left.Numbers.Length * right.Numbers.Length > MostCombinations || type is null)
        {
            return Known.Nothing;
        }

        var results = new List<BigInteger>();
        foreach (var (a, b) in left.Numbers.SelectMany(_ => right.Numbers, static (a, b) => (a, b)))
        {
            if (Combine(kind, a, b) is not { } result || PossibleValues.Truncate(result, type) is not { } truncated)
            {
                return Known.Nothing;
            }

            results.Add(truncated);
        }

        return Known.Of(results);
    }

    private static BigInteger? Combine(BinaryOperatorKind kind, BigInteger a, BigInteger b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        BinaryOperatorKind.Divide when !b.IsZero => BigInteger.Divide(a, b),
        BinaryOperatorKind.Remainder when !b.IsZero => BigInteger.Remainder(a, b),
        BinaryOperatorKind.LeftShift when b >= 0 && b < 64 => a << (int)b,
        BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift when b >= 0 && b < 64 && a >= 0 => a >> (int)b,
        _ => null,
    };
}
