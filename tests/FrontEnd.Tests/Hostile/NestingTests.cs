// Nesting a hundred thousand deep, of everything that nests, and chains as long: findings, and never a stack overflow.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Hostile;

public sealed class NestingTests
{
    private const int Depth = 100_000;

    [Theory]
    [InlineData("int a = ", "(", "1", ")", ";")]
    [InlineData("#define A ", "(", "1", ")", "\n")]
    [InlineData("#define A ", "-", "1", "", "\n")]
    [InlineData("#define A ", "- ", "1", "", "\n")]
    [InlineData("#define A ", "(int)", "1", "", "\n")]
    [InlineData("#define A ", "sizeof ", "1", "", "\n")]
    [InlineData("#define A ", "1 ? 1 : ", "1", "", "\n")]
    [InlineData("#define A ", "1 ? ", "1", " : 1", "\n")]
    [InlineData("#define A ", "1||1&&1|1^1&1==1<1<<1+1*(", "1", ")", "\n")]
    [InlineData("#define A ", "1 + ", "1", "", "\n")]
    [InlineData("#define A ", "1, ", "1", "", "\n")]
    [InlineData("#define A ", "x", "", "[1]", "\n")]
    [InlineData("#define A ", "x", "", ".y", "\n")]
    [InlineData("#define A ", "f(", "1", ")", "\n")]
    [InlineData("#define A ", "x[", "1", "]", "\n")]
    [InlineData("#define A ", "({", "1;", "})", "\n")]
    [InlineData("#define A ", "sizeof(int[", "1", "])", "\n")]
    [InlineData("#define A ", "\"a\" ", "\"b\"", "", "\n")]
    [InlineData("#if ", "(", "1", ")", "\n#endif\n")]
    [InlineData("#if ", "!", "1", "", "\n#endif\n")]
    [InlineData("#if ", "1 ? 1 : ", "1", "", "\n#endif\n")]
    [InlineData("#if ", "1||1&&1|1^1&1==1<1<<1+1*(", "1", ")", "\n#endif\n")]
    [InlineData("#if ", "1 + ", "1", "", "\n#endif\n")]
    [InlineData("", "struct { ", "int a;", " };", "\n")]
    [InlineData("", "struct s { ", "int a;", " } x;", "\n")]
    [InlineData("", "union { ", "int a;", " };", "\n")]
    [InlineData("", "{ ", "int a;", " }", "\n")]
    [InlineData("typedef int ", "*", "t", "", ";\n")]
    [InlineData("typedef int ", "(", "t", ")", ";\n")]
    [InlineData("typedef int ", "(*", "t", ")(void)", ";\n")]
    [InlineData("typedef int t", "", "", "[1]", ";\n")]
    [InlineData("typedef int t", "", "", "(int", ";\n")]
    [InlineData("int f(", "int (*a)(", "", ")", ");\n")]
    [InlineData("typedef ", "typeof(", "int", ")", " t;\n")]
    [InlineData("struct s ", "__attribute__((aligned(", "8", ")))", " { int a; };\n")]
    [InlineData("struct s { ", "_Alignas(", "8", ")", " int a; };\n")]
    [InlineData("enum e { A = ", "(", "1", ")", " };\n")]
    [InlineData("int a[] = ", "{", "1", "}", ";\n")]
    [InlineData("", "#if 1\n", "int a;\n", "#endif\n", "")]
    [InlineData("#if 0\n", "#if 1\n", "int a;\n", "#endif\n", "#endif\n")]
    [InlineData("#define f(x) x\n", "f(", "1", ")", ";\n")]
    [InlineData("#define f(x) x\n#define A ", "f(", "1", ")", "\n")]
    [InlineData("#define f(...) ", "__VA_OPT__(", "1", ")", "\nf(1)\n")]
    [InlineData("", "#pragma pack(push, 1)\n", "struct x { int a; };\n", "#pragma pack(pop)\n", "")]
    public void Nesting_HoweverDeep_IsSurvived(string before, string open, string middle, string close, string after)
    {
        string text = before + Repeat(open) + middle + Repeat(close) + after + "\nstruct last { int a; };\n";
        Assert.NotNull(SmallStack.Read(text));
        Assert.NotNull(SmallStack.Read(before + Repeat(open) + middle));
        Assert.NotNull(SmallStack.Read(before + Repeat(open)));
        Assert.NotNull(SmallStack.Read(middle + Repeat(close) + after));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-(", ")")]
    [InlineData("1 + 2 * (", ")")]
    [InlineData("1 ? 2 : (", ")")]
    [InlineData("(int)(", ")")]
    public void Expression_AtTheDepthThatIsAllowed_IsSurvived(string open, string close)
    {
        for (int depth = 1; depth < 130; depth++)
        {
            string nested = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
            SmallStack.Read($"#define A {nested}\nint a[sizeof(char[{nested}])];\n#if {nested}\n#endif\n");
        }
    }

    [Fact]
    public void Expression_WithAThousandTerms_HasItsValue()
    {
        string sum = string.Join(" + ", Enumerable.Repeat("1", 1000));
        Assert.Equal("int 1000", SmallStack.Read($"#define A {sum}\n").Integer("A"));
    }

    [Fact]
    public void Records_NestedAsDeepAsAllowed_AreLaidOut()
    {
        for (int depth = 1; depth < 260; depth++)
        {
            string nested = string.Concat(Enumerable.Repeat("struct { ", depth)) + "int a;" + string.Concat(Enumerable.Repeat(" };", depth));
            SmallStack.Read($"struct x {{ {nested} }};\n#define A __builtin_offsetof(struct x, a)\n");
        }
    }

    [Fact]
    public void Declaration_BehindOneThatIsNestedTooDeeply_IsRead()
    {
        var unit = SmallStack.Read("int a = 1;\nstruct x { int a[" + Repeat("(") + "1" + Repeat(")") + "]; };\nstruct last { int a; };\n");
        Assert.Equal(["last"], Names(unit.Records));
    }

    private static string Repeat(string part) => string.Concat(Enumerable.Repeat(part, Depth));

    private static IEnumerable<string?> Names(IEnumerable<Declaration> declarations) => declarations.Select(declaration => declaration.Name);
}
