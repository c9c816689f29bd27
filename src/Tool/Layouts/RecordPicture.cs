// Stage: layout pictures. What a picture of a record shows, in bits: members in the order of their offsets, and what lies between them.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;

namespace UapiGen.Tool.Layouts;

internal enum PartKind
{
    Member,
    BitField,

    /// <summary>Bits before a member that belong to none.</summary>
    Hole,

    /// <summary>Bits behind the last member that belong to none.</summary>
    Padding,
}

/// <summary>A stretch of a record.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Bits from the start of the outermost record, counted as the ABI counts them.</param>
/// <param name="Width">Bits; 0 for a flexible array.</param>
/// <param name="Field">The member; null for holes and padding.</param>
/// <param name="Inner">The parts of a record that is shown opened; null for every other member.</param>
/// <param name="HiddenHoles">Bits within the member that no member of its own type covers; 0 when <paramref name="Inner"/> shows them.</param>
internal sealed record Part(PartKind Kind, long Start, long Width, FieldDeclaration? Field = null, PartGroup? Inner = null, long HiddenHoles = 0)
{
    public long End => Start + Width;

    public bool IsGap => Kind is PartKind.Hole or PartKind.Padding;

    /// <summary>The member's name; what stands for it where C gives it none.</summary>
    public string Name => (Kind, Field?.Name) switch
    {
        (PartKind.Hole, _) => "hole",
        (PartKind.Padding, _) => "padding",
        (PartKind.BitField, null) => "(unnamed)",
        (_, null) => "(anonymous)",
        (_, { } name) => name,
    };

    /// <summary>The type as the header writes it: <c>__u32</c>, <c>struct x[4]</c>, <c>union</c>.</summary>
    public string Type => Field is null ? "" : TypeNames.Of(Field.Type);
}

/// <summary>The parts of one record.</summary>
/// <param name="IsUnion">True when each part is an alternative to the others.</param>
/// <param name="Parts">In the order of their offsets; of a union in source order.</param>
/// <param name="Count">How often the record stands there: 1, or the elements of an array, of which the first is shown.</param>
internal sealed record PartGroup(bool IsUnion, IReadOnlyList<Part> Parts, long Count);

/// <summary>A record with all that its picture shows.</summary>
/// <param name="Record">The declaration.</param>
/// <param name="Group">Its parts.</param>
internal sealed record RecordPicture(RecordDeclaration Record, PartGroup Group)
{
    public const int CacheLine = 64;

    public string Title => (Record.IsTagged ? Record.IsUnion ? "union " : "struct " : "") + Record.Name;

    /// <summary>Members that the record itself has; those of records within it are theirs.</summary>
    public int Members => Record.Fields.Count;

    /// <summary>The holes that are there whichever alternative of a union is in use.</summary>
    public IReadOnlyList<(Part Gap, long Count)> Holes => [.. GapsOf(Group, 1).Where(gap => gap.Gap.Kind == PartKind.Hole || !Group.Parts.Contains(gap.Gap))];

    /// <summary>Bits of all holes, those in each element of an array included.</summary>
    public long HoleBits => Holes.Sum(hole => hole.Gap.Width * hole.Count);

    /// <summary>The record's tail; null when the last member ends it.</summary>
    public Part? Padding => Group.Parts.FirstOrDefault(part => part.Kind == PartKind.Padding);

    public long CacheLines => (Record.Size + CacheLine - 1) / CacheLine;

    /// <summary><c>4 bytes</c>, <c>3 bits</c>, <c>2 bytes and 5 bits</c>.</summary>
    public static string Measure(long bits)
    {
        string bytes = bits / 8 == 1 ? "1 byte" : $"{bits / 8} bytes";
        string rest = bits % 8 == 1 ? "1 bit" : $"{bits % 8} bits";
        return bits % 8 == 0 ? bytes : bits < 8 ? rest : bytes + " and " + rest;
    }

    private static IEnumerable<(Part Gap, long Count)> GapsOf(PartGroup group, long count)
    {
        foreach (Part part in group.Parts)
        {
            if (part.IsGap)
            {
                yield return (part, count);
            }
            else if (!group.IsUnion && part.Inner is { } inner)
            {
                foreach ((Part Gap, long Count) gap in GapsOf(inner, count * Math.Max(inner.Count, 0)))
                {
                    yield return gap;
                }
            }
        }
    }
}
