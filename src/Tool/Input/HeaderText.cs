// Stage: input. In: the bytes of a header, whatever they are. Out: its characters; nothing is refused.
using System;
using System.Buffers;
using System.Text;

namespace UapiGen.Tool.Input;

/// <summary>Decodes a header as UTF-8, and each byte that is no part of it as Latin-1: old headers hold names in either.</summary>
internal static class HeaderText
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            int ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7f);
            ReadOnlySpan<byte> plain = ascii < 0 ? bytes : bytes[..ascii];
            text.Append(Encoding.ASCII.GetString(plain));
            bytes = bytes[plain.Length..];
            if (bytes.IsEmpty)
            {
                break;
            }

            if (Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
                bytes = bytes[length..];
            }
            else
            {
                text.Append((char)bytes[0]);
                bytes = bytes[1..];
            }
        }

        return text.ToString();
    }
}
