// Names: the identifiers of a text, without a parser. What stands in comments and literals is seen too: whoever acts on a hit asks the syntax tree.
using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace UapiGen.Analyzers.Names;

/// <summary>A name of interest in a text.</summary>
/// <param name="Position">Characters from the start of the text.</param>
/// <param name="Use">What it means.</param>
internal readonly record struct NameHit(int Position, NameUse Use);

/// <summary>Looks for names in one text.</summary>
internal static class TextScan
{
    // Stands in an identifier, or needs a closer look.
    private const byte Part = 1;
    private const byte Special = 2;

    private const MethodImplOptions AggressiveOptimization = (MethodImplOptions)512;

    private static readonly byte[] Classes = MakeClasses();

    /// <summary>Lends the characters of a text, in a buffer that may be longer than the text.</summary>
    public static T Read<T>(SourceText text, Func<char[], int, T> read)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length + 1);
        try
        {
            text.CopyTo(0, buffer, 0, text.Length);
            return read(buffer, text.Length);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>Adds the names of a table that stand in a text, in the order of the text.</summary>
    /// <returns>How many hits there are now.</returns>
    // Straight to optimised code: in a compiler that starts anew for each project, this loop would run before it has got warm.
    [MethodImpl(AggressiveOptimization)]
    public static int Find(char[] text, int length, NameTable names, List<NameHit> hits)
    {
        var classes = Classes;
        var i = 0;
        while (i < length)
        {
            var c = text[i];
            var kind = c < (uint)classes.Length ? classes[c] : Special;
            if (kind == 0)
            {
                i++;
                continue;
            }

            var first = i;
            var hash = 0u;
            while ((kind & Part) != 0)
            {
                hash = NameTable.Add(hash, c);
                if (++i == length)
                {
                    break;
                }

                c = text[i];
                kind = c < (uint)classes.Length ? classes[c] : Special;
            }

            if (i < length && (kind & Special) != 0)
            {
                FindSpelledOddly(text, length, first, ref i, names, hits);
            }
            else if (names.MayHave(hash) && names.Find(text.AsSpan(first, i - first), hash) is not NameUse.None and var use)
            {
                hits.Add(new NameHit(first, use));
            }
        }

        return hits.Count;
    }

    /// <summary>An identifier with letters outside of ASCII, with escapes or with formatting characters, which are no part of the name.</summary>
    private static void FindSpelledOddly(char[] text, int length, int first, ref int i, NameTable names, List<NameHit> hits)
    {
        var name = new StringBuilder();
        for (i = first; i < length; i++)
        {
            var c = text[i];
            if (c == '\\' && Escaped(text, length, i, out var digits) is { } escaped)
            {
                name.Append(escaped);
                i += 1 + digits;
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format)
            {
                continue;
            }
            else if (SyntaxFacts.IsIdentifierPartCharacter(c))
            {
                name.Append(c);
            }
            else
            {
                break;
            }
        }

        if (name.Length == 0)
        {
            i = Math.Max(i, first + 1);
        }
        else if (names.Find(name.ToString()) is not NameUse.None and var use)
        {
            hits.Add(new NameHit(first, use));
        }
    }

    /// <summary>The character that <c>\u0041</c> or <c>\U00000041</c> spells; null for anything else.</summary>
    private static char? Escaped(char[] text, int length, int backslash, out int digits)
    {
        digits = backslash + 1 < length ? text[backslash + 1] switch { 'u' => 4, 'U' => 8, _ => 0 } : 0;
        return digits > 0 && backslash + 1 + digits < length
            && uint.TryParse(new string(text, backslash + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && value <= char.MaxValue ? (char)value : null;
    }

    private static byte[] MakeClasses()
    {
        var classes = new byte[128];
        for (var c = (char)0; c < classes.Length; c++)
        {
            classes[c] = c switch
            {
                '\\' => Special,
                _ when SyntaxFacts.IsIdentifierPartCharacter(c) => Part,
                _ => 0,
            };
        }

        return classes;
    }
}
