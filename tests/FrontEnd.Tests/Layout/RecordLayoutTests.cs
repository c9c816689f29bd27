// Layout cases that headers rest on, and the corners in which only GCC's word counts; every number is GCC's own.
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Layout;

public sealed class RecordLayoutTests
{
    [Theory]
    [InlineData("struct x { char a; int b; };", 8, 4, "a@0 b@4")]
    [InlineData("struct x { char a; int b; } __attribute__((packed));", 5, 1, "a@0 b@1")]
    [InlineData("struct x { char a; int b; } __attribute__((packed, aligned(4)));", 8, 4, "a@0 b@1")]
    [InlineData("struct x { char a; int b __attribute__((packed)); };", 5, 1, "a@0 b@1")]
    [InlineData("struct x { char a; int b __attribute__((packed, aligned(2))); };", 6, 2, "a@0 b@2")]
    [InlineData("struct x { char a; char b __attribute__((aligned(16))); };", 32, 16, "a@0 b@16")]
    [InlineData("struct x { char a; } __attribute__((aligned));", 16, 16, "a@0")]
    [InlineData("typedef long long t __attribute__((aligned(4))); struct x { int a; t b; };", 12, 4, "a@0 b@4")]
    [InlineData("typedef char t __attribute__((aligned(8))); struct x { char a; t b; };", 16, 8, "a@0 b@8")]
    [InlineData("struct x { };", 0, 1, "")]
    [InlineData("struct x { int a; char b[]; };", 4, 4, "a@0 b@4")]
    [InlineData("struct x { char a; int b[0]; char c; };", 8, 4, "a@0 b@4 c@4")]
    [InlineData("union x { char a; int b; short c; };", 4, 4, "a@0 b@0 c@0")]
    [InlineData("union x { char a[5]; int b; };", 8, 4, "a@0 b@0")]
    [InlineData("union x { char a[5]; int b; } __attribute__((packed));", 5, 1, "a@0 b@0")]
    [InlineData("#pragma pack(push, 2)\nstruct x { char a; int b; long c; };\n#pragma pack(pop)\nstruct y { char a; int b; };", 14, 2, "a@0 b@2 c@6")]
    [InlineData("#pragma pack(1)\nstruct x { char a; int b __attribute__((aligned(8))); };\n#pragma pack()", 5, 1, "a@0 b@1")]
    [InlineData("#pragma pack(push, 1)\nstruct x { char a; int b; } __attribute__((aligned(4)));\n#pragma pack(pop)", 8, 4, "a@0 b@1")]
    [InlineData("_Pragma(\"pack(1)\") struct x { char a; int b; };", 5, 1, "a@0 b@1")]
    [InlineData("#pragma pack(push, name, 1)\n#pragma pack(push, 2)\n#pragma pack(pop, name)\nstruct x { char a; int b; };", 8, 4, "a@0 b@4")]
    [InlineData("#pragma pack(3)\nstruct x { char a; int b; };", 8, 4, "a@0 b@4")]
    [InlineData("struct x { _Alignas(16) char a; _Alignas(int) char b; };", 16, 16, "a@0 b@4")]
    [InlineData("struct x { char a; __int128 b; };", 32, 16, "a@0 b@16")]
    [InlineData("struct x { char a; __uint128_t b; __int128_t c; };", 48, 16, "a@0 b@16 c@32")]
    [InlineData("struct y { int b; }; struct x { char a; struct y __attribute__((aligned(16))) *b; };", 32, 16, "a@0 b@16")]
    [InlineData("enum y { A }; struct x { char a; enum y __attribute__((aligned(16))) b; };", 32, 16, "a@0 b@16")]
    [InlineData("struct x { char a; struct { char b; int c; }; };", 12, 4, "a@0 @4")]
    [InlineData("struct x { char a; int b : 3; };", 4, 4, "a@0 b@1:8+3")]
    [InlineData("struct x { int a : 30; int b : 3; };", 8, 4, "a@0:0+30 b@4:32+3")]
    [InlineData("struct x { int a : 30; int b : 3; } __attribute__((packed));", 5, 1, "a@0:0+30 b@3:30+3")]
    [InlineData("struct x { char a : 7; int b : 9; };", 4, 4, "a@0:0+7 b@0:7+9")]
    [InlineData("struct x { char a; int : 0; char b; };", 5, 1, "a@0 @4:32+0 b@4")]
    [InlineData("struct x { char a; int : 4; char b; };", 3, 1, "a@0 @1:8+4 b@2")]
    [InlineData("struct x { char a; int : 0; char b; } __attribute__((packed));", 5, 1, "a@0 @4:32+0 b@4")]
    [InlineData("#pragma pack(push, 1)\nstruct x { char a; int : 0; char b; };\n#pragma pack(pop)", 5, 1, "a@0 @4:32+0 b@4")]
    [InlineData("#pragma pack(push, 2)\nstruct x { short a : 10; int b : 10; };\n#pragma pack(pop)", 4, 2, "a@0:0+10 b@1:10+10")]
    [InlineData("struct x { _Bool a : 1; _Bool b : 1; enum { A } c : 2; };", 4, 4, "a@0:0+1 b@0:1+1 c@0:2+2")]
    [InlineData("union x { int a : 3; char b; };", 4, 4, "a@0:0+3 b@0")]
    [InlineData("struct x { long long a : 33; int b : 20; };", 8, 8, "a@0:0+33 b@4:33+20")]
    public void Record_OnX86_64_IsLaidOutAsGccDoes(string text, long size, long alignment, string fields)
    {
        var record = Header.ReadClean(text + "\n").Record("x");
        Assert.Equal((size, alignment, fields), (record.Size, record.Alignment, Describe(record)));
    }

    [Theory]
    [InlineData("struct x { char a; int b : 17 __attribute__((aligned(2))); };", 8, 4, "a@0 b@4:32+17")]
    [InlineData("struct x { char a; int b : 31 __attribute__((packed, aligned(8))); };", 16, 8, "a@0 b@8:64+31")]
    [InlineData("struct x { int a; int b : 32 __attribute__((aligned(16))); };", 32, 16, "a@0 b@16:128+32")]
    [InlineData("typedef int t __attribute__((aligned(8))); struct x { int a; t b : 31; };", 16, 8, "a@0 b@8:64+31")]
    [InlineData("typedef int t __attribute__((aligned(8))); struct x { int a; t b : 32; };", 8, 8, "a@0 b@4:32+32")]
    [InlineData("struct __attribute__((aligned(8))) x { char a; } __attribute__((aligned(1)));", 1, 1, "a@0")]
    [InlineData("#pragma pack(push, 8)\nstruct x { int a : 3; } __attribute__((packed));\n#pragma pack(pop)", 4, 4, "a@0:0+3")]
    public void Record_WhereClangHasOtherRules_IsLaidOutAsGccDoes(string text, long size, long alignment, string fields) =>
        Record_OnX86_64_IsLaidOutAsGccDoes(text, size, alignment, fields);

    [Theory]
    [InlineData("i386", "struct x { int a; long long b; double c; };", 20, 4, "a@0 b@4 c@12")]
    [InlineData("i386", "typedef long long t __attribute__((aligned(8))); struct x { int a; t b; };", 16, 8, "a@0 b@8")]
    [InlineData("i386", "struct x { int a; long double b; void *c; };", 20, 4, "a@0 b@4 c@16")]
    [InlineData("i386", "struct x { int a; long long b : 40; };", 12, 4, "a@0 b@4:32+40")]
    [InlineData("arm", "struct x { int a; long long b; double c; };", 24, 8, "a@0 b@8 c@16")]
    [InlineData("arm", "struct x { char a; int : 0; char b; };", 8, 4, "a@0 @4:32+0 b@4")]
    [InlineData("arm", "struct x { char a; int : 4; };", 4, 4, "a@0 @1:8+4")]
    [InlineData("arm", "struct x { char a; } __attribute__((aligned));", 8, 8, "a@0")]
    [InlineData("aarch64", "struct x { char a; long : 0; char b; };", 16, 8, "a@0 @8:64+0 b@8")]
    [InlineData("aarch64", "struct x { char a; short : 3; };", 2, 2, "a@0 @1:8+3")]
    [InlineData("aarch64", "struct x { char a; long double b; };", 32, 16, "a@0 b@16")]
    [InlineData("riscv64", "struct x { char a; long : 0; char b; };", 9, 1, "a@0 @8:64+0 b@8")]
    [InlineData("s390x", "struct x { int a : 3; int b : 30; };", 8, 4, "a@0:0+3 b@4:32+30")]
    [InlineData("s390x", "struct x { char a; __int128 b; long double c; };", 40, 8, "a@0 b@8 c@24")]
    [InlineData("mips64el", "struct x { char a; long double b; };", 32, 16, "a@0 b@16")]
    [InlineData("ppc64le", "struct x { char a; long double b; };", 32, 16, "a@0 b@16")]
    [InlineData("loongarch64", "struct x { char a; long : 5; char b; };", 3, 1, "a@0 @1:8+5 b@2")]
    public void Record_OnAnotherTarget_FollowsItsAbi(string target, string text, long size, long alignment, string fields)
    {
        var record = Header.Read(Target.Find(target)!, text + "\n").Record("x");
        Assert.Equal((size, alignment, fields), (record.Size, record.Alignment, Describe(record)));
    }

    [Fact]
    public void FlexibleArray_AtTheEndOrInAUnion_IsMarked()
    {
        var unit = Header.ReadClean("struct x { int a; int b[0]; int c[]; };\nunion y { int a[0]; int b[]; };\nstruct z { int a[0]; };\n");
        Assert.Equal([false, false, true], unit.Record("x").Fields.Select(field => field.IsFlexibleArray));
        Assert.Equal([true, true], unit.Record("y").Fields.Select(field => field.IsFlexibleArray));
        Assert.Equal([true], unit.Record("z").Fields.Select(field => field.IsFlexibleArray));
    }

    [Fact]
    public void InnerMacros_FollowTheFieldBeforeThem()
    {
        var record = Header.ReadClean("struct x {\n#define A 1\n\tint a;\n#define B 2\n#define f(x) x\n\tunion {\n\t\tint b;\n#define C 3\n\t};\n\tint c, d;\n#define D 4\n};\n").Record("x");
        Assert.Equal(["A ", "B a", "C a", "D d"], record.InnerMacros.Select(macro => macro.Name + " " + macro.After?.Name));
    }

    private static string Describe(RecordDeclaration record) => string.Join(' ', record.Fields.Select(field =>
        field.Name + "@" + field.Offset.ToString(null, null) + (field.BitOffset is { } bit ? ":" + bit.ToString(null, null) + "+" + field.BitWidth : "")));

    [Theory]
    [InlineData("i386", false)]
    [InlineData("arm", false)]
    [InlineData("s390x", true)]
    public void Int128_ExistsOn64BitTargetsOnly(string target, bool exists)
    {
        TranslationUnit unit = Header.Read(Target.Find(target)!, "struct a { __int128 x; };\nstruct b { int y; };\n");

        Assert.Equal(exists ? ["a", "b"] : ["b"], unit.Records.Select(record => record.Name));
        Assert.Equal(exists, unit.Diagnostics.Count == 0);
    }

    [Fact]
    public void AnonymousRecord_LostToAnError_IsToldOnceUnderTheOutermostName()
    {
        TranslationUnit unit = Header.Read("struct a { int x; struct { struct { int bits : 40; }; }; };\n");

        Assert.Equal(["test.h(1,48): UAPI1311"], unit.Findings());
        Assert.Contains("'a' is left out", unit.Diagnostics[0].Message, System.StringComparison.Ordinal);
    }
}
