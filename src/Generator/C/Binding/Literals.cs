// Stage: binding. Types and values of literals (C11 6.4.4, 6.4.5).
using UapiGen.C.Lexing;
using UapiGen.C.Parsing;

namespace UapiGen.C.Binding;

internal sealed partial class ConstantEvaluator
{
    /// <summary>Bytes of a string constant: more than C# sources can use, and small enough for each of a header's macros to hold one.</summary>
    private const int MaximumStringLength = 16 * 1024;

    /// <summary>Characters: a binary constant of 64 digits and its suffix, twice over.</summary>
    private const int MaximumNumberLength = 140;

    // C11 6.4.4.1p5: the first type of the list that holds the value.
    private ConstantValue? Number(string text)
    {
        if (text.Length > MaximumNumberLength)
        {
            return Fail("the number has more than " + MaximumNumberLength.ToString(System.Globalization.CultureInfo.InvariantCulture) + " characters");
        }

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

    private ConstantValue? String(StringSyntax literal)
    {
        var bytes = new System.Text.StringBuilder();
        foreach (string part in literal.Parts)
        {
            if (part.Length > MaximumStringLength - bytes.Length)
            {
                return Fail("the string has more than " + MaximumStringLength.ToString(System.Globalization.CultureInfo.InvariantCulture) + " bytes");
            }

            bytes.Append(CharacterLiteral.Bytes(part));
        }

        return new ConstantValue(new ArrayType(CTypes.Of(BuiltinKind.Char), bytes.Length + 1), 0, 0, bytes.ToString());
    }
}
