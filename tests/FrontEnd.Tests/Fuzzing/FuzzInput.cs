// In: a seed and a number. Out: one input for the front end, the same each time: a mutated piece of the corpus, C by grammar, or rubbish.
using System;
using System.Globalization;
using System.Text;

namespace UapiGen.FrontEnd.Tests.Fuzzing;

internal static class FuzzInput
{
    private const int LongestPiece = 1200;
    private const int LongestInput = 8000;

    /// <summary>What a token is put in place of, or beside: words that mean something to some stage, and numbers at the edges.</summary>
    private static readonly string[] Words =
    [
        "struct", "union", "enum", "typedef", "int", "unsigned", "long", "char", "void", "_Bool", "float", "__int128", "const", "static", "inline", "extern", "sizeof", "_Alignof",
        "_Alignas(16)", "__attribute__((packed))", "__attribute__((aligned(8)))", "__attribute__((aligned(0x40000000)))", "__attribute__((vector_size(16)))", "__attribute__((mode(TI)))",
        "__builtin_offsetof", "__builtin_constant_p", "typeof(x)", "_Static_assert(1, \"\")", "_Generic(1, int: 2, default: 3)", "asm(\"x\")", "__extension__", "_Pragma(\"pack(1)\")",
        "x", "y", "A", "f", "t", "(", ")", "[", "]", "{", "}", ";", ",", ":", "?", "*", "&", "+", "-", "/", "%", "=", "==", "<<", ">>", "||", "&&", "!", "~", "...", "#", "##", ".", "->",
        "0", "1", "-1", "64", "0x7fffffff", "0xffffffffffffffffULL", "99999999999999999999", "1e999", "0x1p-9", "'a'", "'\\377'", "L'x'", "\"s\"", "\"\\x", "'", "\"", "\\", "\\\n", "//", "/*", "*/",
        "\n", "\n#define A ", "\n#define f(x, ...) ", "\n#undef A\n", "\n#if ", "\n#ifdef A\n", "\n#elif ", "\n#else\n", "\n#endif\n", "\n#include \"test.h\"\n", "\n#include <linux/types.h>\n",
        "\n#include_next <x>\n", "\n#pragma pack(push, 1)\n", "\n#pragma pack(pop)\n", "\n#pragma pack(2)\n", "\n#error x\n", "\n#line 1\n", "__VA_ARGS__", "__VA_OPT__(x)", "defined(A)",
        "__has_include(<x>)", "_IOW('x', 1, struct x)", "__u64", "__be32", "size_t", "<<<<<<< ours\n", "\0", "\uFEFF", "\u00e9", "\f", "\r\n",
    ];

    public static string Make(FuzzCorpus corpus, int seed, long number)
    {
        var random = new Random(HashCode(seed, number));
        string text = random.Next(10) switch
        {
            0 => Rubbish(random),
            1 or 2 or 3 => FuzzGrammar.Write(random),
            4 => Mutate(FuzzGrammar.Write(random), corpus, random),
            _ => Mutate(corpus.Piece(random, LongestPiece), corpus, random),
        };
        return text.Length > LongestInput ? text[..LongestInput] : text;
    }

    /// <summary>Independent of the runtime's own hash, so that a number means the same input everywhere.</summary>
    private static int HashCode(int seed, long number)
    {
        ulong mixed = ((ulong)(uint)seed << 40) ^ ((ulong)number * 0x9e3779b97f4a7c15);
        mixed ^= mixed >> 29;
        mixed *= 0xbf58476d1ce4e5b9;
        return (int)(mixed >> 33);
    }

    private static string Rubbish(Random random)
    {
        var text = new StringBuilder();
        int length = random.Next(600);
        int kind = random.Next(4);
        while (text.Length < length)
        {
            _ = kind switch
            {
                0 => text.Append((char)random.Next(1, 256)),
                1 => text.Append((char)random.Next(0x10000)),
                2 => text.Append(Words[random.Next(Words.Length)]).Append(random.Next(3) == 0 ? "" : " "),
                _ => text.Append("(){}[]<>#\"'\\\n ;,.*&=a1"[random.Next(22)]),
            };
        }

        return text.ToString();
    }

    private static string Mutate(string piece, FuzzCorpus corpus, Random random)
    {
        var text = new StringBuilder(piece);
        for (int count = 1 + random.Next(6); count > 0; count--)
        {
            (int start, int length) = Token(text, random.Next(text.Length + 1));
            switch (random.Next(12))
            {
                case 0:
                    text.Remove(start, length);
                    break;
                case 1:
                    text.Remove(start, Math.Min(random.Next(60), text.Length - start));
                    break;
                case 2:
                    text.Insert(start, text.ToString(start, length));
                    break;
                case 3:
                    text.Remove(start, length).Insert(start, Words[random.Next(Words.Length)]);
                    break;
                case 4 or 5:
                    text.Insert(start, Words[random.Next(Words.Length)] + " ");
                    break;
                case 6:
                    Swap(text, start, length, Token(text, random.Next(text.Length + 1)));
                    break;
                case 7:
                    text.Insert(start, corpus.Piece(random, 200));
                    break;
                case 8:
                    text.Length = start;
                    break;
                case 9 when length > 0:
                    text[start + random.Next(length)] = (char)random.Next(1, 256);
                    break;
                case 10:
                    // Many of one thing, now and then very many: what nests, nests deep.
                    string word = random.Next(2) == 0 ? Words[random.Next(Words.Length)] : text.ToString(start, length);
                    text.Insert(start, word + " ", random.Next(8) == 0 ? 400 : 3);
                    break;
                default:
                    int from = random.Next(text.Length + 1);
                    text.Insert(start, text.ToString(from, Math.Min(random.Next(120), text.Length - from)));
                    break;
            }
        }

        return text.ToString();
    }

    private static void Swap(StringBuilder text, int start, int length, (int Start, int Length) other)
    {
        if (start + length <= other.Start)
        {
            string first = text.ToString(start, length);
            string second = text.ToString(other.Start, other.Length);
            text.Remove(other.Start, other.Length).Insert(other.Start, first).Remove(start, length).Insert(start, second);
        }
    }

    /// <summary>The word, number or single character around a place.</summary>
    private static (int Start, int Length) Token(StringBuilder text, int at)
    {
        if (at >= text.Length)
        {
            return (text.Length, 0);
        }

        int start = at;
        int end = at + 1;
        while (IsWord(text[at]) && start > 0 && IsWord(text[start - 1]))
        {
            start--;
        }

        while (IsWord(text[at]) && end < text.Length && IsWord(text[end]))
        {
            end++;
        }

        return (start, end - start);

        static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
    }

    /// <summary>How a failure names its input.</summary>
    public static string Describe(int seed, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{FuzzTests.SeedVariable}={seed} {FuzzTests.FirstVariable}={number} {FuzzTests.CountVariable}=1");
}
