// Stage: parsing. Expressions (C11 6.5), by precedence.
using System.Collections.Generic;
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C.Parsing;

internal sealed partial class Parser
{
    // expression: assignment-expression ( , assignment-expression )*
    private ExpressionSyntax Expression()
    {
        var left = Conditional();
        for (int length = 0; Kind == TokenKind.Comma && IsChainShort(length); length++)
        {
            var place = Place;
            Take();
            left = new BinarySyntax(place, TokenKind.Comma, left, Conditional());
        }

        return left;
    }

    // conditional-expression: logical-OR-expression ( ? expression : conditional-expression )
    private ExpressionSyntax Conditional()
    {
        if (!Enter())
        {
            return Missing();
        }

        var condition = Binary(1);
        var place = Place;
        if (TryTake(TokenKind.Question))
        {
            var whenTrue = Kind == TokenKind.Colon ? null : Expression();
            Expect(TokenKind.Colon);
            condition = new ConditionalSyntax(place, condition, whenTrue, Conditional());
        }
        else if (Kind is TokenKind.Equal or TokenKind.PlusEqual or TokenKind.MinusEqual or TokenKind.StarEqual or TokenKind.SlashEqual
            or TokenKind.PercentEqual or TokenKind.AmpEqual or TokenKind.PipeEqual or TokenKind.CaretEqual or TokenKind.LessLessEqual or TokenKind.GreaterGreaterEqual)
        {
            Take();
            Conditional();
            condition = new NonConstantSyntax(place, "an assignment");
        }

        Leave();
        return condition;
    }

    private ExpressionSyntax Binary(int minimum)
    {
        if (!Enter())
        {
            return Missing();
        }

        var left = Unary();
        for (int length = 0; OperatorPrecedence.Of(Kind) is var precedence && precedence >= minimum && IsChainShort(length); length++)
        {
            var place = Place;
            var operation = Take().Kind;
            left = new BinarySyntax(place, operation, left, Binary(precedence + 1));
        }

        Leave();
        return left;
    }

    // cast-expression | unary-expression
    private ExpressionSyntax Unary()
    {
        if (!Enter())
        {
            return Missing();
        }

        var expression = UnaryCore();
        Leave();
        return expression;
    }

    private ExpressionSyntax UnaryCore()
    {
        var place = Place;
        switch (Kind)
        {
            case TokenKind.Plus or TokenKind.Minus or TokenKind.Tilde or TokenKind.Bang or TokenKind.Star or TokenKind.Amp:
                var operation = Take().Kind;
                return new UnarySyntax(place, operation, Unary());
            case TokenKind.PlusPlus or TokenKind.MinusMinus:
                Take();
                Unary();
                return new NonConstantSyntax(place, "an increment");
            case TokenKind.LeftParen when IsTypeName(PeekAt(1)):
                return CastOrCompoundLiteral(place);
            case TokenKind.AmpAmp:
                Take();
                Take();
                return new NonConstantSyntax(place, "the address of a label");
        }

        switch (Keyword)
        {
            case Keyword.Sizeof or Keyword.Alignof:
                return Measure(place);
            case Keyword.Extension:
                Take();
                return Unary();
            default:
                return Postfix();
        }
    }

    private ExpressionSyntax CastOrCompoundLiteral(SourceSpan place)
    {
        Expect(TokenKind.LeftParen);
        var type = TypeName();
        Expect(TokenKind.RightParen);
        if (Kind == TokenKind.LeftBrace)
        {
            SkipBalanced(TokenKind.LeftBrace, TokenKind.RightBrace);
            return Suffixes(new NonConstantSyntax(place, "a compound literal"));
        }

        return new CastSyntax(place, type, Unary());
    }

    // sizeof unary-expression | sizeof ( type-name ) | _Alignof ( type-name )
    private MeasureSyntax Measure(SourceSpan place)
    {
        bool isAlignment = Take().Name!.Keyword == Keyword.Alignof;
        if (Kind == TokenKind.LeftParen && IsTypeName(PeekAt(1)))
        {
            Take();
            var type = TypeName();
            Expect(TokenKind.RightParen);
            return new MeasureSyntax(place, isAlignment, type, null);
        }

        return new MeasureSyntax(place, isAlignment, null, Unary());
    }

    private ExpressionSyntax Postfix() => Suffixes(Primary());

    // postfix-expression: primary-expression ( [ expression ] | ( arguments ) | . identifier | -> identifier | ++ | -- )*
    private ExpressionSyntax Suffixes(ExpressionSyntax expression)
    {
        for (int length = 0; IsChainShort(length); length++)
        {
            var place = Place;
            switch (Kind)
            {
                case TokenKind.LeftBracket:
                    Take();
                    expression = new IndexSyntax(place, expression, Expression());
                    Expect(TokenKind.RightBracket);
                    break;
                case TokenKind.LeftParen:
                    Take();
                    expression = new CallSyntax(place, expression, Arguments());
                    break;
                case TokenKind.Dot or TokenKind.Arrow:
                    bool isArrow = Take().Kind == TokenKind.Arrow;
                    if (Kind != TokenKind.Identifier)
                    {
                        Unexpected("a member's name has to follow");
                        return expression;
                    }

                    expression = new MemberSyntax(place, expression, Take().Name!, isArrow);
                    break;
                case TokenKind.PlusPlus or TokenKind.MinusMinus:
                    Take();
                    expression = new NonConstantSyntax(place, "an increment");
                    break;
                default:
                    return expression;
            }
        }

        return expression;
    }

    private List<ExpressionSyntax> Arguments()
    {
        var arguments = new List<ExpressionSyntax>();
        if (TryTake(TokenKind.RightParen))
        {
            return arguments;
        }

        do
        {
            arguments.Add(IsTypeName(Current) ? new TypeArgumentSyntax(Place, TypeName()) : Conditional());
        }
        while (TryTake(TokenKind.Comma));
        Expect(TokenKind.RightParen);
        return arguments;
    }

    // primary-expression: identifier | constant | string-literal | ( expression ) | GNU ( { ... } )
    private ExpressionSyntax Primary()
    {
        var place = Place;
        switch (Kind)
        {
            case TokenKind.Number:
                return new NumberSyntax(place, Take().Text);
            case TokenKind.Character:
                return new CharacterSyntax(place, Take().Text);
            case TokenKind.String:
                var parts = new List<string>();
                while (Kind == TokenKind.String)
                {
                    parts.Add(Take().Text);
                }

                return new StringSyntax(place, parts);
            case TokenKind.LeftParen:
                Take();
                if (Kind == TokenKind.LeftBrace)
                {
                    SkipBalanced(TokenKind.LeftBrace, TokenKind.RightBrace);
                    Expect(TokenKind.RightParen);
                    return new NonConstantSyntax(place, "a statement expression");
                }

                var inner = Expression();
                Expect(TokenKind.RightParen);
                return inner;
        }

        switch (Keyword)
        {
            case Keyword.Offsetof:
                return Offsetof(place);
            case Keyword.Generic:
                return Generic(place);
            case Keyword.None when Kind == TokenKind.Identifier:
                return new NameSyntax(place, Take().Name!);
            default:
                Unexpected("an expression has to stand here");
                return Missing();
        }
    }

    // generic-selection: _Generic ( assignment-expression , ( type-name | default ) : assignment-expression , ... )
    private GenericSyntax Generic(SourceSpan place)
    {
        Take();
        Expect(TokenKind.LeftParen);
        var controlling = Conditional();
        var associations = new List<GenericAssociationSyntax>();
        while (TryTake(TokenKind.Comma))
        {
            var type = TryTake(Keyword.Default) ? null : TypeName();
            Expect(TokenKind.Colon);
            associations.Add(new GenericAssociationSyntax(type, Conditional()));
        }

        Expect(TokenKind.RightParen);
        return new GenericSyntax(place, controlling, associations);
    }

    // __builtin_offsetof ( type-name , member-designator )
    private OffsetofSyntax Offsetof(SourceSpan place)
    {
        Take();
        Expect(TokenKind.LeftParen);
        var type = TypeName();
        Expect(TokenKind.Comma);
        ExpressionSyntax designator = new OffsetofSyntax.Root(place);
        if (Kind == TokenKind.Identifier)
        {
            designator = Suffixes(new MemberSyntax(Place, designator, Take().Name!, isArrow: false));
        }
        else
        {
            Unexpected("a member's name has to follow");
        }

        Expect(TokenKind.RightParen);
        return new OffsetofSyntax(place, type, designator);
    }

    private NonConstantSyntax Missing() => new(Place, "an error");
}
