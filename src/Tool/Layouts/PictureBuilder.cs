// Stage: layout pictures. In: a record as the front end laid it out. Out: its parts, holes and padding found between them.
using System;
using System.Collections.Generic;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Tool.Layouts;

/// <param name="target">Whose sizes count.</param>
/// <param name="opensNamed">True when members whose type has a name are shown opened, too; untagged ones always are.</param>
internal sealed class PictureBuilder(Target target, bool opensNamed)
{
    /// <summary>Records within records that are opened; deeper ones are shown closed.</summary>
    private const int Deepest = 32;

    private readonly TypeMeasure _measure = new(target);

    private readonly Dictionary<RecordDeclaration, long> _hidden = [];

    public RecordPicture Build(RecordDeclaration record) => new(record, new PartGroup(record.IsUnion, Parts(record, 0, 0), 1));

    private List<Part> Parts(RecordDeclaration record, long start, int depth)
    {
        var parts = new List<Part>();
        long end = start;
        foreach (FieldDeclaration field in record.Fields)
        {
            if (field is { BitWidth: 0 })
            {
                continue;
            }

            Part part = PartOf(field, start, depth);
            if (!record.IsUnion && part.Start > end)
            {
                parts.Add(new Part(PartKind.Hole, end, part.Start - end));
            }

            parts.Add(part);
            end = Math.Max(end, part.End);
        }

        long recordEnd = start + (record.Size * 8);
        if (recordEnd > end)
        {
            parts.Add(new Part(PartKind.Padding, end, recordEnd - end));
        }

        return parts;
    }

    private Part PartOf(FieldDeclaration field, long start, int depth)
    {
        if (field.BitWidth is { } width)
        {
            return new Part(PartKind.BitField, start + (field.BitOffset ?? 0), width, field);
        }

        long offset = start + (field.Offset * 8);
        long size = (_measure.SizeOf(field.Type) ?? 0) * 8;
        (CType element, long count) = ElementOf(field.Type);
        if (element is not RecordType { Declaration: { IsComplete: true } inner })
        {
            return new Part(PartKind.Member, offset, size, field);
        }

        bool isOpened = depth < Deepest && (inner.Name is null || opensNamed);
        return isOpened
            ? new Part(PartKind.Member, offset, size, field, new PartGroup(inner.IsUnion, Parts(inner, offset, depth + 1), count))
            : new Part(PartKind.Member, offset, size, field, HiddenHoles: HolesIn(inner) * count);
    }

    /// <summary>What an array is made of, and how many of them; an array of unknown length has none.</summary>
    private static (CType Element, long Count) ElementOf(CType type)
    {
        long count = 1;
        CType element = type.Canonical;
        while (element is ArrayType array)
        {
            count *= array.Length ?? 0;
            element = array.Element.Canonical;
        }

        return (element, count);
    }

    /// <summary>Bits of a record that no member covers, at any depth; a union's alternatives are taken as covered.</summary>
    private long HolesIn(RecordDeclaration record)
    {
        if (_hidden.TryGetValue(record, out long known))
        {
            return known;
        }

        long holes = 0;
        if (!record.IsUnion)
        {
            foreach (Part part in Parts(record, 0, Deepest))
            {
                holes += part.IsGap ? part.Width : part.HiddenHoles;
            }
        }

        return _hidden[record] = holes;
    }
}
