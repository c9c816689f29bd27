// Stage: documentation. Which comments belong to which declaration: the one above, the one beside, and kernel-doc that names it.
using System;
using System.Collections.Generic;
using UapiGen.C.Binding;
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C.Documentation;

internal sealed class CommentIndex
{
    private readonly IReadOnlyList<SourceFile> _files;
    private readonly IReadOnlyDictionary<int, List<Comment>> _comments;
    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<(int File, int Start), string> _texts = [];
    private readonly Dictionary<(int File, int Start), bool> _ownLines = [];

    public CommentIndex(IReadOnlyList<SourceFile> files, IReadOnlyDictionary<int, List<Comment>> comments)
    {
        _files = files;
        _comments = comments;
        foreach (var pair in comments)
        {
            foreach (var comment in pair.Value)
            {
                AddNamed(pair.Key, comment);
            }
        }
    }

    /// <summary>Gives a declaration its comments, each once.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="start">Where its first token stands.</param>
    /// <param name="end">Where its last token that a comment can follow ends.</param>
    /// <returns>What was found at its place.</returns>
    public Attachment Attach(Declaration declaration, SourceSpan start, SourceSpan end)
    {
        var found = new List<string>();
        if (declaration.Name is { } name && _named.TryGetValue(name, out string? named))
        {
            found.Add(named);
        }

        string? above = Before(start, out int aboveStart);
        string? beside = After(end, out int last);
        bool isBesideFirst = above is not null && !above.StartsWith("/**", StringComparison.Ordinal);
        Add(found, isBesideFirst ? beside : above);
        Add(found, isBesideFirst ? above : beside);
        if (found.Count > 0)
        {
            declaration.Comments = found;
        }

        return new Attachment(declaration, start.File, start.Start, last, above, aboveStart, beside);
    }

    private static void Add(List<string> found, string? comment)
    {
        if (comment is not null && !found.Contains(comment))
        {
            found.Add(comment);
        }
    }

    /// <summary>A comment with lines of its own that ends right above; only kernel-doc may stand one blank line away.</summary>
    private string? Before(SourceSpan start, out int position)
    {
        position = -1;
        if (start.File < 0 || !_comments.TryGetValue(start.File, out var comments))
        {
            return null;
        }

        int at = FirstFrom(comments, start.Start) - 1;
        if (at < 0)
        {
            return null;
        }

        string text = _files[start.File].Text;
        var comment = comments[at];
        position = comment.Start;
        bool isAbove = IsBlank(text, comment.End, start.Start, out int newlines) && newlines <= (IsKernelDoc(text, comment) ? 2 : 1);
        return isAbove && OwnsItsLine(start.File, comment) && !IsContinuation(start.File, comments, at) ? TextOf(start.File, comment) : null;
    }

    /// <summary>
    /// True for a comment on a line of its own that goes on where one beside a declaration stopped: on the next line, in the same column.
    ///     int a; /* one
    ///            /* two
    /// </summary>
    private bool IsContinuation(int file, List<Comment> comments, int at)
    {
        for (; at > 0 && OwnsItsLine(file, comments[at]); at--)
        {
            string text = _files[file].Text;
            bool isBelow = IsBlank(text, comments[at - 1].End, comments[at].Start, out int newlines) && newlines == 1;
            if (!isBelow || Column(text, comments[at].Start) != Column(text, comments[at - 1].Start))
            {
                return false;
            }
        }

        return !OwnsItsLine(file, comments[at]);
    }

    /// <summary>The column that a position is shown in, with tabs of eight.</summary>
    private static int Column(string text, int position)
    {
        int column = 0;
        for (int i = text.LastIndexOf('\n', Math.Max(0, position - 1)) + 1; i < position; i++)
        {
            column = text[i] == '\t' ? (column / 8 * 8) + 8 : column + 1;
        }

        return column;
    }

    /// <summary>The next comment on the same line, with nothing but punctuation and a value before it, and those that continue it.</summary>
    private string? After(SourceSpan end, out int last)
    {
        last = end.End;
        if (end.File < 0 || !_comments.TryGetValue(end.File, out var comments))
        {
            return null;
        }

        int at = FirstFrom(comments, end.End);
        string text = _files[end.File].Text;
        if (at >= comments.Count)
        {
            return null;
        }

        bool isBehindSeparator = false;
        for (int i = end.End; i < comments[at].Start; i++)
        {
            bool isNextDeclaration = isBehindSeparator && (char.IsLetter(text[i]) || text[i] == '_');
            if (text[i] is '{' or '}' or '\n' || isNextDeclaration)
            {
                return null;
            }

            isBehindSeparator |= text[i] is ',' or ';';
        }

        int next = at + 1;
        while (next < comments.Count && OwnsItsLine(end.File, comments[next]) && IsContinuation(end.File, comments, next))
        {
            next++;
        }

        last = comments[next - 1].End;
        return next == at + 1 ? TextOf(end.File, comments[at]) : string.Join("\n", Range(at, next));

        IEnumerable<string> Range(int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                yield return TextOf(end.File, comments[i]).Trim('/').Trim('*');
            }
        }
    }

    /// <summary>The comment's text: one string, however many declarations share it.</summary>
    private string TextOf(int file, Comment comment)
    {
        if (!_texts.TryGetValue((file, comment.Start), out string? text))
        {
            text = _files[file].Text.Substring(comment.Start, comment.End - comment.Start);
            _texts.Add((file, comment.Start), text);
        }

        return text;
    }

    private static bool IsBlank(string text, int start, int end, out int newlines)
    {
        newlines = 0;
        for (int i = start; i < end; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                return false;
            }

            newlines += text[i] == '\n' ? 1 : 0;
        }

        return true;
    }

    private bool OwnsItsLine(int file, Comment comment)
    {
        if (!_ownLines.TryGetValue((file, comment.Start), out bool isOwn))
        {
            string text = _files[file].Text;
            int i = comment.Start - 1;
            while (i >= 0 && text[i] is ' ' or '\t')
            {
                i--;
            }

            isOwn = i < 0 || text[i] == '\n';
            _ownLines.Add((file, comment.Start), isOwn);
        }

        return isOwn;
    }

    private static int FirstFrom(List<Comment> comments, int position)
    {
        int low = 0;
        int high = comments.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (comments[middle].Start < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static bool IsKernelDoc(string text, Comment comment) =>
        comment.End - comment.Start > 5 && text[comment.Start + 2] == '*' && text[comment.Start + 3] != '*' && text[comment.Start + 3] != '/';

    /// <summary>Notes which name a kernel-doc block's head line gives: <c>struct x - ...</c>, <c>NAME - ...</c>, <c>NAME: ...</c>.</summary>
    private void AddNamed(int file, Comment comment)
    {
        string text = _files[file].Text;
        if (!IsKernelDoc(text, comment))
        {
            return;
        }

        int i = comment.Start + 3;
        i = SkipWhile(text, i, comment.End, static c => char.IsWhiteSpace(c) || c == '*');
        string word = Word(text, ref i, comment.End);
        if (word == "DOC")
        {
            i = SkipWhile(text, i, comment.End, static c => c is ':' or ' ' or '\t');
            word = Word(text, ref i, comment.End);
            word = word.IndexOf('_') > 0 ? word : "";
        }
        else if (word is "struct" or "union" or "enum" or "typedef" or "define")
        {
            i = SkipWhile(text, i, comment.End, static c => c is ' ' or '\t');
            word = Word(text, ref i, comment.End);
        }

        i = SkipWhile(text, i, comment.End, static c => c is ' ' or '\t');
        bool isHead = word.Length > 0 && i < comment.End && (text[i] is '-' or ':' or '(' or '\n' || text[i] == '\u2013');
        if (isHead && !_named.ContainsKey(word))
        {
            _named.Add(word, TextOf(file, comment));
        }
    }

    private static int SkipWhile(string text, int i, int end, Func<char, bool> isSkipped)
    {
        while (i < end && isSkipped(text[i]))
        {
            i++;
        }

        return i;
    }

    private static string Word(string text, ref int i, int end)
    {
        int start = i;
        while (i < end && (char.IsLetterOrDigit(text[i]) || text[i] == '_'))
        {
            i++;
        }

        return text.Substring(start, i - start);
    }
}
