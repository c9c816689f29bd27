// Stage: lexing. The value of character constants and the bytes of string literals (C11 6.4.4.4, 6.4.5).
using System.Collections.Generic;
using System.Text;

namespace UapiGen.C.Lexing;

internal static class CharacterLiteral
{
    /// <summary>U+FFFD, for what is no character.</summary>
    private const uint Replacement = 0xFFFD;

    /// <summary>The encoding prefix: <c>L</c>, <c>u</c>, <c>U</c>, <c>u8</c> or nothing.</summary>
    public static string Prefix(string text) => text.Substring(0, text.IndexOfAny(['"', '\'']));

    /// <summary>The bytes between the quotes, escapes resolved, each as one char from 0 to 255; the source text counts as UTF-8.</summary>
    public static string Bytes(string text)
    {
        var bytes = new StringBuilder(text.Length);
        foreach (var (value, isCharacter) in Elements(text))
        {
            if (isCharacter && value >= 0x80)
            {
                AppendUtf8(value, bytes);
            }
            else
            {
                bytes.Append((char)(value & 0xFF));
            }
        }

        return bytes.ToString();
    }

    /// <summary>The code units of a wide literal between the quotes, escapes resolved; each is <paramref name="unitSize"/> bytes wide, 2 or 4.</summary>
    public static List<uint> WideUnits(string text, int unitSize)
    {
        var units = new List<uint>();
        foreach (var (value, isCharacter) in Elements(text))
        {
            if (unitSize == 2 && isCharacter && value > 0xFFFF)
            {
                units.Add(0xD800 + ((value - 0x10000) >> 10));
                units.Add(0xDC00 + ((value - 0x10000) & 0x3FF));
            }
            else
            {
                units.Add(unitSize == 2 ? value & 0xFFFF : value);
            }
        }

        return units;
    }

    /// <summary>
    /// The value of a plain character constant: an int. One character is a <c>char</c> first, signed unless the target says otherwise;
    /// several are packed as GCC does, the first one highest.
    /// </summary>
    public static int Value(string text, bool isCharUnsigned = false)
    {
        string bytes = Bytes(text);
        if (bytes.Length == 1)
        {
            return isCharUnsigned || text[0] != '\'' ? bytes[0] : (sbyte)bytes[0];
        }

        int value = 0;
        foreach (char b in bytes)
        {
            value = unchecked((value << 8) | b);
        }

        return value;
    }

    /// <summary>What stands between the quotes, one by one: characters of the text or of <c>\u</c>, and numbers of other escapes.</summary>
    private static IEnumerable<(uint Value, bool IsCharacter)> Elements(string text)
    {
        int end = text.Length - 1;
        for (int i = text.IndexOfAny(['"', '\'']) + 1; i < end;)
        {
            char c = text[i];
            if (c == '\\' && i + 1 < end)
            {
                bool isCharacter = text[i + 1] is 'u' or 'U';
                i = Escape(text, i + 1, end, out uint value);
                yield return (value, isCharacter);
            }
            else if (char.IsHighSurrogate(c) && i + 1 < end && char.IsLowSurrogate(text[i + 1]))
            {
                yield return ((uint)char.ConvertToUtf32(c, text[i + 1]), true);
                i += 2;
            }
            else
            {
                yield return (char.IsSurrogate(c) ? Replacement : c, true);
                i++;
            }
        }
    }

    private static int Escape(string text, int position, int end, out uint value)
    {
        char c = text[position];
        switch (c)
        {
            case 'x':
                return Digits(text, position + 1, end, 16, int.MaxValue, out value);
            case >= '0' and <= '7':
                return Digits(text, position, end, 8, 3, out value);
            case 'u' or 'U':
                position = Digits(text, position + 1, end, 16, c == 'u' ? 4 : 8, out value);
                value = value is <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF) ? value : Replacement;
                return position;
            default:
                value = c switch
                {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'a' => '\a',
                    'b' => '\b',
                    'f' => '\f',
                    'v' => '\v',
                    'e' or 'E' => '\x1b',
                    _ => c,
                };
                return position + 1;
        }
    }

    private static int Digits(string text, int position, int end, uint digitBase, int most, out uint value)
    {
        value = 0;
        for (int count = 0; count < most && position < end && HexDigit(text[position]) is var digit && digit < digitBase; count++, position++)
        {
            value = unchecked((value * digitBase) + digit);
        }

        return position;
    }

    private static uint HexDigit(char c) => c switch
    {
        >= '0' and <= '9' => (uint)(c - '0'),
        >= 'a' and <= 'f' => (uint)(c - 'a' + 10),
        >= 'A' and <= 'F' => (uint)(c - 'A' + 10),
        _ => 99,
    };

    private static void AppendUtf8(uint character, StringBuilder bytes)
    {
        foreach (byte b in Encoding.UTF8.GetBytes(char.ConvertFromUtf32((int)character)))
        {
            bytes.Append((char)b);
        }
    }
}
