// Stage: parsing. External declarations (C11 6.9): what stands at file scope. Initialisers, function bodies and asm are passed over.
using System.Collections.Generic;
using UapiGen.C.Lexing;

namespace UapiGen.C.Parsing;

internal sealed partial class Parser
{
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
            WarnOfAttributeName(specifiers, declarator);
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

    /// <summary>
    /// In a kernel tree <c>struct x { ... } __packed;</c> packs a struct; where the macro is not defined it declares an object, without a word.
    /// </summary>
    private void WarnOfAttributeName(SpecifiersSyntax specifiers, DeclaratorSyntax declarator)
    {
        if (specifiers.Record is { HasBody: true } record && declarator is { Name.Text: "__packed" or "__packed__", Suffixes.Count: 0, Pointers.Count: 0 } && _error is null)
        {
            string what = record.Tag is { } tag ? "'" + (record.IsUnion ? "union " : "struct ") + tag.Text + "'" : "the record";
            _diagnostics.Add(new CDiagnostic(ParsingDiagnostics.AttributeTakenForName, declarator.Span, declarator.Name.Text, what));
        }
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
}
