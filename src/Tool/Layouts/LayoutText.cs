// uapigen layout --format text: a record as a table, a row a member, with a lane that shows which bytes of an 8-byte word it takes.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.Tool.Input;

namespace UapiGen.Tool.Layouts;

internal sealed class LayoutText(TextWriter text, Palette palette, Target target)
{
    private const int LaneBytes = 8;

    /// <summary>A row of the table; a row without an offset is a mark between rows.</summary>
    private sealed record Row(string Offset, string Size, string Lane, string Name, string Type, string Note, PartKind? Kind);

    public void Write(RecordPicture picture, Located<RecordDeclaration> located)
    {
        var rows = new List<Row>();
        long line = 1;
        AddRows(rows, picture.Group, "", ref line, isMarked: !picture.Group.IsUnion, picture.Record.Size);
        text.WriteLine($"{palette.Title(picture.Title)}    {palette.Faint($"{located.File}:{located.Position.Line}")}");
        WriteTable(rows);
        text.WriteLine("  " + Summary(picture));
        if (Reordering.SmallerSize(picture.Record, target) is { } smaller)
        {
            text.WriteLine(palette.Warning($"  hint: members sorted by alignment would take {smaller} bytes, not {picture.Record.Size}; an ABI that is in use has to stay as it is"));
        }

        text.WriteLine();
    }

    /// <summary>One line: size, members, holes, padding, cache lines.</summary>
    public static string Summary(RecordPicture picture)
    {
        int holes = picture.Holes.Count;
        return string.Join(" · ",
            $"size {picture.Record.Size}, aligned to {picture.Record.Alignment}{(picture.Record.IsPacked ? ", packed" : "")}",
            Count(picture.Members, "member"),
            holes == 0 ? "no holes" : $"{Count(holes, "hole")}, {RecordPicture.Measure(picture.HoleBits)} in all",
            picture.Padding is { } padding ? $"{RecordPicture.Measure(padding.Width)} of padding at the end" : "no padding",
            Count(picture.CacheLines, "cache line"));
    }

    private static string Count(long count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static void AddRows(List<Row> rows, PartGroup group, string indentation, ref long line, bool isMarked, long size)
    {
        foreach (Part part in group.Parts)
        {
            if (isMarked && part.Start >= line * RecordPicture.CacheLine * 8 && part.Start < size * 8)
            {
                line = (part.Start / (RecordPicture.CacheLine * 8)) + 1;
                rows.Add(Mark($"cache line {line - 1} begins at byte {(line - 1) * RecordPicture.CacheLine}"));
            }

            rows.Add(RowOf(part, indentation));
            if (part.Inner is { } inner)
            {
                AddRows(rows, inner, indentation + (inner.IsUnion ? "│ " : "  "), ref line, isMarked && !inner.IsUnion && inner.Count == 1, size);
            }

            // Boundaries strictly inside; one at the very end belongs to the next row.
            long last = (part.End - 1) / (RecordPicture.CacheLine * 8);
            if (isMarked && part.Width > 0 && last >= line)
            {
                rows.Add(Mark(last == line
                    ? $"cache line {line} begins inside {part.Name}, at its byte {(line * RecordPicture.CacheLine) - (part.Start / 8)}"
                    : $"cache lines {line} to {last} begin inside {part.Name}"));
                line = last + 1;
            }
        }
    }

    private static Row Mark(string sentence) => new("", "", "", sentence, "", "", null);

    private static Row RowOf(Part part, string indentation)
    {
        bool isInBits = part.Kind == PartKind.BitField || part.Start % 8 != 0 || part.Width % 8 != 0;
        string offset = isInBits ? $"{part.Start / 8}:{part.Start % 8}" : $"{part.Start / 8}";
        string size = isInBits ? part.Width == 1 ? "1 bit" : $"{part.Width} bits" : $"{part.Width / 8}";
        string note = part switch
        {
            { Field.IsFlexibleArray: true, Field.CountedBy: { } counter } => $"flexible, counted by {counter}",
            { Field.IsFlexibleArray: true } => "flexible",
            { Inner.Count: > 1 } => $"first of {part.Inner!.Count}",
            { HiddenHoles: > 0 } => $"holds holes of {RecordPicture.Measure(part.HiddenHoles)}",
            _ => "",
        };
        return new Row(offset, size, Lane(part), indentation + part.Name, part.Type, note, part.Kind);
    }

    /// <summary>The first 8-byte word that the part is in, a character a byte; <c>+</c> says that it goes on.</summary>
    private static string Lane(Part part)
    {
        char filled = part.IsGap ? '░' : part.Inner is null ? '█' : '─';
        long word = part.Start / 64 * 64;
        var lane = new StringBuilder(LaneBytes + 1);
        for (int i = 0; i < LaneBytes; i++)
        {
            long from = Math.Max(part.Start, word + (i * 8));
            long to = Math.Min(part.End, word + (i * 8) + 8);
            lane.Append(to <= from ? '·' : to - from == 8 ? filled : part.IsGap ? '░' : '▄');
        }

        return lane.Append(part.End > word + 64 ? '+' : ' ').ToString();
    }

    private void WriteTable(List<Row> rows)
    {
        List<Row> parts = [.. rows.Where(row => row.Kind is not null)];
        int offsets = Width(parts.Select(row => row.Offset), "offset");
        int sizes = Width(parts.Select(row => row.Size), "size");
        int names = Width(parts.Select(row => row.Name), "");
        text.WriteLine(palette.Faint($"  {"offset".PadLeft(offsets)}  {"size".PadLeft(sizes)}"));
        foreach (Row row in rows)
        {
            if (row.Kind is null)
            {
                text.WriteLine(palette.Accent($"  {"".PadLeft(offsets + sizes + 2, '─')}  {row.Name}"));
                continue;
            }

            string place = $"  {row.Offset.PadLeft(offsets)}  {row.Size.PadLeft(sizes)}  ";
            string end = row.Note.Length == 0 ? row.Type : row.Type.Length == 0 ? $"({row.Note})" : $"{row.Type}  ({row.Note})";
            string name = row.Kind is PartKind.Hole or PartKind.Padding || end.Length == 0 ? row.Name : row.Name.PadRight(names);
            text.WriteLine((row.Kind switch
            {
                PartKind.Hole or PartKind.Padding => palette.Bad(place + row.Lane + " " + name),
                PartKind.BitField => place + palette.Accent(row.Lane) + " " + name + "  " + palette.Faint(end),
                _ => place + palette.Good(row.Lane) + " " + name + "  " + palette.Faint(end),
            }).TrimEnd());
        }
    }

    private static int Width(IEnumerable<string> cells, string title) => cells.Append(title).Max(cell => cell.Length);
}
