// Stage: HeaderSet. In: a header's text. Out: every name that a directive could include: conditions and comments are not looked at,
// so that the set is never too small. It may be too large, which costs a file read and nothing else.
using System;
using System.Collections.Generic;

namespace UapiGen.Pipeline;

/// <summary>A name between the delimiters of an <c>#include</c>.</summary>
internal readonly record struct IncludeName(string Name, bool IsQuoted, bool IsNext);

internal static class IncludeScanner
{
    public static IEnumerable<IncludeName> Scan(string text)
    {
        for (int hash = text.IndexOf('#'); hash >= 0; hash = text.IndexOf('#', hash + 1))
        {
            int end = text.IndexOf('\n', hash);
            end = end < 0 ? text.Length : end;
            int start = hash + 1;
            while (start < end && text[start] is ' ' or '\t')
            {
                start++;
            }

            // #include, and what may name a header for it: #if __has_include(<x.h>), #define HEADER <x.h>.
            bool isInclude = StartsWith(text, start, "include");
            if (isInclude || StartsWith(text, start, "if") || StartsWith(text, start, "elif") || StartsWith(text, start, "define"))
            {
                bool isNext = StartsWith(text, start, "include_next");
                foreach (IncludeName name in NamesBetween(text, start, end, isNext))
                {
                    yield return name;
                }
            }
        }
    }

    private static IEnumerable<IncludeName> NamesBetween(string text, int start, int end, bool isNext)
    {
        for (int i = start; i < end; i++)
        {
            bool isQuoted = text[i] == '"';
            if (text[i] != '<' && !isQuoted)
            {
                continue;
            }

            int close = text.IndexOf(isQuoted ? '"' : '>', i + 1, end - i - 1);
            if (close < 0)
            {
                continue;
            }

            string name = text.Substring(i + 1, close - i - 1);
            if (name.EndsWith(".h", StringComparison.Ordinal))
            {
                yield return new IncludeName(name, isQuoted, isNext);
                i = close;
            }
        }
    }

    private static bool StartsWith(string text, int start, string word) => string.CompareOrdinal(text, start, word, 0, word.Length) == 0;
}
