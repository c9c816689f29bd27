// An error costs its declaration, and nothing else; each finding stands where the error is.
using System.Linq;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Parsing;

public sealed class RecoveryTests
{
    [Theory]
    [InlineData("struct x { unknown_t a; };", "UAPI1202", 12)]
    [InlineData("struct x { int a b; };", "UAPI1201", 18)]
    [InlineData("struct x { int a : ; };", "UAPI1201", 20)]
    [InlineData("struct x { int a[; };", "UAPI1201", 18)]
    [InlineData("struct x { struct y b; };", "UAPI1205", 21)]
    [InlineData("struct x { enum y b; };", "UAPI1205", 19)]
    [InlineData("struct x { enum y b : 4; };", "UAPI1205", 19)]
    [InlineData("struct x { int a[n]; };", "UAPI1204", 18)]
    [InlineData("struct x { void a; };", "UAPI1205", 17)]
    [InlineData("int int x;", "UAPI1201", 5)]
    [InlineData("long short x;", "UAPI1207", 1)]
    [InlineData("unknown_t *f(void);", "UAPI1202", 1)]
    [InlineData("x;", "UAPI1201", 1)]
    [InlineData("enum { A = f };", "UAPI1204", 12)]
    [InlineData("enum { A, A };", "UAPI1206", 11)]
    [InlineData("struct x { int a; }; struct x { int b; };", "UAPI1206", 29)]
    [InlineData("typedef int t; typedef long t;", "UAPI1206", 29)]
    [InlineData("_Static_assert(sizeof(int) == 8, \"no\");", "UAPI1208", 1)]
    [InlineData("struct x { struct { int a : 40; } b; };", "UAPI1311", 29)]
    public void Error_InADeclaration_IsFoundInPlaceAndCostsNothingElse(string text, string id, int column)
    {
        var unit = Header.Read("struct before { int a; };\n" + text + "\nstruct behind { int a; };\n");
        Assert.Equal([$"test.h(2,{column}): {id}"], unit.Findings());
        Assert.Equal("before", unit.Records[0].Name);
        Assert.Equal("behind", unit.Records[^1].Name);
    }

    [Fact]
    public void Member_ThatCannotBeRead_CostsItsRecordAlone()
    {
        var unit = Header.Read("struct a { int x; };\nstruct b {\n\tint x;\n\tunknown_t y;\n\tint z;\n\t@ w;\n};\nstruct c { struct b *b; struct a a; };\nstruct d { struct b b; };\n");
        Assert.Equal(["test.h(4,2): UAPI1202", "test.h(6,2): UAPI1003", "test.h(9,21): UAPI1209"], unit.Findings());
        Assert.Equal(["a", "c"], unit.Records.Select(record => record.Name));
    }

    [Fact]
    public void Brace_ThatIsNeverClosed_CostsItsDeclarationAlone()
    {
        var unit = Header.Read("struct a { int x; };\nstruct b {\n\tint x;\n\tstruct {\n\t\tint y;\n\n};\nstruct c { int x; };\ntypedef int t;\n");
        Assert.Equal(["a", "c"], unit.Records.Select(record => record.Name));
        Assert.Equal(["t"], unit.Typedefs.Select(typedef => typedef.Name));
        Assert.Single(unit.Diagnostics);
    }

    [Fact]
    public void Enumerator_WithoutAValue_CostsThoseThatCountOnFromIt()
    {
        var unit = Header.Read("enum e { A, B = unknown, C, D = 7, E };\n");
        Assert.Equal(["A 0", "D 7", "E 8"], unit.Enumerators().Select(pair => pair.Key + " " + pair.Value.ToString(null, null)));
        Assert.Equal(["test.h(1,17): UAPI1204", "test.h(1,26): UAPI1204"], unit.Findings());
    }

    [Fact]
    public void Error_InAMacrosExpansion_IsFoundAtTheUse()
    {
        var unit = Header.Read("#define FIELD(t) t field\n#define INNER FIELD(unknown_t)\nstruct x {\n\tint a;\n\tINNER;\n};\n");
        Assert.Equal(["test.h(5,2): UAPI1202"], unit.Findings());
    }

    [Fact]
    public void Error_InAnInclude_IsFoundInItsFile()
    {
        var unit = Header.Read("#include \"a.h\"\nstruct x { int a; };\n", ("a.h", "\n\n  unknown_t a;\n"));
        Assert.Equal(["a.h(3,3): UAPI1202"], unit.Findings());
        Assert.Equal(["x"], unit.Records.Select(record => record.Name));
    }

    [Fact]
    public void PragmaPack_AroundADeclarationThatFails_StaysBalanced()
    {
        var unit = Header.Read("#pragma pack(push, 1)\nstruct a { @\n#pragma pack(push, 2)\n@ };\n#pragma pack(pop)\n#pragma pack(pop)\nstruct b { char a; int b; };\n");
        Assert.Equal(8, unit.Record("b").Size);
    }

    [Theory]
    [InlineData("static inline int f(int a) { if (a) { return 1; } return '}'; }")]
    [InlineData("extern int f(int a, ...) __attribute__((format(printf, 1, 2)));")]
    [InlineData("static const struct { int a; } table[] = { [0] = { .a = 1 }, { 2 } };")]
    [InlineData("__extension__ typedef __signed__ long long t;")]
    [InlineData("asm(\"nop; }\");")]
    [InlineData("int a, *b, c[3], (*d)(int), *e[2], (*f)[2];")]
    [InlineData("struct forward;")]
    [InlineData("enum forward;")]
    [InlineData(";;;")]
    [InlineData("_Static_assert(1, \"fine\");")]
    [InlineData("typedef void (*handler)(int, struct x *, const char *restrict);")]
    [InlineData("struct x { int (*f)(struct x *, unsigned); struct x *next; };")]
    [InlineData("typedef __typeof__(sizeof(int)) size;")]
    [InlineData("typedef int t; struct x { t t; }; struct y { int t; };")]
    [InlineData("struct x { const volatile unsigned char a; char const *restrict b; };")]
    [InlineData("struct __attribute__((packed)) x { int a; } __attribute__((aligned(4)));")]
    [InlineData("struct x { _Static_assert(1, \"\"); int a; };")]
    [InlineData("struct x { int a; ; };")]
    [InlineData("typedef int v __attribute__((vector_size(16)));")]
    public void Declaration_ThatUapiUses_IsRead(string text) => Assert.Equal([], Header.Read(text + "\n").Findings());
}
