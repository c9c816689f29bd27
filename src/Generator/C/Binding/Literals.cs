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
            bool isLost = double.IsInfinity(floating) || (floating == 0 && HasDigit(text));
            if (isLost && measure.SizeOf(kind) > 8)
            {
                return Fail("'" + text + "' is a long double beyond what a double holds");
            }

            return new ConstantValue(CTypes.Of(kind), 0, kind == BuiltinKind.Float ? (float)floating : floating);
        }

        return Fail("'" + text + "' is no number");
    }

    /// <summary>True when the significand of a floating constant is not zero.</summary>
    private static bool HasDigit(string text)
    {
        bool isHex = text.Length > 1 && text[1] is 'x' or 'X';
        foreach (char c in text.Substring(isHex ? 2 : 0))
        {
            if (isHex ? c is 'p' or 'P' : c is 'e' or 'E' or 'l' or 'L' or 'f' or 'F')
            {
                return false;
            }

            if (c is not ('0' or '.'))
            {
                return true;
            }
        }

        return false;
    }

    private ConstantValue? Character(string text)
    {
        if (UnitKind(CharacterLiteral.Prefix(text)) is not { } kind)
        {
            return Integer(BuiltinKind.Int, (ulong)CharacterLiteral.Value(text, measure.Target.IsCharUnsigned));
        }

        var units = CharacterLiteral.WideUnits(text, measure.SizeOf(kind));
        return units.Count > 0 ? Integer(kind, units[units.Count - 1]) : Fail("the character constant is empty");
    }

    /// <summary>The type of a wide literal's elements (C11 6.4.4.4p9): <c>wchar_t</c>, <c>char16_t</c> or <c>char32_t</c>; null for a plain one.</summary>
    private BuiltinKind? UnitKind(string prefix) => prefix switch
    {
        "L" => measure.Target.WideCharacter,
        "u" => BuiltinKind.UnsignedShort,
        "U" => BuiltinKind.UnsignedInt,
        _ => null,
    };

    // C11 6.4.5p5: one wide part makes the whole literal wide.
    private ConstantValue? String(StringSyntax literal)
    {
        var bytes = new System.Text.StringBuilder();
        BuiltinKind? kind = null;
        foreach (string part in literal.Parts)
        {
            kind ??= UnitKind(CharacterLiteral.Prefix(part));
        }

        int units = 0;
        foreach (string part in literal.Parts)
        {
            if (part.Length > MaximumStringLength - bytes.Length)
            {
                return Fail("the string has more than " + MaximumStringLength.ToString(System.Globalization.CultureInfo.InvariantCulture) + " bytes");
            }

            bytes.Append(CharacterLiteral.Bytes(part));
            units += kind is { } wide ? CharacterLiteral.WideUnits(part, measure.SizeOf(wide)).Count : 0;
        }

        int length = (kind is null ? bytes.Length : units) + 1;
        return new ConstantValue(new ArrayType(CTypes.Of(kind ?? BuiltinKind.Char), length), 0, 0, bytes.ToString());
    }
}
