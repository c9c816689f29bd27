// uapigen layout --format html: one page that needs nothing else. A record is a grid of 64 columns, a column a bit, a row an
// 8-byte word, so that members stand where their bytes are; records that are shown opened are boxes with a grid of their own.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using UapiGen.C.Binding;
using UapiGen.Tool.Input;

namespace UapiGen.Tool.Layouts;

internal static class LayoutHtml
{
    public static void Write(HeaderUnits units, IReadOnlyList<(Located<RecordDeclaration> Located, RecordPicture Picture)> records, Stream output)
    {
        using var html = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        string title = string.Join(", ", units.Headers.Select(Path.GetFileName));
        html.WriteLine("<!DOCTYPE html>");
        html.WriteLine("<html lang=\"en\">");
        html.WriteLine("<head>");
        html.WriteLine("<meta charset=\"utf-8\">");
        html.WriteLine("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.WriteLine($"<title>{Escape(title)}</title>");
        html.WriteLine("<style>");
        html.Write(LayoutStyle.Css);
        html.WriteLine("</style>");
        html.WriteLine("</head>");
        html.WriteLine("<body>");
        html.WriteLine($"<h1>{Escape(title)}</h1>");
        html.WriteLine($"<p class=\"about\">{Escape(units.Target.Triple)} · a row is 8 bytes, lowest address on the left{(units.Target.IsBigEndian ? "; bits count from the most significant" : "; bits count from the least significant")}</p>");
        html.WriteLine("<p class=\"legend\"><span class=\"m\">member</span><span class=\"b\">bit-field</span><span class=\"g\"><b>hole or padding</b></span></p>");
        if (records.Count > 1)
        {
            html.WriteLine("<nav>" + string.Join(" ", records.Select((record, index) => $"<a href=\"#r{index}\">{Escape(record.Picture.Record.Name!)}</a>")) + "</nav>");
        }

        for (int i = 0; i < records.Count; i++)
        {
            WriteRecord(html, records[i].Located, records[i].Picture, i, units);
        }

        html.WriteLine("</body>");
        html.WriteLine("</html>");
    }

    private static void WriteRecord(StreamWriter html, Located<RecordDeclaration> located, RecordPicture picture, int index, HeaderUnits units)
    {
        html.WriteLine($"<section id=\"r{index}\">");
        html.WriteLine($"<h2>{Escape(picture.Title)}</h2>");
        html.WriteLine($"<p class=\"about\">{Escape(located.File)}:{located.Position.Line}</p>");
        html.WriteLine($"<p class=\"summary\">{Escape(LayoutText.Summary(picture))}</p>");
        if (Reordering.SmallerSize(picture.Record, units.Target) is { } smaller)
        {
            html.WriteLine($"<p class=\"hint\">Members sorted by alignment would take {smaller} bytes; an ABI that is in use has to stay as it is.</p>");
        }

        WriteGroup(html, picture.Group);
        html.WriteLine("<details><summary>Members as a table</summary>");
        html.WriteLine("<table><thead><tr><th>offset</th><th>size</th><th>name</th><th>type</th></tr></thead><tbody>");
        WriteRows(html, picture.Group, 0);
        html.WriteLine("</tbody></table></details>");
        html.WriteLine("</section>");
    }

    private static void WriteGroup(StreamWriter html, PartGroup group)
    {
        var run = new List<Part>();
        foreach (Part part in group.Parts)
        {
            if (part.Inner is { } inner)
            {
                LayoutGrid.Write(html, run);
                run.Clear();
                WriteBox(html, part, inner);
            }
            else
            {
                run.Add(part);
                if (group.IsUnion)
                {
                    // Alternatives overlap, so each has a grid of its own.
                    LayoutGrid.Write(html, run);
                    run.Clear();
                }
            }
        }

        LayoutGrid.Write(html, run);
    }

    private static void WriteBox(StreamWriter html, Part part, PartGroup inner)
    {
        string kind = inner.IsUnion ? "union" : "struct";
        string repeated = inner.Count == 1 ? "" : $", {inner.Count} times, of which the first is shown";
        html.WriteLine($"<div class=\"box {kind}\"><p class=\"boxtitle\"><b>{Escape(part.Name)}</b> {Escape(part.Type)} <span>offset {part.Start / 8}, {part.Width / 8} bytes{repeated}</span></p>");
        WriteGroup(html, inner);
        html.WriteLine("</div>");
    }

    private static void WriteRows(StreamWriter html, PartGroup group, int depth)
    {
        foreach (Part part in group.Parts)
        {
            string @class = part.IsGap ? " class=\"gap\"" : "";
            html.WriteLine(
                $"<tr{@class}><td>{OffsetOf(part)}</td><td>{RecordPicture.Measure(part.Width)}</td><td style=\"padding-left:{depth * 1.2:0.#}em\">{Escape(part.Name)}</td><td>{Escape(part.Type)}</td></tr>");
            if (part.Inner is { } inner)
            {
                WriteRows(html, inner, depth + 1);
            }
        }
    }

    /// <summary><c>8</c>, or <c>8, bit 3</c>.</summary>
    public static string OffsetOf(Part part) =>
        part.Kind == PartKind.BitField || part.Start % 8 != 0 ? $"{part.Start / 8}, bit {part.Start % 8}" : $"{part.Start / 8}";

    public static string Escape(string text) => WebUtility.HtmlEncode(text);
}
