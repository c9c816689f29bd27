// Stage: documentation. In: a comment's lines. Out: paragraphs; a list item is one of its own, and what depends on its line breaks keeps
// them: a literal block behind '::', a table, a piece of C.
using System;
using System.Collections.Generic;
using System.Linq;

namespace UapiGen.C.Documentation;

/// <summary>A paragraph is one line, unless it is literal: then its lines stand between <c>\n</c>s.</summary>
internal sealed class ParagraphBuilder
{
    private readonly List<string> _paragraphs = [];
    private readonly List<string> _lines = [];

    /// <summary>The indentation that a line has to exceed to be in the literal block; -1 outside of one.</summary>
    private int _literal = -1;

    /// <summary>Adds a line with its indentation.</summary>
    public void Add(string line)
    {
        string trimmed = line.Trim();
        if (_literal >= 0 && (trimmed.Length == 0 || CommentText.Indentation(line) > _literal))
        {
            _lines.Add(line);
            return;
        }

        if (_literal >= 0 || trimmed.Length == 0 || (BeginsEntry(trimmed) && !_lines.Any(IsTabular)))
        {
            Break();
        }

        if (trimmed.EndsWith("::", StringComparison.Ordinal) && trimmed.Length > 2)
        {
            _lines.Add(line.TrimEnd().TrimEnd(':') + ":");
            Break();
            _literal = CommentText.Indentation(line);
        }
        else if (trimmed.Length > 0)
        {
            _lines.Add(line);
        }
    }

    /// <summary>A blank line: it ends a paragraph, but no literal block.</summary>
    public void Break()
    {
        bool isLiteral = _literal >= 0 || IsLiteral(_lines);
        _literal = -1;
        if (_lines.Any(line => line.Trim().Length > 0))
        {
            _paragraphs.Add(isLiteral ? Literal(_lines) : SingleSpaced(string.Join(" ", _lines.Select(line => line.Trim()))));
        }

        _lines.Clear();
    }

    public List<string> ToList()
    {
        Break();
        return _paragraphs;
    }

    /// <summary>An item of a list, <c>@name</c>, a name in capitals alone on its line, or a word with a colon.</summary>
    private static bool BeginsEntry(string line)
    {
        if (line[0] == '@')
        {
            return line.Length > 1 && LineCursor.IsInWord(line[1]);
        }

        string bare = line[0] == '%' ? line.Substring(1) : line;
        string name = (bare.EndsWith(":", StringComparison.Ordinal) ? bare.Substring(0, bare.Length - 1) : bare).TrimEnd();
        if (name.Length > 1 && name[0] is >= 'A' and <= 'Z' && name.All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
        {
            return true;
        }

        int colon = line.IndexOf(':');
        bool isSection = colon > 1 && colon + 1 < line.Length && char.IsWhiteSpace(line[colon + 1]) && line[0] is >= 'A' and <= 'Z' && line.Skip(1).Take(colon - 1).All(c => c is >= 'a' and <= 'z');
        return isSection || ListItem.MarkerLength(line) > 0;
    }

    /// <summary><c>=== ===</c>, <c>+---+</c>.</summary>
    private static bool IsTableRule(string line) => line.Length > 0 && line[0] switch
    {
        '=' => line[line.Length - 1] == '=' && line.IndexOf(' ') > 0 && line.All(c => c is '=' or ' '),
        '|' or '+' => line.Length > 3 && line.Skip(1).All(c => c is '-' or '=' or '+' or '|' or ' '),
        _ => false,
    };

    private static string SingleSpaced(string text)
    {
        while (text.IndexOf("  ", StringComparison.Ordinal) >= 0)
        {
            text = text.Replace("  ", " ");
        }

        return text;
    }

    /// <summary>True for tables, and for lines of C.</summary>
    private static bool IsLiteral(List<string> lines)
    {
        if (lines.Count < 2)
        {
            return false;
        }

        int tabular = lines.Count(IsTabular);
        int code = lines.Count(line => line.TrimEnd() is { Length: > 0 } text && text[text.Length - 1] is ';' or '{' or '}');
        return tabular * 2 > lines.Count || lines.Any(line => IsTableRule(line.Trim())) || code * 3 > lines.Count * 2;
    }

    private static bool IsTabular(string line) => line.TrimStart() is { Length: > 0 } text && (text[0] is '|' || text.StartsWith("+-", StringComparison.Ordinal) || IsTableRule(text));

    private static string Literal(List<string> lines)
    {
        int first = lines.FindIndex(line => line.Trim().Length > 0);
        int last = lines.FindLastIndex(line => line.Trim().Length > 0);
        List<string> block = lines.GetRange(first, last - first + 1);
        int margin = block.Where(line => line.Trim().Length > 0).Min(CommentText.Indentation);
        return string.Join("\n", block.Select(line => line.Length > margin ? line.Substring(margin).TrimEnd() : ""));
    }
}
