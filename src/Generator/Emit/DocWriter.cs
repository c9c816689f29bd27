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
using UapiGen.Model;

namespace UapiGen.Emit;

internal static class DocWriter
{
    /// <summary>kernel-doc's markup (kernel-doc.rst, "Highlights and cross-references"), and bare names.</summary>
    private static readonly Regex s_markup = new(
        @"``(?<code>[^`]+)``|:[\w:]+:`(?<code>[^`]+)`|`(?<plain>[^`<]+?)(?:\s*<[^`>]*>)?`__?\b|`(?<code>[^`]+)`|\*\*(?<plain>[^*\s][^*]*)\*\*|&(?<tag>(?:struct|union|enum|typedef)\s+)?(?<name>[A-Za-z_]\w*)(?<path>(?:(?:\.|->)\w+)*)|%(?<code>-?\w+)|@(?<code>[A-Za-z_]\w*)|(?<code>\b[A-Za-z_]\w*\(\))|\b(?<name>[A-Za-z_]\w*)",
        RegexOptions.CultureInvariant);

    private static readonly Regex s_item = new(@"^(?:[-*+\u2022]|(?:\d+|[a-z])[.)])\s+", RegexOptions.CultureInvariant);

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
            Match item = s_item.Match(paragraph);
            string type = !item.Success ? "" : char.IsLetterOrDigit(paragraph[0]) ? "number" : "bullet";
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
                w.Line($"/// <item><description>{ToXml(paragraph.Substring(item.Length), doc)}</description></item>");
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
            escaped.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                < ' ' or '\uFFFE' or '\uFFFF' => " ",
                >= '\uD800' and <= '\uDFFF' => "\uFFFD",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }

    private static string ToXml(string text, DocModel doc)
    {
        var xml = new StringBuilder();
        int position = 0;
        foreach (Match match in s_markup.Matches(text))
        {
            xml.Append(Escape(text.Substring(position, match.Index - position)));
            xml.Append(ToXml(match, doc));
            position = match.Index + match.Length;
        }

        return xml.Append(Escape(text.Substring(position))).ToString();
    }

    private static string ToXml(Match match, DocModel doc)
    {
        if (match.Groups["plain"] is { Success: true } plain)
        {
            return Escape(plain.Value);
        }

        Group code = match.Groups["code"];
        string name = code.Success ? code.Value : match.Groups["name"].Value;
        bool isMarked = match.Value[0] == '&' || code.Success;
        DocReference? reference = doc.References.FirstOrDefault(candidate => candidate.CName == name);
        string path = match.Groups["path"].Value;
        return reference is not null ? match.Groups["tag"].Value + "<see cref=\"" + reference.CSharpName + "\"/>" + Escape(path)
            : isMarked ? match.Groups["tag"].Value + "<c>" + Escape(name + path) + "</c>"
            : Escape(match.Value);
    }
}
