// Stage: lexing. The value of character constants and the bytes of string literals (C11 6.4.4.4, 6.4.5).
using System.Text;

namespace UapiGen.C.Lexing;

internal static class CharacterLiteral
{
    /// <summary>The bytes between the quotes, escapes resolved, each as one char from 0 to 255; the source text counts as UTF-8.</summary>
    public static string Bytes(string text)
    {
        int start = text.IndexOfAny(['"', '\'']) + 1;
        int end = text.Length - 1;
        var bytes = new StringBuilder(end - start);
        for (int i = start; i < end;)
        {
            char c = text[i];
            if (c == '\\' && i + 1 < end)
            {
                i = Escape(text, i + 1, end, bytes);
            }
            else if (c < 0x80)
            {
                bytes.Append(c);
                i++;
            }
            else
            {
                int length = char.IsHighSurrogate(c) && i + 1 < end ? 2 : 1;
                AppendUtf8(text.Substring(i, length), bytes);
                i += length;
            }
        }

        return bytes.ToString();
    }

    /// <summary>
    /// The value of a character constant: an int. A plain one is a <c>char</c> first, signed unless the target says otherwise;
    /// several characters are packed as GCC does, the first one highest.
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

    private static int Escape(string text, int position, int end, StringBuilder bytes)
    {
        char c = text[position];
        switch (c)
        {
            case 'x':
                return Digits(text, position + 1, end, 16, int.MaxValue, bytes);
            case >= '0' and <= '7':
                return Digits(text, position, end, 8, 3, bytes);
            case 'u' or 'U':
                int value = 0;
                int stop = System.Math.Min(end, position + 1 + (c == 'u' ? 4 : 8));
                for (position++; position < stop && HexDigit(text[position]) is var digit && digit < 16; position++)
                {
                    value = unchecked((value << 4) | digit);
                }

                AppendUtf8(value is >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF) ? char.ConvertFromUtf32(value) : "\uFFFD", bytes);
                return position;
            default:
                bytes.Append(c switch
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
                });
                return position + 1;
        }
    }

    private static int Digits(string text, int position, int end, int digitBase, int most, StringBuilder bytes)
    {
        int value = 0;
        for (int count = 0; count < most && position < end && HexDigit(text[position]) is var digit && digit < digitBase; count++, position++)
        {
            value = unchecked((value * digitBase) + digit);
        }

        bytes.Append((char)(value & 0xFF));
        return position;
    }

    private static int HexDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => 99,
    };

    private static void AppendUtf8(string characters, StringBuilder bytes)
    {
        foreach (byte b in Encoding.UTF8.GetBytes(characters))
        {
            bytes.Append((char)b);
        }
    }
}
