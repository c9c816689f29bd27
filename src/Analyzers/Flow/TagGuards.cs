// Flow: which places a condition proves to fit into 8 bits, once it has turned out true or false.
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
    private const int Maximum = 0xFF;
    private const int MaximumDepth = 8;

    /// <summary>The places that <paramref name="condition"/> being <paramref name="truth"/> bounds by 0xFF.</summary>
    public IEnumerable<Place> Fitting(IOperation condition, bool truth) => Fitting(condition, truth, MaximumDepth);

    /// <summary>Takes conversions that lose nothing and parentheses off.</summary>
    public static IOperation Bare(IOperation operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion when IntegerType.Bits(conversion.Type) >= IntegerType.Bits(conversion.Operand.Type) => Bare(conversion.Operand),
        IParenthesizedOperation parenthesized => Bare(parenthesized.Operand),
        _ => operation,
    };

    private IEnumerable<Place> Fitting(IOperation condition, bool truth, int depth) => depth == 0 ? [] : condition switch
    {
        IParenthesizedOperation parenthesized => Fitting(parenthesized.Operand, truth, depth - 1),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Fitting(not.Operand, !truth, depth - 1),
        IFlowCaptureReferenceOperation reference when captures.Value(reference) is { } value => Fitting(value, truth, depth - 1),
        ILocalReferenceOperation { Local: var local } when LocalWrites.Of(local, root) is { IsDefault: false, Length: 1 } writes => Fitting(writes[0], truth, depth - 1),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both when truth => Both(both, truth, depth - 1),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } both when !truth => Both(both, truth, depth - 1),
        IBinaryOperation comparison => Compared(comparison, truth),
        IIsPatternOperation match => Matched(Place.From(Bare(match.Value), captures), match.Pattern, truth),
        IInvocationOperation question => question.Arguments.Select(argument => Place.From(Bare(argument.Value), captures)).OfType<Place>(),
        _ => [],
    };

    private IEnumerable<Place> Both(IBinaryOperation both, bool truth, int depth) =>
        Fitting(both.LeftOperand, truth, depth).Concat(Fitting(both.RightOperand, truth, depth));

    private IEnumerable<Place> Compared(IBinaryOperation comparison, bool truth)
    {
        var (left, right) = (Bare(comparison.LeftOperand), Bare(comparison.RightOperand));
        if (IsRoundTrip(left, right) || IsRoundTrip(right, left))
        {
            return comparison.OperatorKind == (truth ? BinaryOperatorKind.Equals : BinaryOperatorKind.NotEquals)
                ? new[] { left, right }.Select(side => Place.From(side, captures)).OfType<Place>()
                : [];
        }

        var (value, limit, kind) = PossibleValues.Constant(right) is { } constant
            ? (left, constant, comparison.OperatorKind)
            : (right, PossibleValues.Constant(left), Mirrored(comparison.OperatorKind));
        return limit is { } bound && UpperBound(kind, bound, truth) is { } upper && Bounded(value, upper) is { } place ? [place] : [];
    }

    /// <summary>The place that is at most 0xFF when <paramref name="value"/>, a place or a part of its bits, is at most <paramref name="upper"/>.</summary>
    private Place? Bounded(IOperation value, BigInteger upper) => value switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift } shift
            when PossibleValues.Constant(shift.RightOperand) is { } count && count >= 0 && count < 64 =>
                ((upper + 1) << (int)count) - 1 <= Maximum ? Place.From(Bare(shift.LeftOperand), captures) : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.And } masked when PossibleValues.Constant(masked.RightOperand) is { } mask =>
            upper.IsZero && (mask & 0xFF00) == 0xFF00 ? Place.From(Bare(masked.LeftOperand), captures) : null,
        _ => upper <= Maximum ? Place.From(value, captures) : null,
    };

    /// <summary>True for the two sides of <c>(byte)tag == tag</c>.</summary>
    private bool IsRoundTrip(IOperation narrow, IOperation wide) =>
        narrow is IConversionOperation conversion
        && IntegerType.Bits(conversion.Type) == 8
        && Place.From(Bare(conversion.Operand), captures) is { } place
        && place.Equals(Place.From(wide, captures));

    private static IEnumerable<Place> Matched(Place? value, IPatternOperation pattern, bool truth)
    {
        if (value is null)
        {
            yield break;
        }

        if (UpperBound(pattern, truth) <= Maximum)
        {
            yield return value;
        }

        if (pattern is IRecursivePatternOperation recursive && truth)
        {
            foreach (var part in recursive.PropertySubpatterns)
            {
                if (part.Member is IMemberReferenceOperation member && UpperBound(part.Pattern, truth) <= Maximum)
                {
                    yield return new Place(member.Member, value);
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
