// Stage: binding. Binary operators on constants (C11 6.5.5 to 6.5.14), and pointer arithmetic on addresses that are plain numbers.
using System.Collections.Generic;
using UapiGen.C.Lexing;
using UapiGen.C.Parsing;

namespace UapiGen.C.Binding;

internal sealed partial class ConstantEvaluator
{
    /// <summary>A chain of operators is as deep as it is long on its left side: it is walked there, not recursed into.</summary>
    private ConstantValue? Binary(BinarySyntax binary)
    {
        var chain = Chain(binary, out var first);
        var value = Evaluate(first);
        while (value is { } left && chain.Count > 0)
        {
            var next = chain.Pop();
            if (IsDecided(next.Operation, left))
            {
                value = Truth(left.IsTrue);
            }
            else
            {
                value = Evaluate(next.Right) is { } right ? Operate(next.Operation, left, right) : null;
            }
        }

        return value;
    }

    /// <summary>True where the right side is not evaluated (C11 6.5.13p4, 6.5.14p4).</summary>
    private static bool IsDecided(TokenKind operation, ConstantValue left) =>
        (operation == TokenKind.AmpAmp && !left.IsTrue) || (operation == TokenKind.PipePipe && left.IsTrue);

    /// <summary>The operators of a chain, the first one on top, and the operand that they start from.</summary>
    private static Stack<BinarySyntax> Chain(BinarySyntax binary, out ExpressionSyntax first)
    {
        var chain = new Stack<BinarySyntax>();
        first = binary;
        while (first is BinarySyntax inner)
        {
            chain.Push(inner);
            first = inner.Left;
        }

        return chain;
    }

    private ConstantValue? Operate(TokenKind operation, ConstantValue left, ConstantValue right)
    {
        if (operation is TokenKind.AmpAmp or TokenKind.PipePipe)
        {
            return Truth(right.IsTrue);
        }

        if (operation == TokenKind.Comma)
        {
            // The right operand is a value: an array decays (C11 6.3.2.1p3).
            return right.Bytes is null ? right : Fail("its type is 'char *'");
        }

        if (left.Bytes is not null || right.Bytes is not null)
        {
            return Fail("it computes with a string");
        }

        if (left.IsFloating || right.IsFloating)
        {
            return Floating(operation, left, right);
        }

        if (left.Type.Canonical is PointerType || right.Type.Canonical is PointerType)
        {
            return PointerArithmetic(operation, left, right);
        }

        return CTypes.IntegerKind(left.Type) is { } a && CTypes.IntegerKind(right.Type) is { } b
            ? Integers(operation, a, b, left.Bits, right.Bits)
            : Fail("an operator is applied to '" + left.Type + "'");
    }

    private ConstantValue? Integers(TokenKind operation, BuiltinKind leftKind, BuiltinKind rightKind, ulong a, ulong b)
    {
        if (operation is TokenKind.LessLess or TokenKind.GreaterGreater)
        {
            return Shift(operation, Promote(leftKind), a, b);
        }

        var kind = Common(leftKind, rightKind);
        if (measure.SizeOf(kind) > 8)
        {
            return Fail("it needs 128 bits");
        }

        a = Narrow(kind, a);
        b = Narrow(kind, b);
        bool isSigned = measure.IsSigned(kind);
        switch (operation)
        {
            case TokenKind.EqualEqual:
                return Truth(a == b);
            case TokenKind.BangEqual:
                return Truth(a != b);
            case TokenKind.Less:
                return Truth(isSigned ? (long)a < (long)b : a < b);
            case TokenKind.LessEqual:
                return Truth(isSigned ? (long)a <= (long)b : a <= b);
            case TokenKind.Greater:
                return Truth(isSigned ? (long)a > (long)b : a > b);
            case TokenKind.GreaterEqual:
                return Truth(isSigned ? (long)a >= (long)b : a >= b);
            case TokenKind.Slash or TokenKind.Percent:
                return Divide(operation, kind, a, b, isSigned);
            default:
                return Integer(kind, operation switch
                {
                    TokenKind.Plus => a + b,
                    TokenKind.Minus => a - b,
                    TokenKind.Star => a * b,
                    TokenKind.Amp => a & b,
                    TokenKind.Pipe => a | b,
                    _ => a ^ b,
                });
        }
    }

    private ConstantValue Truth(bool value) => Integer(BuiltinKind.Int, value ? 1UL : 0);

    private ConstantValue? Shift(TokenKind operation, BuiltinKind kind, ulong a, ulong b)
    {
        int size = measure.SizeOf(kind);
        if (size > 8)
        {
            return Fail("it needs 128 bits");
        }

        if (b >= (ulong)size * 8)
        {
            return Fail("it shifts by more bits than the type has");
        }

        int count = (int)b;
        return Integer(kind, operation == TokenKind.LessLess ? a << count : measure.IsSigned(kind) ? (ulong)((long)a >> count) : a >> count);
    }

    private ConstantValue? Divide(TokenKind operation, BuiltinKind kind, ulong a, ulong b, bool isSigned)
    {
        if (b == 0)
        {
            return Fail("it divides by zero");
        }

        bool isQuotient = operation == TokenKind.Slash;
        if (!isSigned)
        {
            return Integer(kind, isQuotient ? a / b : a % b);
        }

        if ((long)b == -1)
        {
            return Integer(kind, isQuotient ? 0 - a : 0);
        }

        return Integer(kind, (ulong)(isQuotient ? (long)a / (long)b : (long)a % (long)b));
    }

    private ConstantValue? Floating(TokenKind operation, ConstantValue left, ConstantValue right)
    {
        double a = ToFloat(left);
        double b = ToFloat(right);
        var (first, second) = (FloatingKind(left.Type), FloatingKind(right.Type));
        var kind = first > second ? first : second;
        double? value = operation switch
        {
            TokenKind.Plus => a + b,
            TokenKind.Minus => a - b,
            TokenKind.Star => a * b,
            TokenKind.Slash => a / b,
            _ => null,
        };
        if (value is { } result)
        {
            return new ConstantValue(CTypes.Of(kind), 0, kind == BuiltinKind.Float ? (float)result : result);
        }

        return operation switch
        {
            TokenKind.EqualEqual => Truth(a == b),
            TokenKind.BangEqual => Truth(a != b),
            TokenKind.Less => Truth(a < b),
            TokenKind.LessEqual => Truth(a <= b),
            TokenKind.Greater => Truth(a > b),
            TokenKind.GreaterEqual => Truth(a >= b),
            _ => Fail("a bit operator is applied to a floating value"),
        };
    }

    private static BuiltinKind FloatingKind(CType type) => type.Canonical is BuiltinType builtin && CTypes.IsFloating(type) ? builtin.Kind : BuiltinKind.Float;

    private ConstantValue? PointerArithmetic(TokenKind operation, ConstantValue left, ConstantValue right)
    {
        if (operation is TokenKind.EqualEqual or TokenKind.BangEqual)
        {
            return Truth((left.Bits == right.Bits) == (operation == TokenKind.EqualEqual));
        }

        if (operation == TokenKind.Minus && left.Type.Canonical is PointerType minuend && right.Type.Canonical is PointerType)
        {
            return measure.SizeOf(minuend.Target) is > 0 and var size
                ? Integer(measure.Target.PointerSize == 8 ? BuiltinKind.Long : BuiltinKind.Int, (ulong)((long)(left.Bits - right.Bits) / size))
                : Fail("it subtracts pointers to an incomplete type");
        }

        var (pointer, count) = left.Type.Canonical is PointerType ? (left, right.Bits) : (right, left.Bits);
        if (operation is not (TokenKind.Plus or TokenKind.Minus) || measure.SizeOf(((PointerType)pointer.Type.Canonical).Target) is not { } element)
        {
            return Fail("an operator is applied to a pointer");
        }

        ulong distance = count * (ulong)element;
        return pointer with { Bits = Pointer(operation == TokenKind.Plus ? pointer.Bits + distance : pointer.Bits - distance) };
    }
}
