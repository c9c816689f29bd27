// Test source with marks in, plain source and expected diagnostics out: [|text|] and {|UAPI2001:text|}, which may nest.
using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace UapiGen.Analyzers.Tests.Verification;

internal sealed record Markup(string Source, IReadOnlyList<(string? Id, TextSpan Span)> Marks)
{
    public static Markup Parse(string text)
    {
        var source = new StringBuilder();
        var marks = new List<(string?, TextSpan)>();
        var open = new Stack<(string? Id, int Start)>();
        for (var i = 0; i < text.Length;)
        {
            if (text.AsSpan(i).StartsWith("[|"))
            {
                open.Push((null, source.Length));
                i += 2;
            }
            else if (text.AsSpan(i).StartsWith("{|") && text.IndexOf(':', i) is var colon and > 0 && IsId(text.AsSpan(i + 2, colon - i - 2)))
            {
                open.Push((text[(i + 2)..colon], source.Length));
                i = colon + 1;
            }
            else if (open.Count > 0 && text.AsSpan(i).StartsWith(open.Peek().Id is null ? "|]" : "|}"))
            {
                var (id, start) = open.Pop();
                marks.Add((id, TextSpan.FromBounds(start, source.Length)));
                i += 2;
            }
            else
            {
                source.Append(text[i++]);
            }
        }

        return open.Count == 0 ? new Markup(source.ToString(), marks) : throw new FormatException("a mark is not closed: " + text);
    }

    private static bool IsId(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character))
            {
                return false;
            }
        }

        return text.Length > 0;
    }
}
