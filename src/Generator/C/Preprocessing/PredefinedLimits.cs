// Stage: preprocessing. The predefined macros that describe the arithmetic types (GCC manual, "Common Predefined Macros"): the limits and
// widths of integers, and what float.h is made of. Where GCC and Clang disagree (the fast types) nothing is defined.
using System.Globalization;
using System.Text;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.C.Preprocessing;

internal sealed partial class Preprocessor
{
    /// <summary>The floating types that a double holds: prefix, suffix of its constants, and the value of each of <see cref="FloatingNames"/>.</summary>
    private static readonly (string Prefix, string Suffix, string[] Values)[] FloatingLimits =
    [
        ("FLT", "F", ["24", "6", "9", "(-125)", "(-37)", "128", "38", "3.40282346638528859812e+38", "1.17549435082228750797e-38", "1.19209289550781250000e-7", "1.40129846432481707092e-45"]),
        ("DBL", "", ["53", "15", "17", "(-1021)", "(-307)", "1024", "308", "1.79769313486231570815e+308", "2.22507385850720138309e-308", "2.22044604925031308085e-16", "4.94065645841246544177e-324"]),
    ];

    private static readonly string[] FloatingNames =
        ["MANT_DIG", "DIG", "DECIMAL_DIG", "MIN_EXP", "MIN_10_EXP", "MAX_EXP", "MAX_10_EXP", "MAX", "MIN", "EPSILON", "DENORM_MIN"];

    private static void DefineLimits(StringBuilder text, Target target)
    {
        string wide = target.PointerSize == 8 ? "L" : "LL";
        int pointer = target.PointerSize * 8;
        string pointerSuffix = target.PointerSize == 8 ? "L" : "";
        foreach (int width in new[] { 8, 16, 32, 64 })
        {
            string suffix = width == 64 ? wide : "";
            string number = width.ToString(CultureInfo.InvariantCulture);
            DefineMaximum(text, "INT" + number, width - 1, suffix);
            DefineMaximum(text, "UINT" + number, width, (width >= 32 ? "U" : "") + suffix);
            DefineMaximum(text, "INT_LEAST" + number, width - 1, suffix);
            DefineMaximum(text, "UINT_LEAST" + number, width, (width >= 32 ? "U" : "") + suffix);
            DefineWidth(text, "INT_LEAST" + number, width);
            Define(text, "__INT_LEAST" + number + "_TYPE__", "__INT" + number + "_TYPE__");
            Define(text, "__UINT_LEAST" + number + "_TYPE__", "__UINT" + number + "_TYPE__");
        }

        DefineMaximum(text, "INTMAX", 63, wide);
        DefineMaximum(text, "UINTMAX", 64, "U" + wide);
        DefineMaximum(text, "INTPTR", pointer - 1, pointerSuffix);
        DefineMaximum(text, "UINTPTR", pointer, "U" + pointerSuffix);
        DefineMaximum(text, "PTRDIFF", pointer - 1, pointerSuffix);
        DefineMaximum(text, "SIZE", pointer, "U" + pointerSuffix);
        DefineMaximum(text, "SIG_ATOMIC", 31, "");
        DefineMaximum(text, "WINT", 32, "U");
        DefineMaximum(text, "WCHAR", target.WideCharacter == BuiltinKind.UnsignedInt ? 32 : 31, target.WideCharacter == BuiltinKind.UnsignedInt ? "U" : "");
        foreach (var (name, width) in new[] { ("SHRT", 16), ("INT", 32), ("LONG_LONG", 64), ("INTMAX", 64), ("SIG_ATOMIC", 32), ("WINT", 32), ("WCHAR", 32) })
        {
            DefineWidth(text, name, width);
        }

        foreach (string name in new[] { "LONG", "INTPTR", "PTRDIFF", "SIZE" })
        {
            DefineWidth(text, name, pointer);
        }
    }

    private static void DefineFloatingLimits(StringBuilder text)
    {
        Define(text, "__FLT_RADIX__", "2");
        Define(text, "__FINITE_MATH_ONLY__", "0");
        foreach (var (prefix, suffix, values) in FloatingLimits)
        {
            for (int i = 0; i < values.Length; i++)
            {
                bool isFloating = values[i].IndexOf('e') >= 0;
                Define(text, "__" + prefix + "_" + FloatingNames[i] + "__", isFloating ? values[i] + suffix : values[i]);
            }

            foreach (string feature in new[] { "DENORM", "INFINITY", "QUIET_NAN" })
            {
                Define(text, "__" + prefix + "_HAS_" + feature + "__", "1");
            }
        }
    }

    private static void DefineMaximum(StringBuilder text, string name, int bits, string suffix) =>
        Define(text, "__" + name + "_MAX__", "0x" + (ulong.MaxValue >> (64 - bits)).ToString("x", CultureInfo.InvariantCulture) + suffix);

    private static void DefineWidth(StringBuilder text, string name, int bits) =>
        Define(text, "__" + name + "_WIDTH__", bits.ToString(CultureInfo.InvariantCulture));
}
