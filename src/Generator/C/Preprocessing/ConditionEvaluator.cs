// Stage: preprocessing. The expression of #if and #elif (C11 6.10.1): integers only, each as wide as intmax_t, unknown names are 0.
using System.Collections.Generic;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.C.Lexing;

namespace UapiGen.C.Preprocessing;

internal sealed class ConditionEvaluator
{
    /// <summary>As in the parser, for threads with little stack.</summary>
    private const int MaximumDepth = 200;

    private readonly IReadOnlyList<Token> _tokens;
    private readonly Target _target;
    private int _next;
    private int _depth;
    private string? _error;

    private ConditionEvaluator(IReadOnlyList<Token> tokens, Target target)
    {
        _tokens = tokens;
        _target = target;
    }

    /// <summary>Whether the condition holds; null with a reason, and the token where it stands, when it is no expression.</summary>
    public static bool? Evaluate(IReadOnlyList<Token> tokens, Target target, out string error, out int at)
    {
        var evaluator = new ConditionEvaluator(tokens, target);
        var value = evaluator.Expression(isLive: true);
        if (evaluator._error is null && evaluator._next < tokens.Count)
        {
            evaluator.Fail("'" + tokens[evaluator._next].Text + "' is not expected here");
        }

        error = evaluator._error ?? "";
        at = evaluator._next;
        return evaluator._error is null ? value.Bits != 0 : null;
    }

    private readonly record struct Value(ulong Bits, bool IsUnsigned);

    private TokenKind Kind => _next < _tokens.Count ? _tokens[_next].Kind : TokenKind.EndOfTokens;

    private Value Fail(string error)
    {
        _error ??= error;
        return default;
    }

    // expression: conditional ( , conditional )*; C11 6.6p3 forbids the comma, and compilers let it pass
    private Value Expression(bool isLive)
    {
        var value = Conditional(isLive);
        while (Kind == TokenKind.Comma && _error is null)
        {
            _next++;
            value = Conditional(isLive);
        }

        return value;
    }

    // conditional: logical-or ( ? expression : conditional )
    private Value Conditional(bool isLive)
    {
        if (++_depth > MaximumDepth)
        {
            return Fail("it nests too deeply");
        }

        var value = ConditionalCore(isLive);
        _depth--;
        return value;
    }

    private Value ConditionalCore(bool isLive)
    {
        var condition = Binary(1, isLive);
        if (Kind != TokenKind.Question || _error is not null)
        {
            return condition;
        }

        _next++;
        var whenTrue = Expression(isLive && condition.Bits != 0);
        if (Kind != TokenKind.Colon)
        {
            return Fail("':' is missing after '?'");
        }

        _next++;
        var whenFalse = Conditional(isLive && condition.Bits == 0);
        return new Value(condition.Bits != 0 ? whenTrue.Bits : whenFalse.Bits, whenTrue.IsUnsigned || whenFalse.IsUnsigned);
    }

    private Value Binary(int minimum, bool isLive)
    {
        if (++_depth > MaximumDepth)
        {
            return Fail("it nests too deeply");
        }

        var left = Unary(isLive);
        while (_error is null && OperatorPrecedence.Of(Kind) is var precedence && precedence >= minimum)
        {
            var operation = Kind;
            _next++;
            bool isRightLive = isLive && (operation switch
            {
                TokenKind.AmpAmp => left.Bits != 0,
                TokenKind.PipePipe => left.Bits == 0,
                _ => true,
            });
            left = Apply(operation, left, Binary(precedence + 1, isRightLive), isRightLive);
        }

        _depth--;
        return left;
    }

    private Value Apply(TokenKind operation, Value left, Value right, bool isLive)
    {
        bool isUnsigned = left.IsUnsigned || right.IsUnsigned;
        ulong a = left.Bits;
        ulong b = right.Bits;
        switch (operation)
        {
            case TokenKind.AmpAmp:
                return Truth(a != 0 && b != 0);
            case TokenKind.PipePipe:
                return Truth(a != 0 || b != 0);
            case TokenKind.EqualEqual:
                return Truth(a == b);
            case TokenKind.BangEqual:
                return Truth(a != b);
            case TokenKind.Less:
                return Truth(isUnsigned ? a < b : (long)a < (long)b);
            case TokenKind.LessEqual:
                return Truth(isUnsigned ? a <= b : (long)a <= (long)b);
            case TokenKind.Greater:
                return Truth(isUnsigned ? a > b : (long)a > (long)b);
            case TokenKind.GreaterEqual:
                return Truth(isUnsigned ? a >= b : (long)a >= (long)b);
            case TokenKind.LessLess:
                return new Value(b < 64 ? a << (int)b : 0, left.IsUnsigned);
            case TokenKind.GreaterGreater:
                int shift = b < 64 ? (int)b : 63;
                return new Value(left.IsUnsigned ? (b < 64 ? a >> shift : 0) : (ulong)((long)a >> shift), left.IsUnsigned);
            case TokenKind.Slash or TokenKind.Percent:
                return Divide(operation == TokenKind.Slash, a, b, isUnsigned, isLive);
            default:
                return new Value(operation switch
                {
                    TokenKind.Plus => a + b,
                    TokenKind.Minus => a - b,
                    TokenKind.Star => a * b,
                    TokenKind.Amp => a & b,
                    TokenKind.Pipe => a | b,
                    _ => a ^ b,
                }, isUnsigned);
        }
    }

    private Value Divide(bool isQuotient, ulong a, ulong b, bool isUnsigned, bool isLive)
    {
        if (b == 0)
        {
            return isLive ? Fail("it divides by zero") : new Value(0, isUnsigned);
        }

        if (isUnsigned)
        {
            return new Value(isQuotient ? a / b : a % b, true);
        }

        if ((long)b == -1)
        {
            return new Value(isQuotient ? 0 - a : 0, false);
        }

        return new Value((ulong)(isQuotient ? (long)a / (long)b : (long)a % (long)b), false);
    }

    private Value Unary(bool isLive)
    {
        if (++_depth > MaximumDepth)
        {
            return Fail("it nests too deeply");
        }

        var value = UnaryCore(isLive);
        _depth--;
        return value;
    }

    private Value UnaryCore(bool isLive)
    {
        if (_next >= _tokens.Count)
        {
            return Fail("an operand is missing");
        }

        var token = _tokens[_next++];
        switch (token.Kind)
        {
            case TokenKind.Plus:
                return Unary(isLive);
            case TokenKind.Minus:
                var negated = Unary(isLive);
                return negated with { Bits = 0 - negated.Bits };
            case TokenKind.Tilde:
                var complemented = Unary(isLive);
                return complemented with { Bits = ~complemented.Bits };
            case TokenKind.Bang:
                return Truth(Unary(isLive).Bits == 0);
            case TokenKind.LeftParen:
                var inner = Expression(isLive);
                if (Kind != TokenKind.RightParen)
                {
                    return Fail("')' is missing");
                }

                _next++;
                return inner;
            case TokenKind.Number:
                return NumericLiteral.TryInteger(token.Text, out ulong bits, out var suffix)
                    ? new Value(bits, suffix.IsUnsigned || bits > long.MaxValue)
                    : Fail("'" + token.Text + "' is no integer");
            case TokenKind.Character:
                return Character(token.Text);
            case TokenKind.Identifier when Kind == TokenKind.LeftParen:
                return Fail("the macro '" + token.Text + "' is not defined");
            case TokenKind.Identifier:
                return new Value(0, false);
            default:
                _next--;
                return Fail("'" + token.Text + "' is not expected here");
        }
    }

    // C11 6.10.1p4: as the target's characters are, like GCC and Clang.
    private Value Character(string text)
    {
        string prefix = CharacterLiteral.Prefix(text);
        if (prefix is "" or "u8")
        {
            return new Value((ulong)CharacterLiteral.Value(text, _target.IsCharUnsigned), false);
        }

        var units = CharacterLiteral.WideUnits(text, prefix == "u" ? 2 : 4);
        bool isUnsigned = prefix != "L" || _target.WideCharacter == BuiltinKind.UnsignedInt;
        ulong bits = units.Count == 0 ? 0 : isUnsigned ? units[units.Count - 1] : (ulong)(int)units[units.Count - 1];
        return new Value(bits, isUnsigned);
    }

    private static Value Truth(bool value) => new(value ? 1UL : 0, false);
}
