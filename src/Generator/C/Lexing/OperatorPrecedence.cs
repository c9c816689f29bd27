// Stage: lexing. How tightly C's binary operators bind (C11 6.5.5 to 6.5.14); shared by #if and by expressions.
namespace UapiGen.C.Lexing;

internal static class OperatorPrecedence
{
    /// <summary>1 for <c>||</c> up to 10 for <c>*</c>; 0 for what is no binary operator.</summary>
    public static int Of(TokenKind kind) => kind switch
    {
        TokenKind.PipePipe => 1,
        TokenKind.AmpAmp => 2,
        TokenKind.Pipe => 3,
        TokenKind.Caret => 4,
        TokenKind.Amp => 5,
        TokenKind.EqualEqual or TokenKind.BangEqual => 6,
        TokenKind.Less or TokenKind.LessEqual or TokenKind.Greater or TokenKind.GreaterEqual => 7,
        TokenKind.LessLess or TokenKind.GreaterGreater => 8,
        TokenKind.Plus or TokenKind.Minus => 9,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 10,
        _ => 0,
    };
}
