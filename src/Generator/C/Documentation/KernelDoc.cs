// Stage: documentation. In: a raw C comment. Out: its head, paragraphs, member descriptions and Return section.
// Mirrors Documentation/doc-guide/kernel-doc.rst of the kernel; a plain comment is one that has paragraphs only.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace UapiGen.C.Documentation;

/// <summary>A comment, taken apart.</summary>
internal sealed class KernelDoc
{
    /// <summary><c>struct x - text</c>, <c>NAME - text</c>, <c>NAME: text</c>, or a name alone; text may follow on the next lines.</summary>
    private static readonly Regex s_head = new(
        @"^(?:(?:struct|union|enum|typedef|define)\s+)?(?<name>[A-Za-z_]\w*)(?:\([^)]*\))?\s+[-–]+\s+(?<text>\S.*)$|^(?:struct|union|enum|typedef|define)\s+(?<name>[A-Za-z_]\w*)\s*:?\s*(?<text>)$|^(?:struct|union|enum)\s+(?<name>[A-Za-z_]\w*)\s*:\s*(?<text>.*)$|^(?<name>\w+_\w+)\s*(?::\s*(?<text>.*))?$",
        RegexOptions.CultureInvariant);

    private static readonly Regex s_member = new(@"^@(?<name>[A-Za-z_][\w.\->]*|\.\.\.)(?:\[[^\]]*\])?\s*:\s*(?<text>.*)$", RegexOptions.CultureInvariant);

    private static readonly Regex s_return = new(@"^Returns?\s*:\s*(?<text>.*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex s_item = new(@"^(?:[-*+•]|(?:\d+|[a-z])[.)])\s+", RegexOptions.CultureInvariant);

    private KernelDoc(string? subject)
    {
        Subject = subject;
    }

    /// <summary>The name in the head line: <c>NAME - text</c>, <c>struct name - text</c>; null when there is none.</summary>
    public string? Subject { get; private set; }

    /// <summary>The text of the head line, without the name; empty when there is none.</summary>
    public string Brief { get; private set; } = "";

    /// <summary>The description, a paragraph an entry; one with line breaks is literal.</summary>
    public IReadOnlyList<string> Paragraphs { get; private set; } = [];

    /// <summary>What <c>@name:</c> sections say, in source order; a name is a path: <c>u.raw</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Members { get; private set; } = [];

    /// <summary>What the <c>Return:</c> section says; empty when there is none.</summary>
    public string Returns { get; private set; } = "";

    public static KernelDoc Parse(string comment)
    {
        bool isKernelDoc = comment.StartsWith("/**", StringComparison.Ordinal);
        List<string> lines = CommentText.Lines(comment);
        int start = lines.FindIndex(line => line.Trim().Length > 0);
        if (start < 0)
        {
            return new KernelDoc(null);
        }

        string first = lines[start].Trim();
        bool isTitle = isKernelDoc && first.StartsWith("DOC:", StringComparison.Ordinal);
        Match head = isKernelDoc && !isTitle ? s_head.Match(first) : Match.Empty;
        var doc = new KernelDoc(head.Success ? head.Groups["name"].Value : null);
        int next = start;
        if (head.Success || isTitle)
        {
            var brief = new List<string> { isTitle ? first.Substring("DOC:".Length).Trim() : head.Groups["text"].Value };
            for (next = start + 1; next < lines.Count && lines[next].Trim().Length > 0 && !s_member.IsMatch(lines[next].Trim()); next++)
            {
                brief.Add(lines[next].Trim());
            }

            doc.Brief = string.Join(" ", brief).Trim();
        }

        doc.ReadSections(lines, next);
        return doc;
    }

    private void ReadSections(List<string> lines, int start)
    {
        var description = new ParagraphBuilder();
        var returns = new ParagraphBuilder();
        var members = new List<KeyValuePair<string, ParagraphBuilder>>();
        ParagraphBuilder current = description;
        bool isInline = Subject is null && start < lines.Count && s_member.IsMatch(lines[start].Trim());
        bool isBehindBlank = false;
        int margin = 0;
        for (int i = start; i < lines.Count; i++)
        {
            string line = lines[i].Trim();
            Match member = s_member.Match(line);
            Match @return = s_return.Match(line);
            if (line.Length == 0)
            {
                current.Add("");
                isBehindBlank = true;
                continue;
            }

            if (isBehindBlank && current != description && !isInline && CommentText.Indentation(lines[i]) <= margin)
            {
                // A blank line ends a section, except inside of a member's own comment, and where the text goes on indented.
                current = description;
                current.Add("");
            }

            isBehindBlank = false;
            if (member.Success)
            {
                current = new ParagraphBuilder();
                margin = CommentText.Indentation(lines[i]);
                members.Add(new(member.Groups["name"].Value.Replace("->", "."), current));
                current.Add(member.Groups["text"].Value);
            }
            else if (@return.Success)
            {
                current = returns;
                margin = CommentText.Indentation(lines[i]);
                current.Add(@return.Groups["text"].Value);
            }
            else if (current == returns && line.StartsWith("Availability:", StringComparison.Ordinal))
            {
                // VFIO's own section; "Always" says nothing.
                current = description;
                current.Add("");
                if (!line.EndsWith("Always", StringComparison.Ordinal))
                {
                    current.Add(line);
                }
            }
            else if (current == description && Subject is not null && line.StartsWith("Description:", StringComparison.Ordinal))
            {
                current.Add(line.Substring("Description:".Length));
            }
            else
            {
                current.Add(lines[i]);
            }
        }

        Paragraphs = description.ToList();
        Returns = Join(returns.ToList());
        Members = members.Select(pair => new KeyValuePair<string, IReadOnlyList<string>>(pair.Key, pair.Value.ToList())).ToList();
    }

    /// <summary>One paragraph of several; a list's items stand behind semicolons.</summary>
    private static string Join(List<string> paragraphs)
    {
        string joined = "";
        bool isBehindItem = false;
        foreach (string paragraph in paragraphs)
        {
            bool isItem = s_item.IsMatch(paragraph);
            joined += (joined.Length == 0 ? "" : isItem && isBehindItem ? "; " : " ") + s_item.Replace(paragraph.Replace('\n', ' '), "");
            isBehindItem = isItem;
        }

        return joined;
    }
}
