// Stage: layout pictures. In: a struct. Out: the size that it would have with its members sorted, if that is smaller.
// A hint that is wrong is worse than none: it is given only where this file lays out the struct as it is to the byte.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Tool.Layouts;

internal static class Reordering
{
    /// <summary>Bytes of the struct with the largest alignment first; null when that saves none, or when it is not a plain struct.</summary>
    public static long? SmallerSize(RecordDeclaration record, Target target)
    {
        bool isPlain = record is { IsUnion: false, IsPacked: false, PragmaPack: 0 } && record.Fields.Count > 1
            && record.Fields.All(field => field is { BitWidth: null, IsPacked: false });
        if (!isPlain)
        {
            return null;
        }

        var measure = new TypeMeasure(target);
        List<Member> members = [.. record.Fields.Select(field => new Member(
            measure.SizeOf(field.Type) ?? 0, Math.Max(measure.AlignOf(field.Type), field.ExplicitAlignment), field.IsFlexibleArray))];
        if (SizeOf(members, record) != record.Size)
        {
            return null;
        }

        // A flexible array has to stay the last (C11 6.7.2.1p18).
        long sorted = SizeOf(members.OrderBy(member => member.IsFlexible).ThenByDescending(member => member.Alignment), record);
        return sorted < record.Size ? sorted : null;
    }

    private static long SizeOf(IEnumerable<Member> members, RecordDeclaration record)
    {
        long end = 0;
        long alignment = Math.Max(1, record.ExplicitAlignment);
        foreach (Member member in members)
        {
            end = Align(end, member.Alignment) + member.Size;
            alignment = Math.Max(alignment, member.Alignment);
        }

        return Align(end, alignment);
    }

    private static long Align(long offset, long alignment) => (offset + alignment - 1) / alignment * alignment;

    private readonly record struct Member(long Size, long Alignment, bool IsFlexible);
}
