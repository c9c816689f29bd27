// Stage: documentation. In: a raw C comment. Out: its head, paragraphs, member descriptions and Return section.
// Mirrors Documentation/doc-guide/kernel-doc.rst of the kernel; a plain comment is one that has paragraphs only.
using System;
using System.Collections.Generic;
using System.Linq;

namespace UapiGen.C.Documentation;

/// <summary>A comment, taken apart.</summary>
internal sealed class KernelDoc
{
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
        string name = "", text = "";
        bool isHead = isKernelDoc && !isTitle && KernelDocLine.IsHead(first, out name, out text);
        var doc = new KernelDoc(isHead ? name : null);
        int next = start;
        if (isHead || isTitle)
        {
            var brief = new List<string> { isTitle ? first.Substring("DOC:".Length).Trim() : text };
            for (next = start + 1; next < lines.Count && lines[next].Trim().Length > 0 && !KernelDocLine.IsMember(lines[next].Trim(), out _, out _); next++)
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
        bool isInline = Subject is null && start < lines.Count && KernelDocLine.IsMember(lines[start].Trim(), out _, out _);
        bool isBehindBlank = false;
        int margin = 0;
        for (int i = start; i < lines.Count; i++)
        {
            string line = lines[i].Trim();
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
            if (KernelDocLine.IsMember(line, out string name, out string text))
            {
                current = new ParagraphBuilder();
                margin = CommentText.Indentation(lines[i]);
                members.Add(new(name.Replace("->", "."), current));
                current.Add(text);
            }
            else if (KernelDocLine.IsReturn(line, out text))
            {
                current = returns;
                margin = CommentText.Indentation(lines[i]);
                current.Add(text);
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
            int marker = ListItem.MarkerLength(paragraph);
            bool isItem = marker > 0;
            joined += (joined.Length == 0 ? "" : isItem && isBehindItem ? "; " : " ") + paragraph.Substring(marker).Replace('\n', ' ');
            isBehindItem = isItem;
        }

        return joined;
    }
}
