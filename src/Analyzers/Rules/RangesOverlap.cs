// UAPI2304: ranges overlap. Facts: UapiRole.IntervalStart and IntervalLength.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2304: reports constant ranges of one list that have bytes in common.</summary>
public sealed class RangesOverlapAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public RangesOverlapAnalyzer()
        : base(Descriptors.RangesOverlap)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var list in body.Operations)
        {
            if (Elements(list) is { Count: > 1 } elements)
            {
                Compare(body, [.. elements.Select(element => Range(body, element)).OfType<Interval>()]);
            }
        }

        // A method that gets the list may write what nothing has written yet.
        Compare(body, body.Settled, static _ => true);
        Compare(body, body.Lent, static start => !start.Writes.IsEmpty);
    }

    /// <summary>Compares the elements of each list with one another, as they are at one point of the body.</summary>
    private static void Compare(RuleContext body, IEnumerable<SettledRecord> records, Func<Known, bool> isStart)
    {
        foreach (var list in records.Where(static record => record is { IsEscaped: false, Place: { Head: BigInteger, Of: not null } }).GroupBy(static record => (record.State, record.Place.Of!)))
        {
            Compare(body, [.. list.GroupBy(static record => record.Place).Select(range => Range(range.First(), isStart)).OfType<Interval>().OrderBy(static range => range.Syntax.SpanStart)]);
        }
    }

    /// <summary>Reports each interval that has bytes in common with one before it.</summary>
    private static void Compare(RuleContext body, IReadOnlyList<Interval> ranges)
    {
        for (var i = 1; i < ranges.Count; i++)
        {
            if (ranges.Take(i).FirstOrDefault(other => other.Overlaps(ranges[i])) is { } first)
            {
                body.Report(ranges[i].Syntax, ConstantNames.Hexadecimal(first.Start));
            }
        }
    }

    private static List<IOperation>? Elements(IOperation list) => list switch
    {
        IArrayInitializerOperation array => [.. array.ElementValues],
        ICollectionExpressionOperation collection => [.. collection.Elements],
        _ => null,
    };

    /// <summary>An element whose two ends were assigned one by one; null when these are not surely known.</summary>
    private static Interval? Range(SettledRecord record, Func<Known, bool> isStart) =>
        record.Facts.Member(RoleKind.IntervalStart) is { } start && record.Facts.Member(RoleKind.IntervalLength) is { } length
        && record[start.Symbol] is { Numbers: { Length: 1 } first } from && isStart(from) && record[length.Symbol] is { Numbers: { Length: 1 } bytes, Writes.Length: > 0 } extent
            ? new(first[0], bytes[0], from.Writes.Concat(extent.Writes).OrderBy(static write => write.SpanStart).Last())
            : null;

    private static Interval? Range(RuleContext body, IOperation element)
    {
        var made = element;
        while (made is IConversionOperation conversion)
        {
            made = conversion.Operand;
        }

        if (made is not IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: { } initializer } creation
            || body.Symbols.RecordOf(creation.Type) is not { } record
            || record.Member(RoleKind.IntervalStart) is not { } start
            || record.Member(RoleKind.IntervalLength) is not { } length)
        {
            return null;
        }

        return (Value(start, BigInteger.Zero), Value(length, BigInteger.Zero)) is ({ } first, { } bytes) ? new(first, bytes, element.Syntax) : null;

        BigInteger? Value(RoleMember member, BigInteger otherwise)
        {
            var written = initializer.Initializers.OfType<ISimpleAssignmentOperation>()
                .FirstOrDefault(entry => entry.Target is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member, member.Symbol));
            return written is null ? otherwise : PossibleValues.Of(written.Value, body.Root) is { Length: 1 } values ? values[0] : null;
        }
    }

    /// <summary>Bytes of memory that a list names.</summary>
    /// <param name="Start">The first byte.</param>
    /// <param name="Length">How many.</param>
    /// <param name="Syntax">What is reported.</param>
    private sealed record Interval(BigInteger Start, BigInteger Length, SyntaxNode Syntax)
    {
        public bool Overlaps(Interval other) => Length > 0 && other.Length > 0 && Start < other.Start + other.Length && other.Start < Start + Length;
    }
}
