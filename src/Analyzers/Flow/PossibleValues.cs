// Flow: the integer constants that an expression can evaluate to, or nothing when any of its sources is not a constant.
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow;

internal static class PossibleValues
{
    // A local may be assigned from a local that is assigned from it.
    private const int MaximumDepth = 8;

    /// <summary>Every value that <paramref name="operation"/> can have, given the writes in the whole body <paramref name="root"/>; empty when that is not known.</summary>
    public static ImmutableArray<BigInteger> Of(IOperation operation, IOperation root)
    {
        var values = ImmutableArray.CreateBuilder<BigInteger>();
        return Collect(operation, root, values, MaximumDepth) ? values.ToImmutable() : [];
    }

    /// <summary>The value of a constant integer, enum, character or Boolean.</summary>
    public static BigInteger? Constant(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: { } value }
        ? value switch
        {
            sbyte number => number,
            byte number => number,
            short number => number,
            ushort number => number,
            int number => number,
            uint number => number,
            long number => number,
            ulong number => number,
            char character => character,
            bool truth => truth ? 1 : 0,
            _ => null,
        }
        : null;

    private static bool Collect(IOperation operation, IOperation root, ImmutableArray<BigInteger>.Builder values, int depth)
    {
        if (Constant(operation) is { } constant)
        {
            values.Add(constant);
            return true;
        }

        return depth > 0 && operation switch
        {
            IParenthesizedOperation parenthesized => Collect(parenthesized.Operand, root, values, depth - 1),
            IConversionOperation { OperatorMethod: null } conversion => CollectConverted(conversion, root, values, depth - 1),
            IConditionalOperation { WhenFalse: { } whenFalse } conditional =>
                Collect(conditional.WhenTrue, root, values, depth - 1) && Collect(whenFalse, root, values, depth - 1),
            ISwitchExpressionOperation choice => choice.Arms.All(arm => Collect(arm.Value, root, values, depth - 1)),
            ISimpleAssignmentOperation assignment => Collect(assignment.Value, root, values, depth - 1),
            ILocalReferenceOperation reference => CollectWrites(reference, root, values, depth - 1),
            _ => false,
        };
    }

    private static bool CollectWrites(ILocalReferenceOperation reference, IOperation root, ImmutableArray<BigInteger>.Builder values, int depth)
    {
        var writes = LocalWrites.Of(reference.Local, root);
        if (writes.IsDefaultOrEmpty)
        {
            return false;
        }

        foreach (var write in writes)
        {
            if (!Collect(write, root, values, depth))
            {
                return false;
            }
        }

        return true;
    }

    private static bool CollectConverted(IConversionOperation conversion, IOperation root, ImmutableArray<BigInteger>.Builder values, int depth)
    {
        var first = values.Count;
        if (conversion.Type is not { } type || !Collect(conversion.Operand, root, values, depth))
        {
            return false;
        }

        for (var i = first; i < values.Count; i++)
        {
            if (Truncate(values[i], type) is not { } truncated)
            {
                return false;
            }

            values[i] = truncated;
        }

        return true;
    }

    /// <summary>A number as a conversion that checks nothing leaves it in an integer type; null for other types.</summary>
    public static BigInteger? Truncate(BigInteger value, ITypeSymbol type)
    {
        if (IntegerType.Bits(type) is not { } bits)
        {
            return null;
        }

        var low = value & ((BigInteger.One << bits) - 1);
        return IntegerType.IsSigned(type) && low >> (bits - 1) == 1 ? low - (BigInteger.One << bits) : low;
    }
}
