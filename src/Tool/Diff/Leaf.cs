// Stage: diff. In: a record. Out: its members as a program names them, each with its bits: anonymous and untagged records are opened,
// so that a member that moves into an anonymous union keeps its name and its place.
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Tool.Diff;

/// <summary>A member that is compared as a whole.</summary>
/// <param name="Path">As a designator: <c>u.info.size</c>.</param>
/// <param name="Start">Bits from the record's start.</param>
/// <param name="Width">Bits; 0 for a flexible array.</param>
/// <param name="Field">The declaration.</param>
/// <param name="Tag">The name of its type, when that is a record; else null.</param>
internal sealed partial record Leaf(string Path, long Start, long Width, FieldDeclaration Field, string? Tag)
{
    private const int Deepest = 16;

    public long End => Start + Width;

    /// <summary>True for bytes that nobody has a use for yet, by their name.</summary>
    public bool IsReserved => Field.Name is null || ReservedName().IsMatch(Field.Name);

    public bool IsArray => Field.Type.Canonical is ArrayType;

    /// <summary><c>offset 8</c>, <c>bit 67</c>.</summary>
    public string Place => Field.BitWidth is null ? $"offset {Start / 8}" : $"bit {Start}";

    /// <summary><c>4 bytes</c>, <c>3 bits</c>.</summary>
    public string Measure => Layouts.RecordPicture.Measure(Width);

    public bool Overlaps(Leaf other) => Start < other.End && other.Start < End;

    /// <summary>The leaves of two versions. A member whose type has the same name in both is not opened: that type is compared by itself.</summary>
    public static (List<Leaf> Old, List<Leaf> New) Of(RecordDeclaration old, TypeMeasure oldMeasure, RecordDeclaration @new, TypeMeasure newMeasure)
    {
        HashSet<(string, string)> oldTypes = [];
        HashSet<(string, string)> newTypes = [];
        Collect(old, "", 0, oldTypes);
        Collect(@new, "", 0, newTypes);
        oldTypes.IntersectWith(newTypes);
        return (Flatten(old, oldMeasure, oldTypes), Flatten(@new, newMeasure, oldTypes));
    }

    private static List<Leaf> Flatten(RecordDeclaration record, TypeMeasure measure, HashSet<(string Path, string Tag)> closed)
    {
        var leaves = new List<Leaf>();
        Flatten(record, "", 0, 0, measure, closed, leaves);
        return leaves;
    }

    private static void Flatten(
        RecordDeclaration record, string prefix, long start, int depth, TypeMeasure measure, HashSet<(string Path, string Tag)> closed, List<Leaf> leaves)
    {
        foreach (FieldDeclaration field in record.Fields.Where(field => field.BitWidth != 0))
        {
            string path = prefix + field.Name;
            long offset = start + (field.BitOffset ?? field.Offset * 8);
            RecordDeclaration? inner = field.Type.Canonical is RecordType { Declaration.IsComplete: true } type ? type.Declaration : null;
            bool isOpened = inner is not null && depth < Deepest && (inner.Name is null || !closed.Contains((path, Key(inner))));
            if (isOpened)
            {
                Flatten(inner!, field.Name is null ? prefix : path + ".", offset, depth + 1, measure, closed, leaves);
            }
            else
            {
                long width = field.BitWidth ?? ((measure.SizeOf(field.Type) ?? 0) * 8);
                leaves.Add(new Leaf(path, offset, width, field, inner?.Name is null ? null : Key(inner)));
            }
        }
    }

    private static void Collect(RecordDeclaration record, string prefix, int depth, HashSet<(string, string)> types)
    {
        foreach (FieldDeclaration field in record.Fields)
        {
            if (depth < Deepest && field.Type.Canonical is RecordType { Declaration: { IsComplete: true } inner })
            {
                if (inner.Name is not null)
                {
                    types.Add((prefix + field.Name, Key(inner)));
                }

                Collect(inner, field.Name is null ? prefix : prefix + field.Name + ".", depth + 1, types);
            }
        }
    }

    private static string Key(RecordDeclaration record) => (record.IsUnion ? "union " : "struct ") + record.Name;

    [GeneratedRegex(@"(^|_)(reserved|resv|rsvd|rsv|padding|padd|pad|unused|spare|filler|mbz|dummy)_?[0-9a-f]{0,4}_*$|^_+(align|res)\d*$|(^|_)res\d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReservedName();
}
