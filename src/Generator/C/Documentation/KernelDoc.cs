// Stage: documentation. In: a raw C comment. Out: its head, paragraphs, member descriptions and Return section.
// Mirrors Documentation/doc-guide/kernel-doc.rst of the kernel; a plain comment is one that has paragraphs only.
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace UapiGen.C.Documentation;

/// <summary>A comment, taken apart.</summary>
internal sealed class KernelDoc
{
    private static readonly Regex s_head = new(
        @"^(?:(?:struct|union|enum|typedef|define|DOC:)\s+)?(?<name>[A-Za-z_]\w*)(?:\(\))?\s+-\s+(?<text>\S.*)$|^(?:struct|union|enum)\s+(?<name>[A-Za-z_]\w*)\s*:\s*(?<text>.*)$",
        RegexOptions.CultureInvariant);

    private static readonly Regex s_member = new(@"^@(?<name>[A-Za-z_][\w.\->]*|\.\.\.)\s*:\s*(?<text>.*)$", RegexOptions.CultureInvariant);

    private static readonly Regex s_return = new(@"^Returns?\s*:\s*(?<text>.*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex s_listItem = new(@"^(?:[-*+•]\s|\d+[.)]\s|@\w|%?[A-Z][A-Z0-9_]+\s*:?$|[A-Z][a-z]+:\s)", RegexOptions.CultureInvariant);

    private KernelDoc(string? subject)
    {
        Subject = subject;
    }

    /// <summary>The name in the head line: <c>NAME - text</c>, <c>struct name - text</c>; null when there is none.</summary>
    public string? Subject { get; private set; }

    /// <summary>The text of the head line, without the name; empty when there is none.</summary>
    public string Brief { get; private set; } = "";

    /// <summary>The description, a paragraph an entry.</summary>
    public IReadOnlyList<string> Paragraphs { get; private set; } = [];

    /// <summary>What <c>@name:</c> sections say, in source order.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Members { get; private set; } = [];

    /// <summary>What the <c>Return:</c> section says; empty when there is none.</summary>
    public string Returns { get; private set; } = "";

    public static KernelDoc Parse(string comment)
    {
        bool isKernelDoc = comment.StartsWith("/**", System.StringComparison.Ordinal);
        List<string> lines = StripDelimiters(comment);
        int start = lines.FindIndex(line => line.Trim().Length > 0);
        if (start < 0)
        {
            return new KernelDoc(null);
        }

        Match head = s_head.Match(lines[start].Trim());
        bool hasHead = isKernelDoc && head.Success;
        var doc = new KernelDoc(hasHead ? head.Groups["name"].Value : null);
        int next = start;
        if (hasHead)
        {
            var brief = new List<string> { head.Groups["text"].Value };
            for (next = start + 1; next < lines.Count && lines[next].Trim().Length > 0 && !s_member.IsMatch(lines[next].Trim()); next++)
            {
                brief.Add(lines[next].Trim());
            }

            doc.Brief = string.Join(" ", brief);
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
        bool isInline = Subject is null && s_member.IsMatch(lines[start].Trim());
        for (int i = start; i < lines.Count; i++)
        {
            string line = lines[i].Trim();
            Match member = s_member.Match(line);
            Match @return = s_return.Match(line);
            if (member.Success)
            {
                current = new ParagraphBuilder();
                members.Add(new(member.Groups["name"].Value, current));
                current.Add(member.Groups["text"].Value);
            }
            else if (@return.Success)
            {
                current = returns;
                current.Add(@return.Groups["text"].Value);
            }
            else if (line.Length == 0 && !isInline)
            {
                // A blank line ends a section, except inside of a member's own comment.
                current = description;
                current.Break();
            }
            else if (current == returns && line.StartsWith("Availability:", System.StringComparison.Ordinal))
            {
                // VFIO's own section; "Always" says nothing.
                current = description;
                current.Break();
                if (!line.EndsWith("Always", System.StringComparison.Ordinal))
                {
                    current.Add(line);
                }
            }
            else
            {
                current.Add(lines[i]);
            }
        }

        Paragraphs = description.ToList();
        Returns = string.Join(" ", returns.ToList());
        Members = members.Select(pair => new KeyValuePair<string, IReadOnlyList<string>>(pair.Key, pair.Value.ToList())).ToList();
    }

    /// <summary>The lines between the delimiters, without the column of stars and without rules of dashes.</summary>
    private static List<string> StripDelimiters(string comment)
    {
        string body = comment;
        if (body.StartsWith("//", System.StringComparison.Ordinal))
        {
            body = body.TrimStart('/').TrimStart('<', '!');
        }
        else
        {
            body = body.StartsWith("/*", System.StringComparison.Ordinal) ? body.Substring(2) : body;
            body = body.EndsWith("*/", System.StringComparison.Ordinal) ? body.Substring(0, body.Length - 2) : body;
            body = body.TrimStart('*').TrimStart('<', '!').TrimEnd('*');
        }

        return body.Split('\n').Select(StripStar).Where(line => !IsRule(line)).ToList();
    }

    private static string StripStar(string line)
    {
        string trimmed = line.Replace('\t', ' ').TrimEnd();
        string start = trimmed.TrimStart();
        if (!start.StartsWith("*", System.StringComparison.Ordinal))
        {
            return trimmed;
        }

        return start.StartsWith("* ", System.StringComparison.Ordinal) ? start.Substring(2) : start.Substring(1);
    }

    private static bool IsRule(string line)
    {
        string trimmed = line.Trim();
        return trimmed.Length > 2 && trimmed.All(c => c is '-' or '=' or '*' or '_' or '~' or '#');
    }

    /// <summary>Joins lines to paragraphs; a list item starts one of its own.</summary>
    private sealed class ParagraphBuilder
    {
        private readonly List<string> _paragraphs = [];
        private readonly List<string> _lines = [];

        public void Add(string line)
        {
            string trimmed = line.Trim();
            if (trimmed.Length == 0 || s_listItem.IsMatch(trimmed))
            {
                Break();
            }

            if (trimmed.Length > 0)
            {
                _lines.Add(trimmed);
            }
        }

        public void Break()
        {
            if (_lines.Count > 0)
            {
                _paragraphs.Add(Regex.Replace(string.Join(" ", _lines), " {2,}", " "));
                _lines.Clear();
            }
        }

        public List<string> ToList()
        {
            Break();
            return _paragraphs;
        }
    }
}
