// Stage: documentation. In: a comment that explains several names, a line or more each. Out: what it says of each.
//     FOO_READ: may be read          FOO_READ - may be read          FOO_READ     may be read          @FOO_READ: may be read
using System;
using System.Collections.Generic;

namespace UapiGen.C.Documentation;

internal static class DefinitionList
{
    private static readonly Dictionary<string, string> s_none = [];

    /// <summary>The entries by name: capitals, digits and underscores, as macros and enumerators have them.</summary>
    public static IReadOnlyDictionary<string, string> Read(string comment)
    {
        if (comment.IndexOf('\n') < 0)
        {
            return s_none;
        }

        // In kernel-doc only @NAME: and %NAME: are entries; NAME - is its head, and NAME: a paragraph's.
        bool isKernelDoc = comment.StartsWith("/**", StringComparison.Ordinal);
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        string? name = null;
        var text = new List<string>();
        foreach (string line in CommentText.Lines(comment))
        {
            if (Entry(line, isKernelDoc) is ({ } next, { } rest))
            {
                Close();
                name = next;
                text.Add(rest);
            }
            else if (line.Trim().Length == 0)
            {
                Close();
            }
            else if (name is not null)
            {
                text.Add(line.Trim());
            }
        }

        Close();
        return entries;

        void Close()
        {
            string joined = string.Join("\n", text).Trim();
            if (name is not null && joined.Length > 0 && !entries.ContainsKey(name))
            {
                entries.Add(name, joined);
            }

            name = null;
            text.Clear();
        }
    }

    private static (string? Name, string? Text) Entry(string line, bool isKernelDoc)
    {
        int start = CommentText.Indentation(line);
        if (start < line.Length && line[start] is '-' or '*' or '+')
        {
            start += 1 + CommentText.Indentation(line.Substring(start + 1));
        }

        bool isMarked = start < line.Length && line[start] is '@' or '%';
        start += isMarked ? 1 : 0;

        int end = start;
        bool hasUnderscore = false;
        while (end < line.Length && (line[end] == '_' || char.IsUpper(line[end]) || char.IsDigit(line[end])))
        {
            hasUnderscore |= line[end] == '_';
            end++;
        }

        if (!hasUnderscore || (isKernelDoc && !isMarked) || end - start < 3 || char.IsDigit(line[start]))
        {
            return default;
        }

        string name = line.Substring(start, end - start);
        string rest = line.Substring(end);
        string text = rest.TrimStart();
        bool isEntry = text.StartsWith(":", StringComparison.Ordinal)
            || (rest.Length > text.Length && (text.StartsWith("- ", StringComparison.Ordinal) || text.StartsWith("-- ", StringComparison.Ordinal)))
            || (rest.Length - text.Length > 1 && text.Length > 0);
        return isEntry ? (name, text.TrimStart(':', '-', ' ')) : default;
    }
}
