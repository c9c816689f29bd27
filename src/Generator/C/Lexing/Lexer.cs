// Stage: lexing. In: the characters of one file. Out: preprocessing tokens, one at a time, and the comments passed on the way.
// Line splices (C11 5.1.1.2p1, phase 2) are taken out as they are met; trigraphs are left alone, as -std=gnu11 does.
using System.Collections.Generic;
using UapiGen.C.Text;

namespace UapiGen.C.Lexing;

/// <summary>A comment of a file, delimiters included.</summary>
internal readonly record struct Comment(int Start, int End);

/// <summary>A cursor over one file that yields its tokens.</summary>
internal sealed partial class Lexer(SourceFile file, NameTable names, DiagnosticList diagnostics)
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

        return Lex(SkipSpace());
    }

    /// <summary>The next token of this line; false at its end. The next line is not looked at: a condition may be about to skip it.</summary>
    public bool TryNextOnLine(out Token token)
    {
        if (_pending is { } pending)
        {
            bool isOnLine = !pending.IsStartOfLine && pending.Kind != TokenKind.EndOfFile;
            _pending = isOnLine ? null : _pending;
            token = pending;
            return isOnLine;
        }

        var flags = SkipSpace();
        if ((flags & TokenFlags.StartOfLine) != 0 || _position >= _text.Length)
        {
            _isStartOfLine = true;
            token = default;
            return false;
        }

        token = Lex(flags);
        return true;
    }

    /// <summary>True when an opening parenthesis follows at once: that of a function-like macro's definition.</summary>
    public bool IsLeftParenNext()
    {
        int position = _position;
        while (position < _text.Length && _text[position] == '\\' && SpliceLength(position) is > 0 and var length)
        {
            position += length;
        }

        return _pending is null && position < _text.Length && _text[position] == '(';
    }

    private Token Lex(TokenFlags flags)
    {
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
        int end = _position;
        while (end < _text.Length && _text[_position] == '<' && _text[end] is not ('>' or '\n'))
        {
            end++;
        }

        if (end >= _text.Length || _text[end] != '>' || (flags & TokenFlags.StartOfLine) != 0)
        {
            _isStartOfLine = (flags & TokenFlags.StartOfLine) != 0;
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
        // A quote that found no partner on its line finds none from further on either.
        bool isLoneQuote = false;
        bool isLoneApostrophe = false;
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
                case '"' when !isLoneQuote:
                    isLoneQuote = !TrySkipQuotedOnLine('"');
                    break;
                case '\'' when !isLoneApostrophe:
                    isLoneApostrophe = !TrySkipQuotedOnLine('\'');
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
