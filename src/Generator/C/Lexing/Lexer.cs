// Stage: lexing. In: the characters of one file. Out: preprocessing tokens, one at a time, and the comments passed on the way.
// Line splices (C11 5.1.1.2p1, phase 2) are taken out as they are met; trigraphs are left alone, as -std=gnu11 does.
using System.Collections.Generic;
using System.Text;
using UapiGen.C.Text;

namespace UapiGen.C.Lexing;

/// <summary>A comment of a file, delimiters included.</summary>
internal readonly record struct Comment(int Start, int End);

/// <summary>A cursor over one file that yields its tokens.</summary>
internal sealed class Lexer(SourceFile file, NameTable names, List<CDiagnostic> diagnostics)
{
    private readonly string _text = file.Text;
    private int _position = file.Text.Length > 0 && file.Text[0] == '\uFEFF' ? 1 : 0;
    private bool _isStartOfLine = true;
    private int _lastComment;
    private Token? _pending;
    private readonly List<Comment> _comments = [];

    public SourceFile File { get; } = file;

    /// <summary>The comments passed so far, in source order.</summary>
    public List<Comment> Comments => _comments;

    /// <summary>The next token; <see cref="TokenKind.EndOfFile"/> at the end, again and again.</summary>
    public Token Next()
    {
        if (_pending is { } pending)
        {
            _pending = null;
            return pending;
        }

        var flags = SkipSpace();
        if (_position >= _text.Length)
        {
            return new Token(TokenKind.EndOfFile, flags | TokenFlags.StartOfLine, "", null, new SourceSpan(File.Id, _text.Length, 0));
        }

        int start = _position;
        char c = _text[start];
        if (IsIdentifierStart(c))
        {
            return LexIdentifier(start, flags);
        }

        if (IsDigit(c) || (c == '.' && IsDigit(PeekChar(1))))
        {
            return LexNumber(start, flags);
        }

        if (c == '"' || c == '\'')
        {
            return LexQuoted(start, start, flags);
        }

        return LexPunctuator(start, c, flags);
    }

    /// <summary>The next token, which <see cref="Next"/> will yield again.</summary>
    public Token Peek()
    {
        var token = Next();
        _pending = token;
        return token;
    }

    /// <summary>
    /// Goes on at the next line that begins with <c>#</c>, past everything between; true when there is one.
    /// The <c>#</c> is the next token then. For groups that a condition skips: their tokens need not be C (C11 6.10p4).
    /// </summary>
    public bool SkipToDirective()
    {
        if (_pending is { } pending)
        {
            _pending = null;
            _position = pending.Span.Start;
            _isStartOfLine = pending.IsStartOfLine;
        }

        bool isStartOfLine = _isStartOfLine;
        while (true)
        {
            isStartOfLine |= (SkipSpace() & TokenFlags.StartOfLine) != 0;
            if (_position >= _text.Length)
            {
                return false;
            }

            if (isStartOfLine && (_text[_position] == '#' || (_text[_position] == '%' && PeekChar(1) == ':')))
            {
                _isStartOfLine = true;
                return true;
            }

            SkipLine();
            isStartOfLine = false;
        }
    }

    /// <summary>A <c>&lt;header&gt;</c> name when one stands next on the line (C11 6.4.7); only an include directive asks.</summary>
    public bool TryHeaderName(out Token token)
    {
        var flags = SkipSpace();
        int end = _position < _text.Length && _text[_position] == '<' ? _text.IndexOf('>', _position) : -1;
        int newline = end < 0 ? -1 : _text.IndexOf('\n', _position, end - _position);
        if (end < 0 || newline >= 0)
        {
            token = default;
            return false;
        }

        token = new Token(TokenKind.HeaderName, flags, _text.Substring(_position, end + 1 - _position), null, new SourceSpan(File.Id, _position, end + 1 - _position));
        _position = end + 1;
        return true;
    }

    /// <summary>Goes to the end of the line, past comments and splices; the newline itself is left.</summary>
    public void SkipLine()
    {
        while (_position < _text.Length)
        {
            switch (_text[_position])
            {
                case '\n':
                    return;
                case '/' when PeekChar(1) == '*':
                    SkipBlockComment();
                    break;
                case '/' when PeekChar(1) == '/':
                    SkipLineComment();
                    break;
                case '"' or '\'':
                    SkipQuotedOnLine(_text[_position]);
                    break;
                case '\\' when SpliceLength(_position) is > 0 and var length:
                    _position += length;
                    break;
                default:
                    _position++;
                    break;
            }
        }
    }

    /// <summary>The characters from here to the end of the line, comments left out: the text of <c>#error</c>.</summary>
    public string RestOfLine()
    {
        int start = _position;
        SkipLine();
        return _text.Substring(start, _position - start).Trim();
    }

    private TokenFlags SkipSpace()
    {
        var flags = _isStartOfLine ? TokenFlags.StartOfLine : TokenFlags.None;
        _isStartOfLine = false;
        while (_position < _text.Length)
        {
            switch (_text[_position])
            {
                case '\n':
                    flags |= TokenFlags.StartOfLine;
                    _position++;
                    continue;
                case ' ' or '\t' or '\r' or '\f' or '\v':
                    flags |= TokenFlags.LeadingSpace;
                    _position++;
                    continue;
                case '/' when PeekChar(1) == '*':
                    SkipBlockComment();
                    flags |= TokenFlags.LeadingSpace;
                    continue;
                case '/' when PeekChar(1) == '/':
                    SkipLineComment();
                    flags |= TokenFlags.LeadingSpace;
                    continue;
                case '\\' when SpliceLength(_position) is > 0 and var length:
                    _position += length;
                    continue;
                case '\0':
                    ReportBinary();
                    continue;
            }

            if (IsConflictMarker())
            {
                SkipConflictMarker();
                flags |= TokenFlags.StartOfLine;
                continue;
            }

            break;
        }

        return flags;
    }

    private void SkipBlockComment()
    {
        int start = _position;
        int end = _text.IndexOf("*/", start + 2, System.StringComparison.Ordinal);
        if (end < 0)
        {
            diagnostics.Add(new CDiagnostic(LexingDiagnostics.UnterminatedComment, new SourceSpan(File.Id, start, 2)));
            _position = _text.Length;
            return;
        }

        _position = end + 2;
        AddComment(start);
    }

    private void SkipLineComment()
    {
        int start = _position;
        while (_position < _text.Length && _text[_position] != '\n')
        {
            int splice = _text[_position] == '\\' ? SpliceLength(_position) : 0;
            _position += splice > 0 ? splice : 1;
        }

        AddComment(start);
    }

    /// <summary>Keeps a comment once, though a peek may pass it twice.</summary>
    private void AddComment(int start)
    {
        if (start >= _lastComment)
        {
            _comments.Add(new Comment(start, _position));
            _lastComment = _position;
        }
    }

    private void SkipQuotedOnLine(char quote)
    {
        int position = _position + 1;
        while (position < _text.Length && _text[position] != '\n')
        {
            char c = _text[position];
            if (c == quote)
            {
                _position = position + 1;
                return;
            }

            position += c == '\\' && position + 1 < _text.Length ? 2 : 1;
        }

        _position++;
    }

    private void ReportBinary()
    {
        diagnostics.Add(new CDiagnostic(LexingDiagnostics.BinaryContent, new SourceSpan(File.Id, _position, 1)));
        _position = _text.Length;
    }

    /// <summary>Seven times the same of <c>&lt; = &gt;</c> at the start of a line, as git leaves them.</summary>
    private bool IsConflictMarker()
    {
        char c = _text[_position];
        if (c is not ('<' or '=' or '>') || (_position > 0 && _text[_position - 1] != '\n') || _position + 7 > _text.Length)
        {
            return false;
        }

        for (int i = 1; i < 7; i++)
        {
            if (_text[_position + i] != c)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads our side of a conflict and passes over the other.</summary>
    private void SkipConflictMarker()
    {
        char c = _text[_position];
        if (c == '<')
        {
            diagnostics.Add(new CDiagnostic(LexingDiagnostics.ConflictMarker, new SourceSpan(File.Id, _position, 7)));
        }

        if (c == '=')
        {
            int end = _text.IndexOf("\n>>>>>>>", _position, System.StringComparison.Ordinal);
            _position = end < 0 ? _text.Length : end + 1;
        }

        int newline = _text.IndexOf('\n', _position < _text.Length ? _position : _text.Length);
        _position = newline < 0 ? _text.Length : newline;
    }

    private Token LexIdentifier(int start, TokenFlags flags)
    {
        int end = start + 1;
        while (end < _text.Length && IsIdentifierPart(_text[end]))
        {
            end++;
        }

        _position = end;
        Name name;
        if (end < _text.Length && _text[end] == '\\' && SpliceLength(end) > 0)
        {
            name = names.Intern(Spliced(start, static (c, _) => IsIdentifierPart(c)));
        }
        else
        {
            name = names.Intern(_text, start, end - start);
        }

        if (_position < _text.Length && _text[_position] is '"' or '\'' && name.Text is "L" or "u" or "U" or "u8")
        {
            return LexQuoted(start, _position, flags);
        }

        return new Token(TokenKind.Identifier, flags, name.Text, name, new SourceSpan(File.Id, start, _position - start));
    }

    /// <summary>pp-number (C11 6.4.8): wider than what is a number in the end.</summary>
    private Token LexNumber(int start, TokenFlags flags)
    {
        int end = start + 1;
        while (end < _text.Length && IsNumberPart(_text[end], _text[end - 1]))
        {
            end++;
        }

        _position = end;
        string text = end < _text.Length && _text[end] == '\\' && SpliceLength(end) > 0
            ? Spliced(start, IsNumberPart)
            : _text.Substring(start, end - start);
        return new Token(TokenKind.Number, flags, text, null, new SourceSpan(File.Id, start, _position - start));
    }

    private static bool IsNumberPart(char c, char previous) =>
        IsIdentifierPart(c) || c == '.' || (c is '+' or '-' && previous is 'e' or 'E' or 'p' or 'P');

    /// <summary>The spelling of a token that goes on behind a line splice.</summary>
    private string Spliced(int start, System.Func<char, char, bool> isPart)
    {
        var text = new StringBuilder();
        _position = start;
        char previous = '\0';
        while (_position < _text.Length)
        {
            int splice = _text[_position] == '\\' ? SpliceLength(_position) : 0;
            if (splice > 0)
            {
                _position += splice;
                continue;
            }

            char c = _text[_position];
            if (text.Length > 0 && !isPart(c, previous))
            {
                break;
            }

            text.Append(c);
            previous = c;
            _position++;
        }

        return text.ToString();
    }

    private Token LexQuoted(int start, int quoteAt, TokenFlags flags)
    {
        char quote = _text[quoteAt];
        var kind = quote == '"' ? TokenKind.String : TokenKind.Character;
        int position = quoteAt + 1;
        bool hasSplice = false;
        while (position < _text.Length && _text[position] != '\n')
        {
            char c = _text[position];
            if (c == quote)
            {
                _position = position + 1;
                string text = _text.Substring(start, _position - start);
                return new Token(kind, flags, hasSplice ? WithoutSplices(start, _position) : text, null, new SourceSpan(File.Id, start, _position - start));
            }

            int splice = c == '\\' ? SpliceLength(position) : 0;
            hasSplice |= splice > 0;
            position += splice > 0 ? splice : c == '\\' && position + 1 < _text.Length && _text[position + 1] != '\n' ? 2 : 1;
        }

        return Unterminated(start, quote, flags);
    }

    /// <summary>A lone quote: an apostrophe in the prose of <c>#error</c> or of a skipped group is none of our business.</summary>
    private Token Unterminated(int start, char quote, TokenFlags flags)
    {
        var span = new SourceSpan(File.Id, start, 1);
        diagnostics.Add(new CDiagnostic(
            LexingDiagnostics.UnterminatedLiteral, span, quote == '"' ? "string" : "character", quote == '"' ? "'\"'" : "\"'\""));
        _position = start + 1;
        SkipLine();
        return new Token(TokenKind.Other, flags, quote.ToString(), null, span);
    }

    private string WithoutSplices(int start, int end)
    {
        var text = new StringBuilder(end - start);
        for (int i = start; i < end;)
        {
            int splice = _text[i] == '\\' ? SpliceLength(i) : 0;
            if (splice > 0)
            {
                i += splice;
            }
            else
            {
                text.Append(_text[i++]);
            }
        }

        return text.ToString();
    }

    private Token LexPunctuator(int start, char c, TokenFlags flags)
    {
        var kind = Punctuators.Match(c, PeekChar(1), PeekChar(2), out int length);
        _position = start + length;
        if (kind == TokenKind.Other)
        {
            return LexOther(start, c, flags);
        }

        return new Token(kind, flags, Punctuators.Spelling(kind), null, new SourceSpan(File.Id, start, length));
    }

    private Token LexOther(int start, char c, TokenFlags flags)
    {
        if (c < ' ' || c == '\uFFFD')
        {
            ReportBinary();
        }

        return new Token(TokenKind.Other, flags, c.ToString(), null, new SourceSpan(File.Id, start, 1));
    }

    private char PeekChar(int ahead) => _position + ahead < _text.Length ? _text[_position + ahead] : '\0';

    /// <summary>Characters of backslash, blanks and newline, which join two lines; 0 when none begin here. GCC lets blanks stand between.</summary>
    private int SpliceLength(int position)
    {
        int i = position + 1;
        while (i < _text.Length && _text[i] is ' ' or '\t' or '\r')
        {
            i++;
        }

        return i < _text.Length && _text[i] == '\n' ? i + 1 - position : 0;
    }

    private static bool IsIdentifierStart(char c) => (uint)((c | 0x20) - 'a') < 26 || c == '_' || c == '$' || (c >= 0x80 && char.IsLetter(c));

    private static bool IsIdentifierPart(char c) => (uint)((c | 0x20) - 'a') < 26 || c == '_' || IsDigit(c) || c == '$' || (c >= 0x80 && char.IsLetterOrDigit(c));

    private static bool IsDigit(char c) => (uint)(c - '0') < 10;
}
