// Stage: binding. Evaluates constant expressions (C11 6.6) with C's types: promotions, usual arithmetic conversions, the target's widths.
// It folds what GCC and Clang fold: sizeof and offsetof, casts, conditionals, and addresses built on a null pointer.
using UapiGen.C.Layout;
using UapiGen.C.Lexing;
using UapiGen.C.Parsing;

namespace UapiGen.C.Binding;

/// <param name="scope">What names mean.</param>
/// <param name="measure">Sizes on the target.</param>
internal sealed partial class ConstantEvaluator(IScope scope, TypeMeasure measure)
{
    private CType? _offsetofRoot;

    /// <summary>Why the last expression is no constant, as a sentence part.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The value; null with a <see cref="Reason"/> when the expression is not constant.</summary>
    public ConstantValue? Evaluate(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case NumberSyntax number:
                return Number(number.Text);
            case CharacterSyntax character:
                return Character(character.Text);
            case StringSyntax text:
                return String(text);
            case NameSyntax name:
                return scope.FindEnumerator(name.Name) ?? Fail(scope.IsTypedef(name.Name)
                    ? "'" + name.Name.Text + "' is a type"
                    : "'" + name.Name.Text + "' is not declared as a constant");
            case UnarySyntax { Operation: TokenKind.Amp } address:
                return AddressOf(address.Operand) is var (type, at) ? new ConstantValue(new PointerType(type), at) : null;
            case UnarySyntax { Operation: TokenKind.Star }:
                return Fail("it reads memory");
            case UnarySyntax unary:
                return Evaluate(unary.Operand) is { } operand ? Unary(unary.Operation, operand) : null;
            case BinarySyntax binary:
                return Binary(binary);
            case ConditionalSyntax conditional:
                return Conditional(conditional);
            case CastSyntax cast:
                return Cast(cast);
            case MeasureSyntax measured:
                return Measure(measured);
            case OffsetofSyntax offsetof:
                return Offsetof(offsetof);
            case CallSyntax call:
                return Call(call);
            case MemberSyntax or IndexSyntax:
                return MemberOrIndex(expression);
            case NonConstantSyntax other:
                return Fail("it holds " + other.What);
            default:
                return Fail("it holds a type");
        }
    }

    /// <summary>The value converted to an integer; null with a reason when it has none.</summary>
    public ConstantValue? EvaluateInteger(ExpressionSyntax expression)
    {
        if (Evaluate(expression) is not { } value)
        {
            return null;
        }

        return CTypes.IntegerKind(value.Type) is not null && value.Bytes is null ? value : Fail("its type is '" + value.Type + "'");
    }

    private ConstantValue? Fail(string reason)
    {
        Reason = reason;
        return null;
    }

    /// <summary>An integer of a kind, cut to its width.</summary>
    public ConstantValue Integer(BuiltinKind kind, ulong bits) => new(CTypes.Of(kind), Narrow(kind, bits));

    private ConstantValue SizeValue(long size) => Integer(measure.Target.PointerSize == 8 ? BuiltinKind.UnsignedLong : BuiltinKind.UnsignedInt, (ulong)size);

    private ulong Narrow(BuiltinKind kind, ulong bits)
    {
        if (kind == BuiltinKind.Bool)
        {
            return bits != 0 ? 1UL : 0;
        }

        int width = measure.SizeOf(kind) * 8;
        if (width >= 64)
        {
            return bits;
        }

        int shift = 64 - width;
        return measure.IsSigned(kind) ? (ulong)((long)(bits << shift) >> shift) : bits << shift >> shift;
    }

    // C11 6.4.4.1p5: the first type of the list that holds the value.
    private ConstantValue? Number(string text)
    {
        if (NumericLiteral.TryInteger(text, out ulong value, out var suffix))
        {
            BuiltinKind[] candidates = [BuiltinKind.Int, BuiltinKind.UnsignedInt, BuiltinKind.Long, BuiltinKind.UnsignedLong, BuiltinKind.LongLong, BuiltinKind.UnsignedLongLong];
            for (int i = suffix.LongCount * 2; i < candidates.Length; i++)
            {
                bool isUnsigned = (i & 1) == 1;
                if (suffix.IsUnsigned ? isUnsigned : !isUnsigned || !suffix.IsDecimal)
                {
                    int width = measure.SizeOf(candidates[i]) * 8;
                    if (isUnsigned ? width == 64 || value >> width == 0 : value >> (width - 1) == 0)
                    {
                        return Integer(candidates[i], value);
                    }
                }
            }

            // A decimal beyond long long: both compilers take it as unsigned long long, with a warning.
            return Integer(BuiltinKind.UnsignedLongLong, value);
        }

        if (NumericLiteral.TryFloat(text, out double floating, out char letter))
        {
            var kind = letter switch
            {
                'f' => BuiltinKind.Float,
                'l' => BuiltinKind.LongDouble,
                _ => BuiltinKind.Double,
            };
            return new ConstantValue(CTypes.Of(kind), 0, kind == BuiltinKind.Float ? (float)floating : floating);
        }

        return Fail("'" + text + "' is no number");
    }

    private ConstantValue Character(string text)
    {
        var kind = text[0] switch
        {
            'L' => measure.Target.IsWCharUnsigned ? BuiltinKind.UnsignedInt : BuiltinKind.Int,
            'u' => BuiltinKind.UnsignedShort,
            'U' => BuiltinKind.UnsignedInt,
            _ => BuiltinKind.Int,
        };
        return Integer(kind, (ulong)CharacterLiteral.Value(text, measure.Target.IsCharUnsigned));
    }

    private static ConstantValue String(StringSyntax literal)
    {
        var bytes = new System.Text.StringBuilder();
        foreach (string part in literal.Parts)
        {
            bytes.Append(CharacterLiteral.Bytes(part));
        }

        return new ConstantValue(new ArrayType(CTypes.Of(BuiltinKind.Char), bytes.Length + 1), 0, 0, bytes.ToString());
    }

    private ConstantValue? Unary(TokenKind operation, ConstantValue operand)
    {
        if (operation == TokenKind.Bang)
        {
            return Integer(BuiltinKind.Int, operand.IsTrue ? 0UL : 1);
        }

        if (operand.IsFloating && operation != TokenKind.Tilde)
        {
            return operand with { Float = operation == TokenKind.Minus ? -operand.Float : operand.Float };
        }

        if (CTypes.IntegerKind(operand.Type) is not { } kind)
        {
            return Fail("an operator is applied to '" + operand.Type + "'");
        }

        kind = Promote(kind);
        return Integer(kind, operation switch
        {
            TokenKind.Minus => 0 - operand.Bits,
            TokenKind.Tilde => ~operand.Bits,
            _ => operand.Bits,
        });
    }

    // C11 6.3.1.1p2
    public BuiltinKind Promote(BuiltinKind kind)
    {
        if (CTypes.Rank(kind) >= CTypes.Rank(BuiltinKind.Int))
        {
            return kind;
        }

        return measure.SizeOf(kind) == 4 && !measure.IsSigned(kind) ? BuiltinKind.UnsignedInt : BuiltinKind.Int;
    }

    // C11 6.3.1.8
    public BuiltinKind Common(BuiltinKind left, BuiltinKind right)
    {
        left = Promote(left);
        right = Promote(right);
        var (high, low) = CTypes.Rank(left) >= CTypes.Rank(right) ? (left, right) : (right, left);
        if (measure.IsSigned(high) == measure.IsSigned(low) || !measure.IsSigned(high))
        {
            return CTypes.Rank(high) == CTypes.Rank(low) && measure.IsSigned(high) ? low == high ? high : CTypes.ToUnsigned(high) : high;
        }

        return measure.SizeOf(high) > measure.SizeOf(low) ? high : CTypes.ToUnsigned(high);
    }

    private ConstantValue? Conditional(ConditionalSyntax conditional)
    {
        if (Evaluate(conditional.Condition) is not { } condition)
        {
            return null;
        }

        var live = condition.IsTrue ? conditional.WhenTrue is null ? condition : Evaluate(conditional.WhenTrue) : Evaluate(conditional.WhenFalse);
        if (live is not { } value)
        {
            return null;
        }

        // The dead branch counts for the type alone; where it has none that we know, the live one's stands.
        var dead = condition.IsTrue ? conditional.WhenFalse : conditional.WhenTrue ?? conditional.Condition;
        var deadType = TypeOf(dead);
        if (value.IsFloating || (deadType is not null && CTypes.IsFloating(deadType)))
        {
            return value.IsFloating ? value : Convert(value, CTypes.Of(BuiltinKind.Double));
        }

        return CTypes.IntegerKind(value.Type) is { } a && deadType is not null && CTypes.IntegerKind(deadType) is { } b && value.Bytes is null
            ? Integer(Common(a, b), value.Bits)
            : value;
    }

    private ConstantValue? Cast(CastSyntax cast)
    {
        if (scope.BindTypeName(cast.Type) is not { } type)
        {
            return Fail("it casts to a type that is not declared");
        }

        if (Evaluate(cast.Operand) is not { } operand)
        {
            return null;
        }

        return Convert(operand, CTypes.Unqualified(type));
    }

    private ConstantValue? Convert(ConstantValue value, CType type)
    {
        if (CTypes.IntegerKind(type) is { } kind)
        {
            if (value.Bytes is not null)
            {
                return Fail("it casts a string's address");
            }

            if (value.IsFloating)
            {
                return new ConstantValue(type, kind == BuiltinKind.Bool ? (value.Float != 0 ? 1UL : 0) : Narrow(kind, FromFloat(value.Float)));
            }

            return new ConstantValue(type, Narrow(kind, value.Bits));
        }

        if (CTypes.IsFloating(type))
        {
            return new ConstantValue(type, 0, ToFloat(value));
        }

        if (type.Canonical is PointerType)
        {
            return value.Bytes is null ? new ConstantValue(type, Pointer(value.Bits)) : value;
        }

        return Fail("it casts to '" + type + "'");
    }

    private ulong Pointer(ulong bits) => measure.Target.PointerSize == 8 ? bits : (uint)bits;

    private static ulong FromFloat(double value) => value switch
    {
        < 0 and > -9.3e18 => (ulong)(long)value,
        >= 0 and < 1.9e19 => (ulong)value,
        _ => 0,
    };

    private double ToFloat(ConstantValue value)
    {
        if (value.IsFloating)
        {
            return value.Float;
        }

        return CTypes.IntegerKind(value.Type) is { } kind && measure.IsSigned(kind) ? (long)value.Bits : value.Bits;
    }

    private ConstantValue? Measure(MeasureSyntax measured)
    {
        var type = measured.Type is not null ? scope.BindTypeName(measured.Type) : TypeOf(measured.Operand!);
        if (type is null)
        {
            return Fail(measured.Type is not null ? "it measures a type that is not declared" : Reason);
        }

        if (measured.IsAlignment)
        {
            return SizeValue(measure.AlignOf(type));
        }

        return measure.SizeOf(type) is { } size ? SizeValue(size) : Fail("it measures '" + type + "', which is incomplete");
    }

    private ConstantValue? Offsetof(OffsetofSyntax offsetof)
    {
        if (scope.BindTypeName(offsetof.Type) is not { } type)
        {
            return Fail("it names a type that is not declared");
        }

        var outer = _offsetofRoot;
        _offsetofRoot = type;
        var address = AddressOf(offsetof.Designator);
        _offsetofRoot = outer;
        return address is var (_, at) ? SizeValue((long)at) : null;
    }

    private ConstantValue? Call(CallSyntax call)
    {
        if (call.Callee is not NameSyntax { Name.Text: var name })
        {
            return Fail("it calls a function");
        }

        switch (name)
        {
            case "__builtin_constant_p" when call.Arguments.Count == 1:
                return Integer(BuiltinKind.Int, Evaluate(call.Arguments[0]) is null ? 0UL : 1);
            case "__builtin_choose_expr" when call.Arguments.Count == 3:
                return Evaluate(call.Arguments[0]) is { } chosen ? Evaluate(call.Arguments[chosen.IsTrue ? 1 : 2]) : null;
            case "__builtin_expect" when call.Arguments.Count == 2:
                return Evaluate(call.Arguments[0]) is { } expected ? Convert(expected, CTypes.Of(BuiltinKind.Long)) : null;
            case "__builtin_bswap16" or "__builtin_bswap32" or "__builtin_bswap64" when call.Arguments.Count == 1:
                return EvaluateInteger(call.Arguments[0]) is { } swapped ? ByteSwap(name, swapped.Bits) : null;
            case "__builtin_types_compatible_p" when call.Arguments.Count == 2 && call.Arguments[0] is TypeArgumentSyntax left && call.Arguments[1] is TypeArgumentSyntax right:
                return scope.BindTypeName(left.Type) is { } a && scope.BindTypeName(right.Type) is { } b
                    ? Integer(BuiltinKind.Int, a.ToString() == b.ToString() ? 1UL : 0)
                    : Fail("it names a type that is not declared");
            default:
                return Fail("'" + name + "' is no macro here and would be a call");
        }
    }

    private ConstantValue ByteSwap(string name, ulong bits)
    {
        int bytes = name[name.Length - 2] switch
        {
            '1' => 2,
            '3' => 4,
            _ => 8,
        };
        ulong swapped = 0;
        for (int i = 0; i < bytes; i++)
        {
            swapped = (swapped << 8) | ((bits >> (8 * i)) & 0xFF);
        }

        return Integer(bytes == 2 ? BuiltinKind.UnsignedShort : bytes == 4 ? BuiltinKind.UnsignedInt : BuiltinKind.UnsignedLong, swapped);
    }
}
