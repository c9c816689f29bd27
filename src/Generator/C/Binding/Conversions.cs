// Stage: binding. Conversions of constants (C11 6.3): promotions, usual arithmetic conversions, casts.
using UapiGen.C.Parsing;

namespace UapiGen.C.Binding;

internal sealed partial class ConstantEvaluator
{
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
}
