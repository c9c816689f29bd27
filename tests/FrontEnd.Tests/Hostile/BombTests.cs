// Input that multiplies itself: includes, macros, types, text. Each ends in a finding, in bounded time and memory.
using System.Globalization;
using System.Linq;
using System.Text;
using UapiGen.C.Binding;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Hostile;

public sealed class BombTests
{
    [Fact]
    public void Include_OfItself_EndsAtTheDepthLimit() => AssertFinds("UAPI1102", SmallStack.Read("#include \"test.h\"\nstruct x { int a; };\n"));

    [Fact]
    public void Include_OfEachOther_EndsAtTheDepthLimit() =>
        AssertFinds("UAPI1102", SmallStack.Read("#include \"a.h\"\n", ("a.h", "#include \"b.h\"\n"), ("b.h", "#include \"a.h\"\n")));

    [Fact]
    public void Include_TwiceOfItself_EndsAtTheDepthLimitAndCostsItselfAlone()
    {
        var unit = SmallStack.Read("#include \"test.h\"\n#include \"test.h\"\ntypedef int t;\n#include \"a.h\"\n", ("a.h", "#ifndef A\n#define A\nstruct a { t b; };\n#endif\n"));
        Assert.All(unit.Diagnostics, diagnostic => Assert.Equal("UAPI1102", diagnostic.Descriptor.Id));
        Assert.Equal(["a"], unit.Records.Select(record => record.Name));
    }

    [Fact]
    public void Include_ThatDoublesAtEachStep_EndsAtTheFileLimit()
    {
        var others = Enumerable.Range(0, 60).Select(i => (Name(i), $"#include \"{Name(i + 1)}\"\n#include \"{Name(i + 1)}\"\n")).Append((Name(60), "")).ToArray();
        AssertFinds("UAPI1111", SmallStack.Read("#include \"h0.h\"\n", others));

        static string Name(int i) => "h" + i.ToString(CultureInfo.InvariantCulture) + ".h";
    }

    [Fact]
    public void Include_OfALargeFileAgainAndAgain_EndsAtTheCharacterLimit()
    {
        string large = new(' ', 1_000_000);
        AssertFinds("UAPI1111", SmallStack.Read(string.Concat(Enumerable.Repeat("#include \"a.h\"\n", 100)), ("a.h", large)));
    }

    [Theory]
    [InlineData("A{0} A{0}")]
    [InlineData("f(A{0} A{0})")]
    [InlineData("(A{0} + A{0})")]
    [InlineData("A{0} A{0} E E E")]
    public void Macro_ThatDoublesAtEachStep_IsNotExpandedToTheEnd(string body)
    {
        var text = new StringBuilder("#define f(x) x x\n#define E\n#define A0 1\n");
        for (int i = 1; i <= 60; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"#define A{i} {string.Format(CultureInfo.InvariantCulture, body, i - 1)}\n");
        }

        var unit = SmallStack.Read(text.ToString());
        AssertFinds("UAPI1107", unit);
        Assert.Equal("int 1", unit.Integer("A0"));
        AssertFinds("UAPI1107", SmallStack.Read(text + "A60\n"));
    }

    [Fact]
    public void Macro_WhoseArgumentsDouble_IsNotExpandedToTheEnd()
    {
        var text = new StringBuilder("#define f0(x) x\n");
        for (int i = 1; i <= 60; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"#define f{i}(x) f{i - 1}(x x)\n");
        }

        AssertFinds("UAPI1107", SmallStack.Read(text + "int a = f60(1);\n"));
        AssertFinds("UAPI1107", SmallStack.Read(text + "#define A f60(1)\n"));
    }

    [Theory]
    [InlineData("int a = BOMB(1);")]
    [InlineData("struct lost { int a[BOMB(1)]; };")]
    [InlineData("BOMB(struct)")]
    [InlineData("#if BOMB(1)\n#endif")]
    [InlineData("#include BOMB(1)")]
    [InlineData("#define USE BOMB(1)")]
    [InlineData("#pragma pack(BOMB(1))")]
    [InlineData("int a = BOMB(1);\nint b = BOMB(2);\nint c[] = { BOMB(3), BOMB(4), BOMB(5), BOMB(6), BOMB(7), BOMB(8), BOMB(9), BOMB(10), BOMB(11), BOMB(12) };")]
    public void Bomb_UsedAnywhere_CostsItselfAlone(string use)
    {
        var text = new StringBuilder("struct before { int a; };\n#define EARLY 1\n#define f0(x) x\n");
        for (int i = 1; i <= 60; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"#define f{i}(x) f{i - 1}(x) f{i - 1}(x)\n");
        }

        var unit = SmallStack.Read($"{text}#define BOMB(x) f60(x)\n{use};\nstruct behind {{ int a; }};\n#define SUM(a, b) ((a) + (b))\n#define LATE SUM(EARLY, 1)\n");
        AssertFinds("UAPI1107", unit);
        Assert.DoesNotContain("UAPI1111", unit.Diagnostics.Select(diagnostic => diagnostic.Descriptor.Id));
        Assert.Equal(["before", "behind"], unit.Records.Select(record => record.Name));
        Assert.Equal("int 2", unit.Integer("LATE"));
        Assert.NotNull(unit.Macros.Single(macro => macro.Name == "SUM").Function);
    }

    [Theory]
    [InlineData("x##x")]
    [InlineData("#x")]
    public void Macro_ThatMakesEverLongerTokens_IsNotExpandedToTheEnd(string body)
    {
        string use = string.Concat(Enumerable.Repeat("g(", 60)) + "aaaaaaaa" + new string(')', 60);
        AssertFinds("UAPI1107", SmallStack.Read($"#define f(x) {body}\n#define g(x) f(x)\n#define h(x) g(x x x x x x x x)\n#define i(x) h(h(h(h(h(h(h(h(x))))))))\ni({use}) i({use})\n"));
    }

    [Fact]
    public void Macro_WithManyParametersAndUses_IsReadInTime()
    {
        string parameters = string.Join(",", Enumerable.Range(0, 50_000).Select(i => "p" + i.ToString(CultureInfo.InvariantCulture)));
        SmallStack.Read($"#define f({parameters}) {parameters.Replace(',', ' ')}\nf({parameters})\n#define A f(1)\n");
    }

    [Fact]
    public void Macro_ThatAliasesALongChain_IsReadInTime()
    {
        var text = new StringBuilder("#define A0 1\n");
        for (int i = 1; i < 20_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"#define A{i} A{i - 1}\n");
        }

        Assert.Equal("int 1", SmallStack.Read(text.ToString()).Integer("A100"));
    }

    [Fact]
    public void Macros_OverOneLongString_DoNotCopyItEach()
    {
        string aliases = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"#define A{i} S\n"));
        SmallStack.Read($"#define S \"{new string('x', 1_000_000)}\"\n{aliases}");
        SmallStack.Read($"#define S 1{new string('0', 1_000_000)}\n{aliases}");
    }

    [Fact]
    public void Typedefs_InALongChain_AreLeftOutBehindTheLimit()
    {
        var text = new StringBuilder("typedef int t0;\n");
        for (int i = 1; i < 100_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"typedef t{i - 1} t{i};\n");
        }

        AssertFinds("UAPI1203", SmallStack.Read(text + "struct x { t99999 a; };\n#define S sizeof(t99999)\n"));
    }

    [Theory]
    [InlineData("typedef t{0} (*t{1})(t{0}, t{0});")]
    [InlineData("typedef t{0} *t{1};")]
    [InlineData("typedef t{0} t{1}[2];")]
    public void Typedefs_ThatGrowAtEachStep_AreLeftOutBehindTheLimit(string declaration)
    {
        var text = new StringBuilder("typedef int t0;\n");
        for (int i = 1; i < 2000; i++)
        {
            text.Append(string.Format(CultureInfo.InvariantCulture, declaration, i - 1, i)).Append('\n');
        }

        var unit = SmallStack.Read(text.ToString());
        AssertFinds("UAPI1203", unit);
        Assert.All(unit.Typedefs, typedef => Assert.True(typedef.Type.ToString().Length < 10_000));
    }

    [Fact]
    public void Comment_OfAMegabyteAboveManyDeclarators_IsHeldOnce()
    {
        string names = string.Join(",", Enumerable.Range(0, 50_000).Select(i => "t" + i.ToString(CultureInfo.InvariantCulture)));
        var unit = SmallStack.Read($"/*{new string('x', 1_000_000)}*/\ntypedef int {names};\n");
        Assert.Same(unit.Typedefs[0].Comments[0], unit.Typedefs[40_000].Comments[0]);
    }

    [Fact]
    public void Records_ByTheTenThousand_AreReadInTime()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 30_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"struct s{i};\n");
        }

        for (int i = 0; i < 30_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"struct s{i} {{ int a; struct s{i} *next; }};\n");
        }

        Assert.Equal(30_000, SmallStack.Read(text.ToString()).Records.Count);
    }

    [Fact]
    public void Record_WithManyMembersAndMacros_IsReadInTime()
    {
        string members = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"\tint m{i};\n#define M{i} {i}\n"));
        var unit = SmallStack.Read("struct x {\n" + members + "};\n");
        Assert.Equal("m29999", unit.Record("x").InnerMacros[^1].After!.Name);
    }

    [Fact]
    public void Conditional_WhoseConditionIsItsValue_IsEvaluatedOnce()
    {
        string nested = "0";
        for (int i = 0; i < 50; i++)
        {
            nested = $"({nested} ?: 0)";
        }

        Assert.Equal("int 0", SmallStack.Read($"#define A {nested}\n").Integer("A"));
    }

    private static void AssertFinds(string id, TranslationUnit unit) => Assert.Contains(id, unit.Diagnostics.Select(diagnostic => diagnostic.Descriptor.Id));
}
