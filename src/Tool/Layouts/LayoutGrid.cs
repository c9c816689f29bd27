// uapigen layout --format html: the grid of one run of members. A member that crosses words is a piece in each; many whole words of
// one member are folded into one row.
using System;
using System.Collections.Generic;
using System.IO;

namespace UapiGen.Tool.Layouts;

internal static class LayoutGrid
{
    private const int WordBits = 64;

    /// <summary>Words of one member that are drawn one by one; of more, the first and the last.</summary>
    private const int MostWords = 4;

    /// <summary>Pieces below this width, in bits, have their names upright.</summary>
    private const int NarrowBits = 6;

    public static void Write(StreamWriter html, IReadOnlyList<Part> parts)
    {
        if (parts.Count == 0)
        {
            return;
        }

        html.WriteLine("<div class=\"grid\">");
        int row = 0;
        long last = -1;
        foreach (Part part in parts)
        {
            if (part.Width == 0)
            {
                row++;
                WriteLabel(html, row, part.Start / 8);
                html.WriteLine($"<div class=\"m flex\" style=\"grid-row:{row};grid-column:2/66\"><b>{LayoutHtml.Escape(part.Name)}</b> <span>{LayoutHtml.Escape(part.Type)}, from byte {part.Start / 8} on</span></div>");
                last = -1;
                continue;
            }

            long first = part.Start / WordBits;
            long final = (part.End - 1) / WordBits;
            for (long word = first; word <= final; word++)
            {
                if (word != last)
                {
                    row = WriteMark(html, row, word) + 1;
                    WriteLabel(html, row, Math.Max(part.Start / 8, word * 8));
                    last = word;
                }

                WritePiece(html, part, row, Math.Max(part.Start, word * WordBits), Math.Min(part.End, (word + 1) * WordBits));
                if (final - first > MostWords && word == first)
                {
                    row++;
                    html.WriteLine($"<div class=\"more\" style=\"grid-row:{row};grid-column:2/66\">⋮ {final - first - 1} more rows of {LayoutHtml.Escape(part.Name)}{LinesWithin(first + 1, final - 1)} ⋮</div>");
                    word = final - 1;
                }
            }
        }

        html.WriteLine("</div>");
    }

    private static int WriteMark(StreamWriter html, int row, long word)
    {
        long offset = word * 8;
        if (offset == 0 || offset % RecordPicture.CacheLine != 0)
        {
            return row;
        }

        html.WriteLine($"<div class=\"line\" style=\"grid-row:{row + 1}\"><span>cache line {offset / RecordPicture.CacheLine}</span></div>");
        return row + 1;
    }

    /// <summary>The cache lines that begin in folded rows.</summary>
    private static string LinesWithin(long firstWord, long lastWord)
    {
        long first = ((firstWord * 8) + RecordPicture.CacheLine - 1) / RecordPicture.CacheLine;
        long last = lastWord * 8 / RecordPicture.CacheLine;
        return first > last ? "" : first == last ? $", in which cache line {first} begins" : $", in which cache lines {first} to {last} begin";
    }

    private static void WriteLabel(StreamWriter html, int row, long offset) =>
        html.WriteLine($"<div class=\"at\" style=\"grid-row:{row}\">{offset}</div>");

    private static void WritePiece(StreamWriter html, Part part, int row, long from, long to)
    {
        bool isFirst = from == part.Start;
        string kind = part.IsGap ? "g" : part.Kind == PartKind.BitField ? "b" : "m";
        string shape = (isFirst ? "" : " cont") + (to - from < NarrowBits ? " tall" : "");
        string about = $"{part.Name}{(part.Type.Length == 0 ? "" : ": " + part.Type)}, offset {LayoutHtml.OffsetOf(part)}, {RecordPicture.Measure(part.Width)}";
        string label = part.IsGap
            ? to - from < 8 ? "" : $"{part.Name} {RecordPicture.Measure(part.Width)}"
            : LayoutHtml.Escape(part.Name);
        string type = part.IsGap || to - from < NarrowBits ? "" : part.Kind == PartKind.BitField ? $" <span>{part.Width}</span>" : $" <span>{LayoutHtml.Escape(part.Type)}</span>";
        html.WriteLine(
            $"<div class=\"{kind}{shape}\" style=\"grid-row:{row};grid-column:{(from % WordBits) + 2}/span {to - from}\" title=\"{LayoutHtml.Escape(about)}\">{(isFirst ? $"<b>{label}</b>{type}" : "")}</div>");
    }
}
