// Flow: which places a condition bounds from above, once it has turned out true or false.
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow;

/// <summary>Understands comparisons, patterns, shifted and masked values, conditions kept in a local, and helpers that are asked about the value.</summary>
internal sealed class TagGuards(FlowCaptures captures, IOperation root)
{
    /// <summary>The largest tag of 8 bits.</summary>
    public const int NarrowMaximum = 0xFF;

    private const int MaximumDepth = 8;

    /// <summary>The places that <paramref name="condition"/> being <paramref name="truth"/> bounds, each with the most that it can be.</summary>
    public IEnumerable<Bound> Bounds(IOperation condition, bool truth) => Bounds(condition, truth, MaximumDepth);

    /// <summary>Takes conversions that lose nothing and parentheses off.</summary>
    public static IOperation Bare(IOperation operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion when IntegerType.Bits(conversion.Type) >= IntegerType.Bits(conversion.Operand.Type) => Bare(conversion.Operand),
        IParenthesizedOperation parenthesized => Bare(parenthesized.Operand),
        _ => operation,
    };

    private IEnumerable<Bound> Bounds(IOperation condition, bool truth, int depth) => depth == 0 ? [] : condition switch
    {
        IParenthesizedOperation parenthesized => Bounds(parenthesized.Operand, truth, depth - 1),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Bounds(not.Operand, !truth, depth - 1),
        IFlowCaptureReferenceOperation reference when captures.Value(reference) is { } value => Bounds(value, truth, depth - 1),
        ILocalReferenceOperation { Local: var local } when LocalWrites.Of(local, root) is { IsDefault: false, Length: 1 } writes => Bounds(writes[0], truth, depth - 1),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both when truth => Both(both, truth, depth - 1),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } both when !truth => Both(both, truth, depth - 1),
        IBinaryOperation comparison => Compared(comparison, truth),
        IIsPatternOperation match => Matched(Place.From(Bare(match.Value), captures), match.Pattern, truth),
        IInvocationOperation question => Places(question.Arguments.Select(argument => argument.Value), NarrowMaximum),
        _ => [],
    };

    private IEnumerable<Bound> Both(IBinaryOperation both, bool truth, int depth) =>
        Bounds(both.LeftOperand, truth, depth).Concat(Bounds(both.RightOperand, truth, depth));

    private IEnumerable<Bound> Compared(IBinaryOperation comparison, bool truth)
    {
        var (left, right) = (Bare(comparison.LeftOperand), Bare(comparison.RightOperand));
        if (IsRoundTrip(left, right) || IsRoundTrip(right, left))
        {
            return comparison.OperatorKind == (truth ? BinaryOperatorKind.Equals : BinaryOperatorKind.NotEquals)
                ? Places([left, right], NarrowMaximum)
                : [];
        }

        var (value, limit, kind) = Limit(right) is { } constant
            ? (left, constant, comparison.OperatorKind)
            : (right, Limit(left), Mirrored(comparison.OperatorKind));
        return limit is { } bound && UpperBound(kind, bound, truth) is { } upper ? Bounded(value, upper) : [];
    }

    /// <summary>The most that one side of a comparison can be: a constant, or anything in a byte.</summary>
    private static BigInteger? Limit(IOperation operation) =>
        PossibleValues.Constant(operation) ?? (operation.Type?.SpecialType == SpecialType.System_Byte ? NarrowMaximum : null);

    /// <summary>What follows for a place when <paramref name="value"/>, that place or a part of its bits, is at most <paramref name="upper"/>.</summary>
    private IEnumerable<Bound> Bounded(IOperation value, BigInteger upper) => value switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift } shift
            when PossibleValues.Constant(shift.RightOperand) is { } count && count >= 0 && count < 64 =>
                Places([shift.LeftOperand], ((upper + 1) << (int)count) - 1),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.And } masked when PossibleValues.Constant(masked.RightOperand) is { } mask =>
            upper.IsZero && (mask & 0xFF00) == 0xFF00 ? Places([masked.LeftOperand], NarrowMaximum) : [],
        _ => Places([value], upper),
    };

    private IEnumerable<Bound> Places(IEnumerable<IOperation> operations, BigInteger upper) =>
        operations.Select(operation => Place.From(Bare(operation), captures)).OfType<Place>().Select(place => new Bound(place, upper));

    /// <summary>True for the two sides of <c>(byte)tag == tag</c>.</summary>
    private bool IsRoundTrip(IOperation narrow, IOperation wide) =>
        narrow is IConversionOperation conversion
        && IntegerType.Bits(conversion.Type) == 8
        && Place.From(Bare(conversion.Operand), captures) is { } place
        && place.Equals(Place.From(wide, captures));

    private static IEnumerable<Bound> Matched(Place? value, IPatternOperation pattern, bool truth)
    {
        if (value is null)
        {
            yield break;
        }

        if (UpperBound(pattern, truth) is { } upper)
        {
            yield return new Bound(value, upper);
        }

        if (pattern is IRecursivePatternOperation recursive && truth)
        {
            foreach (var part in recursive.PropertySubpatterns)
            {
                if (part.Member is IMemberReferenceOperation member && UpperBound(part.Pattern, truth) is { } most)
                {
                    yield return new Bound(new Place(member.Member, value), most);
                }
            }
        }
    }

    private static BigInteger? UpperBound(IPatternOperation pattern, bool truth) => pattern switch
    {
        IConstantPatternOperation constant => truth ? PossibleValues.Constant(constant.Value) : null,
        IRelationalPatternOperation relation => PossibleValues.Constant(relation.Value) is { } limit ? UpperBound(relation.OperatorKind, limit, truth) : null,
        INegatedPatternOperation not => UpperBound(not.Pattern, !truth),
        IBinaryPatternOperation both when both.OperatorKind == BinaryOperatorKind.And == truth =>
            Least(UpperBound(both.LeftPattern, truth), UpperBound(both.RightPattern, truth)),
        IBinaryPatternOperation either => Greatest(UpperBound(either.LeftPattern, truth), UpperBound(either.RightPattern, truth)),
        _ => null,
    };

    private static BigInteger? UpperBound(BinaryOperatorKind kind, BigInteger limit, bool truth) => (kind, truth) switch
    {
        (BinaryOperatorKind.LessThan, true) or (BinaryOperatorKind.GreaterThanOrEqual, false) => limit - 1,
        (BinaryOperatorKind.LessThanOrEqual, true) or (BinaryOperatorKind.GreaterThan, false) => limit,
        (BinaryOperatorKind.Equals, true) or (BinaryOperatorKind.NotEquals, false) => limit,
        _ => null,
    };

    private static BigInteger? Least(BigInteger? left, BigInteger? right) =>
        left is null ? right : right is null ? left : BigInteger.Min(left.Value, right.Value);

    private static BigInteger? Greatest(BigInteger? left, BigInteger? right) =>
        left is null || right is null ? null : BigInteger.Max(left.Value, right.Value);

    private static BinaryOperatorKind Mirrored(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => kind,
    };
}

/// <summary>A place, and the most that it can hold.</summary>
internal readonly record struct Bound(Place Place, BigInteger Upper);
