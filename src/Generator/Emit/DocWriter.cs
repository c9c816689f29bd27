// Stage: emitting. In: a DocModel. Out: XML documentation lines, escaped, with the names that are known as references:
//     /// <summary>Retrieve information about a device region.</summary>
//     /// <remarks>
//     /// offset 16, 8 bytes, <c>unsigned long long</c> in C
//     /// <para>Argument of <see cref="VFIO_DEVICE_GET_REGION_INFO"/>.</para>
//     /// </remarks>
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using UapiGen.C.Documentation;
using UapiGen.Model;

namespace UapiGen.Emit;

internal static class DocWriter
{
    /// <summary>kernel-doc's markup (kernel-doc.rst, "Highlights and cross-references"); each begins with a character that no word has.</summary>
    private static readonly Regex s_markup = new(
        @"\G(?:``(?<code>[^`]+)``|:[\w:]+:`(?<code>[^`]+)`|`(?<plain>[^`<]+?)(?:\s*<[^`>]*>)?`__?\b|`(?<code>[^`]+)`|\*\*(?<plain>[^*\s][^*]*)\*\*|&(?<tag>(?:struct|union|enum|typedef)\s+)?(?<name>[A-Za-z_]\w*)(?<path>(?:(?:\.|->)\w+)*)|%(?<code>-?\w+)|@(?<code>[A-Za-z_]\w*))",
        RegexOptions.CultureInvariant);

    /// <summary>Writes the documentation of a declaration.</summary>
    /// <param name="w">The writer.</param>
    /// <param name="doc">What the header says.</param>
    /// <param name="facts">The first line of the remarks, as XML: where the thing lies, what it is in C; may be empty.</param>
    /// <param name="extra">Further paragraphs, as XML.</param>
    public static void Write(CodeWriter w, DocModel doc, string facts, params IEnumerable<string> extra)
    {
        if (doc.Summary.Length > 0)
        {
            w.Line($"/// <summary>{ToXml(doc.Summary, doc)}</summary>");
        }

        List<string> more = extra.ToList();
        if (doc.Returns.Length > 0)
        {
            more.Add("Returns: " + ToXml(doc.Returns, doc));
        }

        if (doc.Paragraphs.Count + more.Count == 0)
        {
            if (facts.Length > 0)
            {
                w.Line($"/// <remarks>{facts}</remarks>");
            }

            return;
        }

        w.Line("/// <remarks>");
        if (facts.Length > 0)
        {
            w.Line($"/// {facts}");
        }

        WriteParagraphs(w, doc);
        foreach (string paragraph in more)
        {
            w.Line($"/// <para>{paragraph}</para>");
        }

        w.Line("/// </remarks>");
    }

    /// <summary>Items that follow each other become a list; a paragraph with line breaks is literal.</summary>
    private static void WriteParagraphs(CodeWriter w, DocModel doc)
    {
        string list = "";
        foreach (string paragraph in doc.Paragraphs)
        {
            int marker = ListItem.MarkerLength(paragraph);
            string type = marker == 0 ? "" : char.IsLetterOrDigit(paragraph[0]) ? "number" : "bullet";
            if (type != list)
            {
                if (list.Length > 0)
                {
                    w.Line("/// </list>");
                }

                if (type.Length > 0)
                {
                    w.Line($"/// <list type=\"{type}\">");
                }

                list = type;
            }

            if (type.Length > 0)
            {
                w.Line($"/// <item><description>{ToXml(paragraph.Substring(marker), doc)}</description></item>");
            }
            else if (paragraph.IndexOf('\n') >= 0)
            {
                w.Line("/// <code>");
                foreach (string line in paragraph.Split('\n'))
                {
                    w.Line($"/// {Escape(line)}");
                }

                w.Line("/// </code>");
            }
            else
            {
                w.Line($"/// <para>{ToXml(paragraph, doc)}</para>");
            }
        }

        if (list.Length > 0)
        {
            w.Line("/// </list>");
        }
    }

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            AppendEscaped(escaped, c);
        }

        return escaped.ToString();
    }

    private static void AppendEscaped(StringBuilder xml, char c) => _ = c switch
    {
        '&' => xml.Append("&amp;"),
        '<' => xml.Append("&lt;"),
        '>' => xml.Append("&gt;"),
        < ' ' or '\uFFFE' or '\uFFFF' => xml.Append(' '),
        >= '\uD800' and <= '\uDFFF' => xml.Append('\uFFFD'),
        _ => xml.Append(c),
    };

    private static string ToXml(string text, DocModel doc)
    {
        var xml = new StringBuilder(text.Length);
        var cursor = new LineCursor(text);
        while (!cursor.IsAtEnd)
        {
            char first = cursor.Current;
            if (LineCursor.IsInWord(first))
            {
                string word = cursor.TakeWord();
                bool isCall = LineCursor.BeginsName(first) && string.CompareOrdinal(text, cursor.Position, "()", 0, 2) == 0;
                cursor.Position += isCall ? 2 : 0;
                xml.Append(isCall ? "<c>" + word + "()</c>" : Reference(word, doc) ?? word);
            }
            else if (first is '`' or ':' or '*' or '&' or '%' or '@' && s_markup.Match(text, cursor.Position) is { Success: true } match)
            {
                xml.Append(ToXml(match, doc));
                cursor.Position += match.Length;
            }
            else
            {
                AppendEscaped(xml, first);
                cursor.Position++;
            }
        }

        return xml.ToString();
    }

    private static string ToXml(Match match, DocModel doc)
    {
        if (match.Groups["plain"] is { Success: true } plain)
        {
            return Escape(plain.Value);
        }

        string name = match.Groups["code"] is { Success: true } code ? code.Value : match.Groups["name"].Value;
        string path = match.Groups["path"].Value;
        return match.Groups["tag"].Value + (Reference(name, doc) is { } reference ? reference + Escape(path) : "<c>" + Escape(name + path) + "</c>");
    }

    /// <summary>The reference to what a name of C stands for; null when nothing is emitted for it.</summary>
    private static string? Reference(string name, DocModel doc)
    {
        foreach (DocReference candidate in doc.References)
        {
            if (candidate.CName == name)
            {
                return "<see cref=\"" + candidate.CSharpName + "\"/>";
            }
        }

        return null;
    }
}
