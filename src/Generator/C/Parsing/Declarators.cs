// Stage: parsing. Declarators (C11 6.7.6): what stands around a name, read from the inside out.
using UapiGen.C.Binding;
using UapiGen.C.Lexing;

namespace UapiGen.C.Parsing;

internal sealed partial class Parser
{
    // declarator: pointer opt direct-declarator; an abstract one has no name
    private DeclaratorSyntax Declarator(bool isAbstract)
    {
        var declarator = new DeclaratorSyntax { Span = Place };
        if (!Enter())
        {
            return declarator;
        }

        AttributesAndAsm(declarator.Attributes);
        while (TryTake(TokenKind.Star))
        {
            declarator.Pointers.Add(new PointerSyntax(PointerQualifiers(declarator)));
        }

        declarator.Span = Place;
        if (Kind == TokenKind.LeftParen && IsNestedDeclarator(isAbstract))
        {
            Take();
            declarator.Inner = Declarator(isAbstract);
            Expect(TokenKind.RightParen);
        }
        else if (Kind == TokenKind.Identifier && Keyword == Keyword.None)
        {
            declarator.Name = Take().Name;
        }
        else if (!isAbstract && _error is null)
        {
            Unexpected("a name has to follow the type");
        }

        DeclaratorSuffixes(declarator);
        Leave();
        return declarator;
    }

    private TypeQualifiers PointerQualifiers(DeclaratorSyntax declarator)
    {
        var qualifiers = TypeQualifiers.None;
        while (true)
        {
            switch (Keyword)
            {
                case Keyword.Const:
                    qualifiers |= TypeQualifiers.Const;
                    break;
                case Keyword.Volatile:
                    qualifiers |= TypeQualifiers.Volatile;
                    break;
                case Keyword.Restrict:
                    qualifiers |= TypeQualifiers.Restrict;
                    break;
                case Keyword.Atomic:
                    qualifiers |= TypeQualifiers.Atomic;
                    break;
                case Keyword.Attribute:
                    Attributes(declarator.Attributes);
                    continue;
                case Keyword.None when Kind == TokenKind.Identifier && IsAnnotation():
                    break;
                default:
                    return qualifiers;
            }

            Take();
        }
    }

    /// <summary>In an abstract declarator a parenthesis may also begin parameters: <c>int (void)</c>.</summary>
    private bool IsNestedDeclarator(bool isAbstract)
    {
        var next = PeekAt(1);
        return next.Kind is TokenKind.Star or TokenKind.LeftParen or TokenKind.Caret
            || (next.Kind == TokenKind.LeftBracket && isAbstract)
            || (next.Kind == TokenKind.Identifier && !IsTypeName(next))
            || next.Name is { Keyword: Keyword.Attribute };
    }

    private void DeclaratorSuffixes(DeclaratorSyntax declarator)
    {
        while (Kind is TokenKind.LeftBracket or TokenKind.LeftParen && _error is null)
        {
            declarator.Suffixes.Add(TryTake(TokenKind.LeftBracket) ? ArraySuffix() : FunctionSuffix());
        }
    }

    // [ qualifiers opt static opt assignment-expression opt ]
    private DeclaratorSuffixSyntax ArraySuffix()
    {
        var suffix = new DeclaratorSuffixSyntax();
        while (Keyword is Keyword.Static or Keyword.Const or Keyword.Volatile or Keyword.Restrict)
        {
            Take();
        }

        if (Kind != TokenKind.RightBracket)
        {
            suffix.Length = Conditional();
        }

        Expect(TokenKind.RightBracket);
        return suffix;
    }

    // ( parameter-type-list opt )
    private DeclaratorSuffixSyntax FunctionSuffix()
    {
        var suffix = new DeclaratorSuffixSyntax { IsFunction = true };
        if (!Enter(TypeNameDepth))
        {
            return suffix;
        }

        Take();
        while (Kind is not (TokenKind.RightParen or TokenKind.EndOfFile) && _error is null)
        {
            if (TryTake(TokenKind.Ellipsis))
            {
                suffix.IsVariadic = true;
            }
            else
            {
                var specifiers = Specifiers(isMember: false);
                var declarator = Kind is TokenKind.Comma or TokenKind.RightParen ? null : Declarator(isAbstract: true);
                if (declarator is not null)
                {
                    AttributesAndAsm(declarator.Attributes);
                }

                suffix.Parameters.Add(new ParameterSyntax(specifiers, declarator));
            }

            if (!TryTake(TokenKind.Comma))
            {
                break;
            }
        }

        Expect(TokenKind.RightParen);
        Leave(TypeNameDepth);
        return suffix;
    }
}
