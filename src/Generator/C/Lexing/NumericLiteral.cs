// Stage: lexing. The value of integer and floating constants (C11 6.4.4.1, 6.4.4.2; GNU's 0b).
using System.Globalization;

namespace UapiGen.C.Lexing;

/// <summary>An integer constant's suffix: <c>u</c>, and none, one or two of <c>l</c>.</summary>
internal readonly record struct IntegerSuffix(bool IsUnsigned, int LongCount, bool IsDecimal);

internal static class NumericLiteral
{
    /// <summary>The value of an integer constant; false when the spelling is none, or does not fit 64 bits.</summary>
    public static bool TryInteger(string text, out ulong value, out IntegerSuffix suffix)
    {
        value = 0;
        suffix = default;
        int digitBase = 10;
        int position = 0;
        if (text[0] == '0' && text.Length > 1)
        {
            (digitBase, position) = (text[1] | 0x20) switch
            {
                'x' => (16, 2),
                'b' => (2, 2),
                _ => (8, 1),
            };
        }

        int digits = position;
        for (; position < text.Length && DigitOf(text[position]) is var digit && digit < digitBase; position++)
        {
            ulong next = unchecked((value * (ulong)digitBase) + (ulong)digit);
            if (value > (ulong.MaxValue - (ulong)digit) / (ulong)digitBase)
            {
                return false;
            }

            value = next;
        }

        if (position == digits && digitBase is 16 or 2)
        {
            return false;
        }

        return TrySuffix(text, position, digitBase == 10, out suffix);
    }

    private static bool TrySuffix(string text, int position, bool isDecimal, out IntegerSuffix suffix)
    {
        bool isUnsigned = false;
        int longs = 0;
        for (; position < text.Length; position++)
        {
            switch (text[position])
            {
                case 'u' or 'U' when !isUnsigned:
                    isUnsigned = true;
                    break;
                case 'l' or 'L' when longs == 0:
                    longs = position + 1 < text.Length && text[position + 1] == text[position] ? 2 : 1;
                    position += longs - 1;
                    break;
                default:
                    suffix = default;
                    return false;
            }
        }

        suffix = new IntegerSuffix(isUnsigned, longs, isDecimal);
        return true;
    }

    /// <summary>The value of a floating constant; <paramref name="suffix"/> is <c>f</c>, <c>l</c> or NUL.</summary>
    public static bool TryFloat(string text, out double value, out char suffix)
    {
        suffix = '\0';
        string digits = text;
        bool isHex = text.Length > 1 && (text[1] | 0x20) == 'x';
        char last = (char)(text[text.Length - 1] | 0x20);
        if ((last == 'f' && !isHex) || last == 'l' || (last == 'f' && isHex && text.IndexOfAny(['p', 'P']) >= 0))
        {
            suffix = last;
            digits = text.Substring(0, text.Length - 1);
        }

        return isHex
            ? TryHexFloat(digits, out value)
            : double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryHexFloat(string text, out double value)
    {
        value = 0;
        int exponentAt = text.IndexOfAny(['p', 'P']);
        if (exponentAt < 0 || !int.TryParse(text.Substring(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent))
        {
            return false;
        }

        bool isFraction = false;
        for (int i = 2; i < exponentAt; i++)
        {
            int digit = DigitOf(text[i]);
            if (text[i] == '.' && !isFraction)
            {
                isFraction = true;
            }
            else if (digit < 16)
            {
                value = (value * 16) + digit;
                exponent -= isFraction ? 4 : 0;
            }
            else
            {
                return false;
            }
        }

        value *= System.Math.Pow(2, exponent);
        return true;
    }

    private static int DigitOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => 99,
    };
}
