// Stage: lexing. Punctuators (C11 6.4.6), the longest match first; digraphs are the same tokens spelt otherwise.
namespace UapiGen.C.Lexing;

internal static class Punctuators
{
    /// <summary>The punctuator that begins with these three characters; <see cref="TokenKind.Other"/> of length 1 when none does.</summary>
    public static TokenKind Match(char c, char next, char third, out int length)
    {
        var kind = (c, next, third) switch
        {
            ('.', '.', '.') => TokenKind.Ellipsis,
            ('<', '<', '=') => TokenKind.LessLessEqual,
            ('>', '>', '=') => TokenKind.GreaterGreaterEqual,
            _ => TokenKind.Other,
        };
        if (kind != TokenKind.Other)
        {
            length = 3;
            return kind;
        }

        kind = (c, next) switch
        {
            ('-', '>') => TokenKind.Arrow,
            ('+', '+') => TokenKind.PlusPlus,
            ('+', '=') => TokenKind.PlusEqual,
            ('-', '-') => TokenKind.MinusMinus,
            ('-', '=') => TokenKind.MinusEqual,
            ('*', '=') => TokenKind.StarEqual,
            ('/', '=') => TokenKind.SlashEqual,
            ('%', '=') => TokenKind.PercentEqual,
            ('&', '&') => TokenKind.AmpAmp,
            ('&', '=') => TokenKind.AmpEqual,
            ('|', '|') => TokenKind.PipePipe,
            ('|', '=') => TokenKind.PipeEqual,
            ('^', '=') => TokenKind.CaretEqual,
            ('!', '=') => TokenKind.BangEqual,
            ('=', '=') => TokenKind.EqualEqual,
            ('<', '=') => TokenKind.LessEqual,
            ('<', '<') => TokenKind.LessLess,
            ('>', '=') => TokenKind.GreaterEqual,
            ('>', '>') => TokenKind.GreaterGreater,
            ('#', '#') => TokenKind.HashHash,
            ('<', ':') => TokenKind.LeftBracket,
            (':', '>') => TokenKind.RightBracket,
            ('<', '%') => TokenKind.LeftBrace,
            ('%', '>') => TokenKind.RightBrace,
            ('%', ':') => TokenKind.Hash,
            _ => TokenKind.Other,
        };
        length = kind == TokenKind.Other ? 1 : 2;
        return kind != TokenKind.Other ? kind : MatchSingle(c);
    }

    /// <summary>The usual spelling of a punctuator.</summary>
    public static string Spelling(TokenKind kind) => Spellings[(int)kind];

    private static TokenKind MatchSingle(char c) => c switch
    {
        '(' => TokenKind.LeftParen,
        ')' => TokenKind.RightParen,
        '[' => TokenKind.LeftBracket,
        ']' => TokenKind.RightBracket,
        '{' => TokenKind.LeftBrace,
        '}' => TokenKind.RightBrace,
        ';' => TokenKind.Semicolon,
        ',' => TokenKind.Comma,
        '.' => TokenKind.Dot,
        '+' => TokenKind.Plus,
        '-' => TokenKind.Minus,
        '*' => TokenKind.Star,
        '/' => TokenKind.Slash,
        '%' => TokenKind.Percent,
        '&' => TokenKind.Amp,
        '|' => TokenKind.Pipe,
        '^' => TokenKind.Caret,
        '~' => TokenKind.Tilde,
        '!' => TokenKind.Bang,
        '=' => TokenKind.Equal,
        '<' => TokenKind.Less,
        '>' => TokenKind.Greater,
        '?' => TokenKind.Question,
        ':' => TokenKind.Colon,
        '#' => TokenKind.Hash,
        _ => TokenKind.Other,
    };

    private static readonly string[] Spellings = MakeSpellings();

    private static string[] MakeSpellings()
    {
        var spellings = new string[(int)TokenKind.HashHash + 1];
        string[] all =
        [
            "(", ")", "[", "]", "{", "}", ";", ",", ".", "...", "->", "+", "++", "+=", "-", "--", "-=", "*", "*=", "/", "/=", "%", "%=",
            "&", "&&", "&=", "|", "||", "|=", "^", "^=", "~", "!", "!=", "=", "==", "<", "<=", "<<", "<<=", ">", ">=", ">>", ">>=", "?", ":", "#", "##",
        ];
        all.CopyTo(spellings, (int)TokenKind.LeftParen);
        return spellings;
    }
}
