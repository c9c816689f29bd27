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
