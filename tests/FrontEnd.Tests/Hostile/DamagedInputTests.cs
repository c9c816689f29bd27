// Text that was C once, or never: unterminated, truncated, mutated, random, binary. Findings where something is wrong, and no exception.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using UapiGen.C.Binding;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Hostile;

public sealed class DamagedInputTests
{
    private const int Seed = 20_251_122;

    public static TheoryData<string> Samples => ["linux/vfio.h", "linux/dma-buf.h", "linux/types.h", "linux/swab.h", "asm-generic/ioctl.h"];

    [Theory]
    [InlineData("struct x { int a;", "UAPI1201")]
    [InlineData("struct x {", "UAPI1201")]
    [InlineData("struct", "UAPI1201")]
    [InlineData("enum x { A,", "UAPI1201")]
    [InlineData("enum x { A = ", "UAPI1201")]
    [InlineData("typedef int", "UAPI1201")]
    [InlineData("typedef int x[", "UAPI1201")]
    [InlineData("int f(", "UAPI1201")]
    [InlineData("int f(void) {", "UAPI1201")]
    [InlineData("int a = {", "UAPI1201")]
    [InlineData("int a = (", "UAPI1201")]
    [InlineData("struct x __attribute__((", "UAPI1201")]
    [InlineData("struct x __attribute__((aligned(", "UAPI1201")]
    [InlineData("_Static_assert(", "UAPI1201")]
    [InlineData("typeof(", "UAPI1201")]
    [InlineData("asm(", "UAPI1201")]
    [InlineData("/* a", "UAPI1001")]
    [InlineData("int a = 'x;\n", "UAPI1002")]
    [InlineData("int a = \"x;\n", "UAPI1002")]
    [InlineData("int a = L\"x;\n", "UAPI1002")]
    [InlineData("#if 1", "UAPI1104")]
    [InlineData("#if", "UAPI1110")]
    [InlineData("#if (", "UAPI1110")]
    [InlineData("#if 1 +", "UAPI1110")]
    [InlineData("#if 1 / 0", "UAPI1110")]
    [InlineData("#ifdef", "UAPI1103")]
    [InlineData("#else", "UAPI1104")]
    [InlineData("#endif", "UAPI1104")]
    [InlineData("#elif 1", "UAPI1104")]
    [InlineData("#define", "UAPI1103")]
    [InlineData("#define 1", "UAPI1103")]
    [InlineData("#define f(", "UAPI1103")]
    [InlineData("#define f(a", "UAPI1103")]
    [InlineData("#define f(a,", "UAPI1103")]
    [InlineData("#define f(...,a) a", "UAPI1103")]
    [InlineData("#undef", "UAPI1103")]
    [InlineData("#include", "UAPI1103")]
    [InlineData("#include <", "UAPI1103")]
    [InlineData("#include <x", "UAPI1103")]
    [InlineData("#include \"x", "UAPI1103")]
    [InlineData("#include <x>", "UAPI1101")]
    [InlineData("#nonsense", "UAPI1103")]
    [InlineData("#define f(x) x\nf(", "UAPI1106")]
    [InlineData("#define f(x) x\nf(1", "UAPI1106")]
    [InlineData("#define f(x) x\nf(1, 2)", "UAPI1106")]
    [InlineData("_Pragma(", "UAPI1106")]
    [InlineData("_Pragma(x)", "UAPI1106")]
    [InlineData("_Pragma()", "UAPI1106")]
    [InlineData("}", "UAPI1201")]
    [InlineData("@", "UAPI1003")]
    [InlineData("<<<<<<< ours\n", "UAPI1006")]
    [InlineData("struct x { int a : 99; };", "UAPI1311")]
    [InlineData("struct x { float a : 3; };", "UAPI1311")]
    [InlineData("struct x { int a[-1]; };", "UAPI1204")]
    [InlineData("struct x { int a[0x7fffffffffffffff]; };", "UAPI1310")]
    [InlineData("struct x { char a[0x7fffffffffffffff]; char b[0x7fffffffffffffff]; };", "UAPI1310")]
    [InlineData("struct x { char a[1000000000][1000000000][1000000000]; };", "UAPI1310")]
    [InlineData("struct x { int a __attribute__((aligned(0x40000000))); };", "UAPI1312")]
    [InlineData("struct x { int a __attribute__((aligned(3))); };", "UAPI1312")]
    [InlineData("enum x { A = 0xffffffffffffffff, B };", "UAPI1204")]
    public void Text_ThatIsNotWhole_HasAFinding(string text, string id)
    {
        foreach (string variant in new[] { text, text + "\n", text + "\r\n", "struct before { int a; };\n" + text })
        {
            Assert.Contains(id, Ids(SmallStack.Read(variant)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\\")]
    [InlineData("\\\n")]
    [InlineData("#")]
    [InlineData("# \n")]
    [InlineData("%:define A 1\n")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFFint a;")]
    [InlineData("//")]
    [InlineData("// a \\")]
    [InlineData("int a;\r")]
    [InlineData("#pragma")]
    [InlineData("#pragma pack(push")]
    [InlineData("#pragma pack(3)")]
    [InlineData("#pragma pack(99999999999999999999)")]
    [InlineData("#pragma pack(pop, x)")]
    [InlineData("#define A ''\n")]
    [InlineData("#define A '\\x'\n")]
    [InlineData("#define A '\\u'\n")]
    [InlineData("#define A \"\\\"\n")]
    [InlineData("#define A 0x\n")]
    [InlineData("#define A 0b\n")]
    [InlineData("#define A 0x1p\n")]
    [InlineData("#define A 1e\n")]
    [InlineData("#define A 1e99999999999\n")]
    [InlineData("#define A 0x1p99999999999\n")]
    [InlineData("#define A 99999999999999999999999999\n")]
    [InlineData("#define A (1 << 64)\n")]
    [InlineData("#define A (1 << -1)\n")]
    [InlineData("#define A (-2147483647 - 1) / -1\n")]
    [InlineData("#define A (-9223372036854775807LL - 1) / -1\n")]
    [InlineData("#define A (-9223372036854775807LL - 1) % -1\n")]
    [InlineData("#define A 1 / 0\n")]
    [InlineData("#define A sizeof(char[0x7fffffffffffffff][16])\n")]
    [InlineData("#define A sizeof(struct nothing)\n")]
    [InlineData("#define A __builtin_offsetof(int, x)\n")]
    [InlineData("#define A __builtin_offsetof(struct { int x; }, x[0x7fffffffffffffff])\n")]
    [InlineData("#define A ((struct { int x; } *)0)->x\n")]
    [InlineData("#define A _Generic(1, int: 2)\n")]
    [InlineData("#define A __VA_ARGS__ __VA_OPT__(x)\n")]
    [InlineData("#define f(x) #x ## x\nf(\"\\\")\n")]
    [InlineData("#define f(x) ## x\n")]
    [InlineData("#define f(x) x ##\nf(1)\n")]
    [InlineData("#define defined 1\n#if defined\n#endif\n")]
    [InlineData("#if __has_include(\n#endif\n")]
    [InlineData("#if __has_include\n#endif\n")]
    [InlineData("#if defined(\n#endif\n")]
    [InlineData("struct x { int : 0; };")]
    [InlineData("struct x { struct x *a; struct x b; };")]
    [InlineData("struct x { struct y { struct x a; } b; };")]
    [InlineData("enum x { A = B, B = A };")]
    [InlineData("typedef t t;")]
    [InlineData("typedef struct x x; struct x { x *a; };")]
    [InlineData("int a; int a(void); int a[3];")]
    public void Text_OfAnOddKind_IsSurvived(string text)
    {
        Assert.NotNull(SmallStack.Read(text));
        Assert.NotNull(SmallStack.Read(text + "\nstruct behind { int a; };\n"));
    }

    [Fact]
    public void Nul_InTheText_EndsTheFileWithAFinding()
    {
        var unit = SmallStack.Read("struct x { int a; };\n\0struct y { int b; };\n");
        Assert.Equal(["test.h(2,1): UAPI1004"], unit.Findings());
        Assert.Equal(["x"], unit.Records.Select(record => record.Name));
    }

    [Fact]
    public void Bytes_AtRandom_AreSurvived()
    {
        var random = new Random(Seed);
        for (int i = 0; i < 400; i++)
        {
            byte[] bytes = new byte[random.Next(2000)];
            random.NextBytes(bytes);
            SmallStack.Read(Encoding.Latin1.GetString(bytes));
            SmallStack.Read(Encoding.UTF8.GetString(bytes).Replace('\0', ' ').Replace('\uFFFD', ' '));
        }
    }

    [Fact]
    public void Words_AtRandom_AreSurvived()
    {
        string[] words =
        [
            "struct", "union", "enum", "typedef", "int", "unsigned", "long", "char", "x", "y", "t", "f", "A", "B", "1", "0x10UL", "'a'", "\"s\"", "1.5", "(", ")", "[", "]", "{", "}",
            ";", ",", ":", "*", "&", "+", "-", "=", "<<", "?", "...", "#", "##", ".", "->", "\n", "\n#define A ", "\n#define f(x) ", "\n#if ", "\n#else\n", "\n#endif\n", "\n#undef A\n",
            "sizeof", "__attribute__((packed))", "__attribute__((aligned(8)))", "_Alignas(8)", "__builtin_offsetof", "typeof", "const", "static", "inline", "_Static_assert", "asm", "/* c */",
            "defined", "__VA_ARGS__", "__VA_OPT__", "\n#pragma pack(push, 1)\n", "\n#pragma pack(pop)\n", "__extension__", "\\\n", "_Pragma(\"pack(1)\")", "__has_include(<x>)",
        ];
        var random = new Random(Seed);
        for (int i = 0; i < 3000; i++)
        {
            SmallStack.Read(string.Join(' ', Enumerable.Range(0, random.Next(60)).Select(_ => words[random.Next(words.Length)])));
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Header_CutOffAnywhere_IsSurvived(string logicalPath)
    {
        string text = Repository.Header(logicalPath);
        int step = Math.Max(1, text.Length / 150);
        for (int length = 0; length < text.Length; length += step)
        {
            SmallStack.Read(text[..length], Repository.BaseHeaders);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Header_WithDamage_IsSurvived(string logicalPath)
    {
        string text = Repository.Header(logicalPath);
        var random = new Random(Seed);
        for (int i = 0; i < 150; i++)
        {
            SmallStack.Read(Damaged(text, random), Repository.BaseHeaders);
        }
    }

    private static string Damaged(string text, Random random)
    {
        var damaged = new StringBuilder(text);
        for (int count = 1 + random.Next(8); count > 0; count--)
        {
            int at = random.Next(damaged.Length);
            switch (random.Next(4))
            {
                case 0:
                    damaged.Remove(at, Math.Min(1 + random.Next(40), damaged.Length - at));
                    break;
                case 1:
                    damaged[at] = (char)random.Next(1, 256);
                    break;
                case 2:
                    damaged.Insert(at, "{}()[];,#*\"'\\\n"[random.Next(14)]);
                    break;
                default:
                    int from = random.Next(text.Length);
                    damaged.Insert(at, text.AsSpan(from, Math.Min(random.Next(80), text.Length - from)));
                    break;
            }
        }

        return damaged.ToString();
    }

    private static IEnumerable<string> Ids(TranslationUnit unit) => unit.Diagnostics.Select(diagnostic => diagnostic.Descriptor.Id);
}
