// Stage: layout. In: a record, laid out. Out: the bits that belong to no member: before a member, and behind the last one.
using System;
using System.Collections.Generic;
using UapiGen.C.Binding;

namespace UapiGen.C.Layout;

/// <summary>Padding that the compiler put in.</summary>
/// <param name="Before">The member that is aligned by it; null for padding at the record's end.</param>
/// <param name="Start">Bits from the start of the record.</param>
/// <param name="Bits">How much.</param>
internal readonly record struct RecordGap(FieldDeclaration? Before, long Start, long Bits);

internal static class RecordGaps
{
    /// <summary>The record's own padding; that within its members' types is theirs. Alternatives of a union have none between them.</summary>
    public static IEnumerable<RecordGap> Of(RecordDeclaration record, TypeMeasure measure)
    {
        long end = 0;
        foreach (var field in record.Fields)
        {
            if (field.BitWidth == 0)
            {
                continue;
            }

            long start = StartOf(field);
            if (!record.IsUnion && start > end)
            {
                yield return new RecordGap(field, end, start - end);
            }

            end = Math.Max(end, start + SizeOf(field, measure));
        }

        if (record.Size * 8 > end)
        {
            yield return new RecordGap(null, end, (record.Size * 8) - end);
        }
    }

    /// <summary>Bits from the start of the record that holds the member directly.</summary>
    public static long StartOf(FieldDeclaration field) => field.BitOffset ?? (field.Offset * 8);

    /// <summary>Bits; 0 for a flexible array.</summary>
    public static long SizeOf(FieldDeclaration field, TypeMeasure measure) => field.BitWidth ?? ((measure.SizeOf(field.Type) ?? 0) * 8);
}
