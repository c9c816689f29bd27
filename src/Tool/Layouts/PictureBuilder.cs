// Stage: layout pictures. In: a record as the front end laid it out. Out: its parts in order, with the holes and the padding between them.
using System.Collections.Generic;
using System.Linq;
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
        List<Part> parts = [.. record.Fields.Where(field => field.BitWidth != 0).Select(field => PartOf(field, start, depth))];
        foreach (RecordGap gap in RecordGaps.Of(record, _measure))
        {
            PartKind kind = gap.Before is null ? PartKind.Padding : PartKind.Hole;
            int index = gap.Before is null ? parts.Count : parts.FindIndex(part => ReferenceEquals(part.Field, gap.Before));
            parts.Insert(index, new Part(kind, start + gap.Start, gap.Bits));
        }

        return parts;
    }

    private Part PartOf(FieldDeclaration field, long start, int depth)
    {
        long offset = start + RecordGaps.StartOf(field);
        long size = RecordGaps.SizeOf(field, _measure);
        if (field.BitWidth is not null)
        {
            return new Part(PartKind.BitField, offset, size, field);
        }

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
