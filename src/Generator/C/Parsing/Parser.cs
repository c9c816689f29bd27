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
    private const int MaximumDepth = 200;

    private readonly IReadOnlyList<Token> _tokens;
    private readonly PreprocessedUnit _unit;
    private readonly List<CDiagnostic> _diagnostics;
    private readonly CancellationToken _cancellationToken;
    private readonly List<(string Label, int Pack)> _packLabels = [];
    private int _pack;
    private int _next;
    private int _depth;

    /// <summary>The first error of the declaration or expression at hand; everything unwinds until it is taken.</summary>
    private CDiagnostic? _error;

    private Parser(IReadOnlyList<Token> tokens, PreprocessedUnit unit, List<CDiagnostic> diagnostics, CancellationToken cancellationToken)
    {
        _tokens = tokens;
        _unit = unit;
        _diagnostics = diagnostics;
        _cancellationToken = cancellationToken;
        SkipPragmas();
    }

    /// <summary>Reads the declarations of a unit one by one, so that each is bound before the next is parsed.</summary>
    public static IEnumerable<object> ParseUnit(IReadOnlyList<Token> tokens, PreprocessedUnit unit, List<CDiagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var parser = new Parser(tokens, unit, diagnostics, cancellationToken);
        while (parser.Kind != TokenKind.EndOfFile)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int start = parser._next;
            if (parser.ExternalDeclaration() is { } declaration)
            {
                yield return declaration;
            }

            if (parser._error is { } error)
            {
                parser._error = null;
                diagnostics.Add(error);
                parser.SkipDeclaration(start);
            }
        }
    }

    /// <summary>Reads tokens that are one expression and nothing else; null with a reason when they are not.</summary>
    public static ExpressionSyntax? ParseExpression(IReadOnlyList<Token> tokens, PreprocessedUnit unit, CancellationToken cancellationToken, out string reason)
    {
        var closed = new List<Token>(tokens) { new(TokenKind.EndOfFile, TokenFlags.StartOfLine, "", null, SourceSpan.None) };
        var parser = new Parser(closed, unit, [], cancellationToken);
        var expression = parser.Expression();
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
    private bool Enter()
    {
        if (++_depth <= MaximumDepth)
        {
            return true;
        }

        Fail(ParsingDiagnostics.NestedTooDeeply, MaximumDepth.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return false;
    }

    private void Leave() => _depth--;

    /// <summary>From a declaration that failed to the first <c>;</c> or closing brace at its own level.</summary>
    private void SkipDeclaration(int start)
    {
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

    // external-declaration: declaration | function-definition | static_assert-declaration | asm ( ... ) ; | ;
    private object? ExternalDeclaration()
    {
        if (TryTake(TokenKind.Semicolon))
        {
            return null;
        }

        if (Kind == TokenKind.RightBrace)
        {
            Unexpected("no '{' is open");
            return null;
        }

        if (Keyword == Keyword.StaticAssert)
        {
            return StaticAssert();
        }

        if (Keyword == Keyword.Asm)
        {
            SkipAsm();
            return null;
        }

        var specifiers = Specifiers(isMember: false);
        var declarators = new List<DeclaratorSyntax>();
        while (Kind != TokenKind.Semicolon && _error is null)
        {
            var declarator = Declarator(isAbstract: false);
            AttributesAndAsm(declarator.Attributes);
            declarators.Add(declarator);
            if (specifiers.Storage == StorageClass.Typedef && declarator.DeclaredName is { } typedef)
            {
                typedef.IsTypedef = true;
            }

            if (Kind == TokenKind.LeftBrace && declarator.Suffixes.Count > 0)
            {
                SkipBalanced(TokenKind.LeftBrace, TokenKind.RightBrace);
                return _error is null ? new DeclarationSyntax(specifiers, declarators) : null;
            }

            if (TryTake(TokenKind.Equal))
            {
                SkipInitializer();
            }

            if (!TryTake(TokenKind.Comma))
            {
                break;
            }
        }

        Expect(TokenKind.Semicolon);
        return _error is null ? new DeclarationSyntax(specifiers, declarators) : null;
    }

    private void SkipAsm()
    {
        Take();
        while (Keyword is Keyword.Volatile or Keyword.Goto or Keyword.Inline)
        {
            Take();
        }

        if (Kind == TokenKind.LeftParen)
        {
            SkipBalanced(TokenKind.LeftParen, TokenKind.RightParen);
        }
    }

    private void AttributesAndAsm(List<AttributeSyntax> attributes)
    {
        while (Keyword is Keyword.Attribute or Keyword.Asm or Keyword.Extension)
        {
            if (Keyword == Keyword.Asm)
            {
                SkipAsm();
            }
            else if (Keyword == Keyword.Extension)
            {
                Take();
            }
            else
            {
                Attributes(attributes);
            }
        }
    }

    private void SkipInitializer()
    {
        while (Kind is not (TokenKind.Comma or TokenKind.Semicolon or TokenKind.EndOfFile))
        {
            switch (Kind)
            {
                case TokenKind.LeftBrace:
                    SkipBalanced(TokenKind.LeftBrace, TokenKind.RightBrace);
                    break;
                case TokenKind.LeftParen:
                    SkipBalanced(TokenKind.LeftParen, TokenKind.RightParen);
                    break;
                case TokenKind.LeftBracket:
                    SkipBalanced(TokenKind.LeftBracket, TokenKind.RightBracket);
                    break;
                default:
                    Take();
                    break;
            }
        }
    }

    // static_assert-declaration: _Static_assert ( constant-expression , string-literal ) ;
    private StaticAssertSyntax? StaticAssert()
    {
        var place = Place;
        Take();
        Expect(TokenKind.LeftParen);
        var condition = Conditional();
        string message = "";
        if (TryTake(TokenKind.Comma))
        {
            while (Kind == TokenKind.String)
            {
                message += CharacterLiteral.Bytes(Take().Text);
            }
        }

        Expect(TokenKind.RightParen);
        TryTake(TokenKind.Semicolon);
        return _error is null ? new StaticAssertSyntax(place, condition, message) : null;
    }

    /// <summary>Carries out the <c>#pragma pack</c>s that stand before the next token.</summary>
    private void SkipPragmas()
    {
        while (_tokens[_next].Kind == TokenKind.PragmaPack)
        {
            PragmaPack(_tokens[_next++].Text);
        }
    }

    // #pragma pack ( [push|pop] [, identifier] [, n] )
    private void PragmaPack(string text)
    {
        var parts = text.Trim('(', ')').Split(',');
        int? value = null;
        string label = "";
        bool isPush = false;
        bool isPop = false;
        foreach (string part in parts)
        {
            switch (part)
            {
                case "push":
                    isPush = true;
                    break;
                case "pop":
                    isPop = true;
                    break;
                case "":
                    break;
                default:
                    if (int.TryParse(part, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number))
                    {
                        value = number;
                    }
                    else
                    {
                        label = part;
                    }

                    break;
            }
        }

        if (isPush)
        {
            _packLabels.Add((label, _pack));
            _pack = value ?? _pack;
        }
        else if (isPop)
        {
            PopPack(label);
            _pack = value ?? _pack;
        }
        else
        {
            _pack = value ?? 0;
        }
    }

    private void PopPack(string label)
    {
        int at = label.Length == 0 ? _packLabels.Count - 1 : _packLabels.FindLastIndex(entry => entry.Label == label);
        if (at >= 0)
        {
            _pack = _packLabels[at].Pack;
            _packLabels.RemoveRange(at, _packLabels.Count - at);
        }
    }
}

/// <summary><c>_Static_assert</c>, at file scope or in a record's body.</summary>
internal sealed class StaticAssertSyntax(SourceSpan span, ExpressionSyntax condition, string message)
{
    public SourceSpan Span { get; } = span;

    public ExpressionSyntax Condition { get; } = condition;

    public string Message { get; } = message;
}
