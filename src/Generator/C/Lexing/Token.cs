// Stage: lexing. What the lexer yields and every later stage reads: preprocessing tokens (C11 6.4).
using System;
using UapiGen.C.Text;

namespace UapiGen.C.Lexing;

internal enum TokenKind : byte
{
    EndOfFile,

    /// <summary>The end of an argument or a macro body that is expanded by itself.</summary>
    EndOfTokens,
    Identifier,
    Number,
    Character,
    String,

    /// <summary><c>&lt;linux/types.h&gt;</c> in an include directive.</summary>
    HeaderName,

    /// <summary>A <c>#pragma pack</c> that the preprocessor hands on; <see cref="Token.Text"/> holds its arguments.</summary>
    PragmaPack,

    /// <summary>A character that begins no token.</summary>
    Other,
    LeftParen,
    RightParen,
    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    Semicolon,
    Comma,
    Dot,
    Ellipsis,
    Arrow,
    Plus,
    PlusPlus,
    PlusEqual,
    Minus,
    MinusMinus,
    MinusEqual,
    Star,
    StarEqual,
    Slash,
    SlashEqual,
    Percent,
    PercentEqual,
    Amp,
    AmpAmp,
    AmpEqual,
    Pipe,
    PipePipe,
    PipeEqual,
    Caret,
    CaretEqual,
    Tilde,
    Bang,
    BangEqual,
    Equal,
    EqualEqual,
    Less,
    LessEqual,
    LessLess,
    LessLessEqual,
    Greater,
    GreaterEqual,
    GreaterGreater,
    GreaterGreaterEqual,
    Question,
    Colon,
    Hash,
    HashHash,
}

[Flags]
internal enum TokenFlags : byte
{
    None = 0,

    /// <summary>First token of its line.</summary>
    StartOfLine = 1,

    /// <summary>White space or a comment stands before it.</summary>
    LeadingSpace = 2,

    /// <summary>An identifier that names a macro under expansion: never expanded again (C11 6.10.3.4p2).</summary>
    NoExpand = 4,
}

/// <summary>One token: kind, spelling, place, and the macro use it came from.</summary>
internal readonly struct Token(TokenKind kind, TokenFlags flags, string text, Name? name, SourceSpan span, int expansion = 0)
{
    public TokenKind Kind { get; } = kind;

    public TokenFlags Flags { get; } = flags;

    /// <summary>The spelling, line splices removed.</summary>
    public string Text { get; } = text;

    /// <summary>The interned name of an identifier.</summary>
    public Name? Name { get; } = name;

    /// <summary>Where the characters stand: in the macro's body, for a token that came from one.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>The outermost macro use that it came from, as a number that the preprocessor resolves; 0 for none.</summary>
    public int Expansion { get; } = expansion;

    public bool IsStartOfLine => (Flags & TokenFlags.StartOfLine) != 0;

    public bool HasLeadingSpace => (Flags & (TokenFlags.LeadingSpace | TokenFlags.StartOfLine)) != 0;

    public Token WithFlags(TokenFlags flags) => new(Kind, flags, Text, Name, Span, Expansion);

    public Token WithExpansion(int expansion) => new(Kind, Flags, Text, Name, Span, expansion);

    public override string ToString() => Text;
}
