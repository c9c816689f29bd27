// Stage: binding. GNU built-in functions that fold to constants (GCC manual, "Other Built-in Functions").
using UapiGen.C.Parsing;

namespace UapiGen.C.Binding;

internal sealed partial class ConstantEvaluator
{
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
            case var _ when call.Arguments.Count == 1 && IsBitCount(name, out string operation, out int size):
                return EvaluateInteger(call.Arguments[0]) is { } counted ? CountBits(operation, size, counted.Bits) : null;
            case "__builtin_abs" or "__builtin_labs" or "__builtin_llabs" when call.Arguments.Count == 1:
                return EvaluateInteger(call.Arguments[0]) is { } number ? Absolute(name, number) : null;
            case "__builtin_strlen" when call.Arguments.Count == 1:
                return Evaluate(call.Arguments[0]) is { Bytes: { } text } ? SizeValue((text + '\0').IndexOf('\0')) : Fail("it reads memory");
            default:
                return Fail("'" + name + "' is no macro here and would be a call");
        }
    }

    /// <summary>True for the functions that count bits; <paramref name="size"/> is the operand's in bytes.</summary>
    private bool IsBitCount(string name, out string operation, out int size)
    {
        const string prefix = "__builtin_";
        operation = name.StartsWith(prefix, System.StringComparison.Ordinal) ? name.Substring(prefix.Length) : "";
        string suffix = operation.EndsWith("ll", System.StringComparison.Ordinal) ? "ll" : operation.EndsWith("l", System.StringComparison.Ordinal) ? "l" : "";
        operation = operation.Substring(0, operation.Length - suffix.Length);
        size = suffix switch
        {
            "ll" => 8,
            "l" => measure.Target.LongSize,
            _ => 4,
        };
        return operation is "ffs" or "clz" or "ctz" or "popcount" or "parity";
    }

    private ConstantValue? CountBits(string operation, int size, ulong bits)
    {
        int width = size * 8;
        ulong value = width == 64 ? bits : bits & ((1UL << width) - 1);
        int ones = 0;
        int highest = -1;
        int lowest = -1;
        for (int i = 0; i < width; i++)
        {
            if (((value >> i) & 1) != 0)
            {
                ones++;
                highest = i;
                lowest = lowest < 0 ? i : lowest;
            }
        }

        if (value == 0 && operation is "clz" or "ctz")
        {
            return Fail("'__builtin_" + operation + "' of 0 is undefined");
        }

        return Integer(BuiltinKind.Int, (ulong)(operation switch
        {
            "ffs" => lowest + 1,
            "clz" => width - 1 - highest,
            "ctz" => lowest,
            "popcount" => ones,
            _ => ones & 1,
        }));
    }

    private ConstantValue Absolute(string name, ConstantValue number)
    {
        var kind = name switch
        {
            "__builtin_abs" => BuiltinKind.Int,
            "__builtin_labs" => BuiltinKind.Long,
            _ => BuiltinKind.LongLong,
        };
        ulong bits = Integer(kind, number.Bits).Bits;
        return Integer(kind, (long)bits < 0 ? 0 - bits : bits);
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
