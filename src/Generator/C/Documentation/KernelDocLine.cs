// Stage: documentation. In: a line of a kernel-doc comment, trimmed. Out: the name and the text, where it is a head, a member or a Return section.
using System;

namespace UapiGen.C.Documentation;

internal static class KernelDocLine
{
    /// <summary><c>struct x - text</c>, <c>NAME - text</c>, <c>NAME: text</c>, or a name alone; text may follow on the next lines.</summary>
    public static bool IsHead(string line, out string name, out string text)
    {
        var cursor = new LineCursor(line);
        string word = cursor.TakeWord();
        string keyword = "";
        text = "";
        if (word is "struct" or "union" or "enum" or "typedef" or "define")
        {
            LineCursor behind = cursor;
            if (behind.TakeSpaces() && LineCursor.BeginsName(behind.Current))
            {
                keyword = word;
                cursor = behind;
                word = cursor.TakeWord();
            }
        }

        name = word;
        if (word.Length == 0)
        {
            return false;
        }

        LineCursor dash = cursor;
        if (LineCursor.BeginsName(word[0]) && dash.TakeBracketed('(', ')') && dash.TakeSpaces() && TakeDashes(ref dash) && dash.TakeSpaces() && !dash.IsAtEnd)
        {
            text = dash.Rest;
            return true;
        }

        cursor.TakeSpaces();
        bool hasColon = cursor.Take(':');
        cursor.TakeSpaces();
        text = cursor.Rest;
        bool isSpokenOf = cursor.IsAtEnd || hasColon;
        return keyword switch
        {
            "" => isSpokenOf && word.IndexOf('_', 1) is > 0 and var underscore && underscore < word.Length - 1,
            "typedef" or "define" => cursor.IsAtEnd,
            _ => isSpokenOf,
        };
    }

    /// <summary><c>@name: text</c>, <c>@name[]: text</c>, <c>@a.b: text</c>, <c>@...: text</c>.</summary>
    public static bool IsMember(string line, out string name, out string text)
    {
        name = text = "";
        var cursor = new LineCursor(line);
        if (!cursor.Take('@'))
        {
            return false;
        }

        if (line.StartsWith("@...", StringComparison.Ordinal))
        {
            cursor.Position += "...".Length;
        }
        else if (LineCursor.BeginsName(cursor.Current))
        {
            while (LineCursor.IsInWord(cursor.Current) || cursor.Current is '.' or '-' or '>')
            {
                cursor.Position++;
            }
        }

        name = line.Substring(1, cursor.Position - 1);
        return name.Length > 0 && cursor.TakeBracketed('[', ']') && IsText(ref cursor, out text);
    }

    /// <summary><c>Return: text</c>, <c>Returns: text</c>, in letters of any case.</summary>
    public static bool IsReturn(string line, out string text)
    {
        text = "";
        if (!line.StartsWith("return", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var cursor = new LineCursor(line) { Position = "return".Length };
        _ = cursor.Take('s') || cursor.Take('S');
        return IsText(ref cursor, out text);
    }

    private static bool IsText(ref LineCursor cursor, out string text)
    {
        cursor.TakeSpaces();
        bool hasColon = cursor.Take(':');
        cursor.TakeSpaces();
        text = cursor.Rest;
        return hasColon;
    }

    private static bool TakeDashes(ref LineCursor cursor)
    {
        int start = cursor.Position;
        while (cursor.Current is '-' or '\u2013')
        {
            cursor.Position++;
        }

        return cursor.Position > start;
    }
}
