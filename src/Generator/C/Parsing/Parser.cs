// Stage: parsing. In: the tokens of a unit. Out: declarations as written; a method per grammar rule of C11 annex A.2, GNU C included.
// This file: the cursor, recovery, and external declarations. Recovery is plain: report, skip to ';' or past '}', go on.
using System.Collections.Generic;
using System.Threading;
using UapiGen.C.Lexing;
using UapiGen.C.Preprocessing;
using UapiGen.C.Text;

namespace UapiGen.C.Parsing;

internal sealed partial class Parser
{
    /// <summary>
    /// How deep operators, operands and declarators may nest; types and records count for more, as they take more stack. It keeps the
    /// parser, and all that walks what it made, within the 256 KB that the smallest hosts give a thread. Real headers stay below 60.
    /// </summary>
    private const int MaximumDepth = 200;

    private const int TypeNameDepth = 3;
    private const int RecordDepth = 5;

    /// <summary>How many operators of one level, or suffixes of one operand, may follow each other.</summary>
    private const int MaximumChain = 1000;

    /// <summary>How often the parser looks for the next declaration behind one whose braces do not close.</summary>
    private const int MaximumRescues = 50;


    private readonly List<Token> _tokens;
    private readonly PreprocessedUnit _unit;
    private readonly DiagnosticList _diagnostics;
    private readonly CancellationToken _cancellationToken;
    private int _next;
    private int _depth;
    private int _rescues;

    /// <summary>The first error of the declaration or expression at hand; everything unwinds until it is taken.</summary>
    private CDiagnostic? _error;

    private Parser(List<Token> tokens, PreprocessedUnit unit, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        _tokens = tokens;
        _unit = unit;
        _diagnostics = diagnostics;
        _cancellationToken = cancellationToken;
        SkipPragmas();
    }

    /// <summary>Reads the declarations of a unit one by one, so that each is bound before the next is parsed.</summary>
    public static IEnumerable<object> ParseUnit(List<Token> tokens, PreprocessedUnit unit, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        var parser = new Parser(tokens, unit, diagnostics, cancellationToken);
        while (parser.Kind != TokenKind.EndOfFile)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int start = parser._next;
            var pack = parser._pack;
            if (parser.ExternalDeclaration() is { } declaration)
            {
                yield return declaration;
            }

            if (parser._error is { } error)
            {
                parser._error = null;
                diagnostics.Add(error);
                parser._pack = pack;
                parser.SkipDeclaration(start);
            }
        }
    }

    /// <summary>
    /// Reads tokens that are one expression and nothing else; null with a reason when they are not. It closes their list. A comma that no
    /// parentheses enclose makes them a list of several, as for an initialiser.
    /// </summary>
    public static ExpressionSyntax? ParseExpression(List<Token> tokens, PreprocessedUnit unit, CancellationToken cancellationToken, out string reason)
    {
        tokens.Add(new Token(TokenKind.EndOfFile, TokenFlags.StartOfLine, "", null, SourceSpan.None));
        var parser = new Parser(tokens, unit, new DiagnosticList(), cancellationToken);
        var expression = parser.Conditional();
        if (parser.Kind == TokenKind.Comma)
        {
            reason = "it is a list";
            return null;
        }

        if (parser._error is null && parser.Kind != TokenKind.EndOfFile)
        {
            parser.Unexpected("the expression has ended");
        }

        reason = parser._error?.Message ?? "";
        if (parser._error is { } error)
        {
            reason = error.Descriptor == ParsingDiagnostics.UnexpectedToken ? error.Arguments[0] + " is not expected in an expression" : reason;
            return null;
        }

        return expression;
    }

    private Token Current => _tokens[_next];

    private TokenKind Kind => _error is null ? _tokens[_next].Kind : TokenKind.EndOfFile;

    private Keyword Keyword => Kind == TokenKind.Identifier ? _tokens[_next].Name!.Keyword : Keyword.None;

    private SourceSpan Place => _unit.PlaceOf(_tokens[_next]);

    private Token Take()
    {
        var token = _tokens[_next];
        if (token.Kind != TokenKind.EndOfFile && _error is null)
        {
            _next++;
            SkipPragmas();
            if ((_next & 0xFFF) == 0)
            {
                _cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return token;
    }

    private Token PeekAt(int ahead)
    {
        int at = _next;
        for (; ahead > 0 && _tokens[at].Kind != TokenKind.EndOfFile; ahead--)
        {
            do
            {
                at++;
            }
            while (_tokens[at].Kind == TokenKind.PragmaPack);
        }

        return _tokens[at];
    }

    private bool TryTake(TokenKind kind)
    {
        if (Kind != kind)
        {
            return false;
        }

        Take();
        return true;
    }

    private bool TryTake(Keyword keyword)
    {
        if (Keyword != keyword)
        {
            return false;
        }

        Take();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (!TryTake(kind))
        {
            Unexpected("'" + Punctuators.Spelling(kind) + "' has to come first");
        }
    }

    private void Unexpected(string repair) => Fail(ParsingDiagnostics.UnexpectedToken, Describe(_tokens[_next]), repair);

    private void Fail(CDiagnosticDescriptor descriptor, params string[] arguments) => _error ??= new CDiagnostic(descriptor, Place, arguments);

    private static string Describe(in Token token) => token.Kind switch
    {
        TokenKind.EndOfFile => "The end of the file",
        _ => "'" + token.Text + "'",
    };

    /// <summary>One level deeper; false, with an error, when that is too deep.</summary>
    private bool Enter(int levels = 1)
    {
        _depth += levels;
        if (_depth <= MaximumDepth)
        {
            return true;
        }

        Fail(ParsingDiagnostics.NestedTooDeeply, MaximumDepth.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return false;
    }

    private void Leave(int levels = 1) => _depth -= levels;

    /// <summary>False, with an error, when a chain of operators or suffixes has grown too long.</summary>
    private bool IsChainShort(int length)
    {
        if (length > MaximumChain)
        {
            Fail(ParsingDiagnostics.NestedTooDeeply, MaximumChain.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return _error is null;
    }

    /// <summary>
    /// From a declaration that failed to the first <c>;</c> or closing brace at its own level. When its braces never close, to the next
    /// line that begins, at its very left, with a word that only a declaration begins with.
    /// </summary>
    private void SkipDeclaration(int start)
    {
        var pack = _pack;
        int depth = 0;
        _depth = 0;
        _next = start;
        while (Kind != TokenKind.EndOfFile)
        {
            var kind = Take().Kind;
            depth += kind == TokenKind.LeftBrace ? 1 : kind == TokenKind.RightBrace ? -1 : 0;
            if (kind == TokenKind.Semicolon && depth <= 0)
            {
                return;
            }

            if (kind == TokenKind.RightBrace && depth <= 0 && !IsDeclaratorAfterBody())
            {
                return;
            }
        }

        if (depth > 0 && ++_rescues <= MaximumRescues)
        {
            _pack = pack;
            _next = start;
            do
            {
                Take();
            }
            while (Kind != TokenKind.EndOfFile && !IsAtLeftEdge());
        }
    }

    private bool IsAtLeftEdge()
    {
        var token = Current;
        if (!token.IsStartOfLine || token.Expansion != 0
            || Keyword is not (Keyword.Struct or Keyword.Union or Keyword.Enum or Keyword.Typedef or Keyword.Static or Keyword.Extern))
        {
            return false;
        }

        int at = token.Span.Start;
        return at == 0 || _unit.Files[token.Span.File].Text[at - 1] == '\n';
    }

    /// <summary>True where a body's closing brace is followed by the rest of its declaration.</summary>
    private bool IsDeclaratorAfterBody() =>
        Kind is TokenKind.Semicolon or TokenKind.Star or TokenKind.Comma || Keyword == Keyword.Attribute
        || (Kind == TokenKind.Identifier && Keyword == Keyword.None && PeekAt(1).Kind is TokenKind.Semicolon or TokenKind.Comma or TokenKind.LeftBracket);

    /// <summary>Passes over balanced parentheses, brackets or braces; the opening one is next.</summary>
    private void SkipBalanced(TokenKind open, TokenKind close)
    {
        int depth = 0;
        var at = Place;
        do
        {
            var kind = Take().Kind;
            depth += kind == open ? 1 : kind == close ? -1 : 0;
        }
        while (depth > 0 && Kind != TokenKind.EndOfFile);

        if (depth > 0)
        {
            _error ??= new CDiagnostic(ParsingDiagnostics.UnexpectedToken, at, "'" + Punctuators.Spelling(open) + "'", "'" + Punctuators.Spelling(close) + "' is missing");
        }
    }

}
