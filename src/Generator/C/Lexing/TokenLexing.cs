// Stage: lexing. The tokens by their first character: identifiers, pp-numbers, literals, punctuators (C11 6.4).
using System.Text;
using UapiGen.C.Text;

namespace UapiGen.C.Lexing;

internal sealed partial class Lexer
{
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
}
