// Object-like macros as constants: the value, C's type of it, and the reason where there is none (C11 6.4.4, 6.5, 6.6).
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Binding;

public sealed class ConstantTests
{
    private const string Declarations = """
        typedef unsigned char u8;
        struct s { int a; struct { short b; long c; }; unsigned int bits : 3; char d[10]; struct { int e; } f[4]; };
        enum e { ZERO, ONE, MINUS = -1, BIG = 0x100000000 };
        enum small { RED, BLUE };

        """;

    [Theory]
    [InlineData("1", "int 1")]
    [InlineData("2147483647", "int 2147483647")]
    [InlineData("2147483648", "long 2147483648")]
    [InlineData("0x7fffffff", "int 2147483647")]
    [InlineData("0x80000000", "unsigned int 2147483648")]
    [InlineData("0xffffffff", "unsigned int 4294967295")]
    [InlineData("0x100000000", "long 4294967296")]
    [InlineData("0xffffffffffffffff", "unsigned long 18446744073709551615")]
    [InlineData("037777777777", "unsigned int 4294967295")]
    [InlineData("0b1010", "int 10")]
    [InlineData("1U", "unsigned int 1")]
    [InlineData("1L", "long 1")]
    [InlineData("1ul", "unsigned long 1")]
    [InlineData("1LU", "unsigned long 1")]
    [InlineData("1ll", "long long 1")]
    [InlineData("1uLL", "unsigned long long 1")]
    [InlineData("4294967296U", "unsigned long 4294967296")]
    [InlineData("'a'", "int 97")]
    [InlineData("'\\377'", "int -1")]
    [InlineData("'\\0'", "int 0")]
    [InlineData("'ab'", "int 24930")]
    [InlineData("L'a'", "int 97")]
    [InlineData("L'\\xffff'", "int 65535")]
    [InlineData("u'\\u20ac'", "unsigned short 8364")]
    [InlineData("U'\\xffffffff'", "unsigned int 4294967295")]
    [InlineData("sizeof L\"abc\"", "unsigned long 16")]
    [InlineData("sizeof (u\"a\" \"b\")", "unsigned long 6")]
    [InlineData("sizeof u8\"ab\"", "unsigned long 3")]
    [InlineData("(1, 2U)", "unsigned int 2")]
    [InlineData("_Generic(1L, int: 7, long: 8, default: 9)", "int 8")]
    [InlineData("_Generic((char)1, int: 7, default: 9)", "int 9")]
    [InlineData("_Generic(\"a\", char *: 3, default: 4)", "int 3")]
    [InlineData("__builtin_popcount(0xff)", "int 8")]
    [InlineData("__builtin_popcountll(-1)", "int 64")]
    [InlineData("__builtin_ffs(8)", "int 4")]
    [InlineData("__builtin_ffs(0)", "int 0")]
    [InlineData("__builtin_clz(1)", "int 31")]
    [InlineData("__builtin_clzl(1)", "int 63")]
    [InlineData("__builtin_ctz(0x80)", "int 7")]
    [InlineData("__builtin_parity(7)", "int 1")]
    [InlineData("__builtin_abs(-3)", "int 3")]
    [InlineData("__builtin_strlen(\"ab\")", "unsigned long 2")]
    public void Literal_OfAnyKind_HasCsTypeAndValue(string text, string expected) => AssertConstant(expected, text);

    [Theory]
    [InlineData("(1 << 31)", "int -2147483648")]
    [InlineData("(1U << 31)", "unsigned int 2147483648")]
    [InlineData("(1UL << 40)", "unsigned long 1099511627776")]
    [InlineData("-1 >> 1", "int -1")]
    [InlineData("-1U >> 1", "unsigned int 2147483647")]
    [InlineData("1 << 2ULL", "int 4")]
    [InlineData("~0", "int -1")]
    [InlineData("~0U", "unsigned int 4294967295")]
    [InlineData("-1", "int -1")]
    [InlineData("-(u8)1", "int -1")]
    [InlineData("!5", "int 0")]
    [InlineData("1 + 1U", "unsigned int 2")]
    [InlineData("1 - 2U", "unsigned int 4294967295")]
    [InlineData("1 - 2UL", "unsigned long 18446744073709551615")]
    [InlineData("-1 < 0U", "int 0")]
    [InlineData("-1L < 0U", "int 1")]
    [InlineData("7 / -2", "int -3")]
    [InlineData("7 % -2", "int 1")]
    [InlineData("2147483647 + 1", "int -2147483648")]
    [InlineData("1 == 1 && 2 > 1 || 0", "int 1")]
    [InlineData("0 && 1 / 0", "int 0")]
    [InlineData("1 || 1 / 0", "int 1")]
    [InlineData("1 ? 2 : 3U", "unsigned int 2")]
    [InlineData("0 ? 1ULL : 2", "unsigned long long 2")]
    [InlineData("1 ? 2 : 1 / 0", "int 2")]
    [InlineData("5 ?: 6L", "long 5")]
    [InlineData("0 ?: 6", "int 6")]
    [InlineData("2 + 3 * 4 - 1", "int 13")]
    [InlineData("1 | 2 ^ 3 & 5", "int 3")]
    [InlineData("(1, 2)", "int 2")]
    [InlineData("1, 2", null)]
    [InlineData("(\"a\", \"b\")", null)]
    [InlineData("\"a\", \"b\"", null)]
    public void Operator_OnConstants_FollowsCsConversions(string text, string? expected) => AssertConstant(expected, text);

    [Theory]
    [InlineData("(unsigned char)300", "unsigned char 44")]
    [InlineData("(signed char)200", "signed char -56")]
    [InlineData("(_Bool)5", "_Bool 1")]
    [InlineData("(u8)-1", "unsigned char 255")]
    [InlineData("(int)3.9", "int 3")]
    [InlineData("(unsigned long)-1", "unsigned long 18446744073709551615")]
    [InlineData("(enum small)1", "unsigned int 1")]
    [InlineData("(u8)1 + (u8)1", "int 2")]
    [InlineData("(long long)1 + 1L", "long long 2")]
    [InlineData("(void *)8", null)]
    [InlineData("(unsigned long)(void *)8", "unsigned long 8")]
    public void Cast_OfAConstant_HasItsType(string text, string? expected) => AssertConstant(expected, text);

    [Theory]
    [InlineData("sizeof(int)", "unsigned long 4")]
    [InlineData("sizeof(struct s)", "unsigned long 56")]
    [InlineData("sizeof(u8[3])", "unsigned long 3")]
    [InlineData("sizeof(char *)", "unsigned long 8")]
    [InlineData("sizeof(int (*)[4])", "unsigned long 8")]
    [InlineData("sizeof 1ULL", "unsigned long 8")]
    [InlineData("sizeof(1 + 1L)", "unsigned long 8")]
    [InlineData("sizeof('a')", "unsigned long 4")]
    [InlineData("sizeof(\"abc\")", "unsigned long 4")]
    [InlineData("sizeof(((struct s *)0)->d)", "unsigned long 10")]
    [InlineData("sizeof(((struct s *)0)->a + ((struct s *)0)->c)", "unsigned long 8")]
    [InlineData("sizeof(-((struct s *)0)->b)", "unsigned long 4")]
    [InlineData("sizeof(*(struct s *)0)", "unsigned long 56")]
    [InlineData("sizeof(&((struct s *)0)->a)", "unsigned long 8")]
    [InlineData("_Alignof(struct s)", "unsigned long 8")]
    [InlineData("__alignof__(long long)", "unsigned long 8")]
    [InlineData("__builtin_offsetof(struct s, c)", "unsigned long 16")]
    [InlineData("__builtin_offsetof(struct s, d[3])", "unsigned long 28")]
    [InlineData("__builtin_offsetof(struct s, f[2].e)", "unsigned long 44")]
    [InlineData("((unsigned long)&((struct s *)0)->c)", "unsigned long 16")]
    [InlineData("(long)&((struct s *)0)->f[1]", "long 40")]
    [InlineData("sizeof(struct s) / sizeof(int)", "unsigned long 14")]
    [InlineData("sizeof(struct nothing)", null)]
    [InlineData("sizeof(u8", null)]
    [InlineData("((struct s *)0)->a", null)]
    public void Measure_OfATypeOrExpression_IsAConstant(string text, string? expected) => AssertConstant(expected, text);

    [Theory]
    [InlineData("ONE", "int 1")]
    [InlineData("BIG", "long 4294967296")]
    [InlineData("BLUE", "int 1")]
    [InlineData("ONE | 2", "int 3")]
    [InlineData("A", "int 5")]
    [InlineData("__builtin_constant_p(1)", "int 1")]
    [InlineData("__builtin_constant_p(x)", "int 0")]
    [InlineData("__builtin_choose_expr(1, 2, x)", "int 2")]
    [InlineData("__builtin_bswap32(1)", "unsigned int 16777216")]
    [InlineData("__builtin_bswap16(0x1234)", "unsigned short 13330")]
    [InlineData("__builtin_types_compatible_p(u8, unsigned char)", "int 1")]
    [InlineData("__builtin_expect(1, 0)", "long 1")]
    public void Name_WithAValue_HasIt(string text, string expected) => AssertConstant(expected, text);

    [Fact]
    public void Literal_OnA32BitTarget_HasTheTypeThatFitsThere()
    {
        var unit = Header.Read(Target.I386, "#define A 2147483648\n#define B 0xffffffffff\n#define C sizeof(int)\n#define D 1L\n#define E 4294967295U\n");
        Assert.Equal(
            ["long long 2147483648", "long long 1099511627775", "unsigned int 4", "long 1", "unsigned int 4294967295"],
            unit.Constants.Select(constant => unit.Integer(constant.Name!)));
    }

    [Fact]
    public void CharacterConstant_WhereCharIsUnsigned_IsPositive() => Assert.Equal("int 255", Header.Read(Target.Arm, "#define A '\\377'\n").Integer("A"));

    [Theory]
    [InlineData("\"abc\"", "abc")]
    [InlineData("\"a\" \"b\"", "ab")]
    [InlineData("\"a\\n\\x41\\101\\0b\"", "a\nAA\0b")]
    [InlineData("\"\\u00e9\"", "\u00c3\u00a9")]
    [InlineData("\"é\"", "\u00c3\u00a9")]
    [InlineData("(\"abc\")", "abc")]
    [InlineData("\"\"", "")]
    public void String_WithEscapes_IsItsBytes(string text, string expected)
    {
        var constant = Header.ReadClean($"#define X {text}\n").Constant("X");
        Assert.Equal((ConstantKind.String, expected, expected.Length + 1L), (constant.Kind, constant.StringValue, constant.Size));
    }

    [Theory]
    [InlineData("1.5", "double", 1.5)]
    [InlineData("3.6f", "float", 3.6f)]
    [InlineData("1e3L", "long double", 1000)]
    [InlineData("0x1.8p1", "double", 3)]
    [InlineData("1 / 4.0", "double", 0.25)]
    [InlineData("-(.5)", "double", -0.5)]
    public void Float_AsAMacro_HasItsTypeAndValue(string text, string type, double value)
    {
        var constant = Header.ReadClean($"#define X {text}\n").Constant("X");
        Assert.Equal((ConstantKind.Float, type, value), (constant.Kind, constant.Type.ToString(), constant.FloatValue));
    }

    [Theory]
    [InlineData("1.18973149535723176502e+4932L")]
    [InlineData("3.36210314311209350626e-4932L")]
    public void LongDouble_BeyondADouble_IsNoConstant(string text) =>
        Assert.Contains("beyond what a double holds", Assert.Single(Header.ReadClean("#define X " + text + "\n").Macros).Reason, System.StringComparison.Ordinal);

    [Theory]
    [InlineData("#define X", "it is empty")]
    [InlineData("#define X(a) a", "it takes parameters")]
    [InlineData("#define X unknown", "'unknown' is not declared as a constant")]
    [InlineData("#define X int", "'int' is a keyword or a type")]
    [InlineData("#define X do { } while (0)", "'do' is not expected in an expression")]
    [InlineData("#define X f(1)", "'f' is no macro here and would be a call")]
    [InlineData("#define X 1 / 0", "it divides by zero")]
    [InlineData("#define X 1 << 32", "it shifts by more bits than the type has")]
    [InlineData("#define X (int[]){ 1 }", "it holds a compound literal")]
    [InlineData("#define X ({ 1; })", "it holds a statement expression")]
    [InlineData("#define X x = 1", "it holds an assignment")]
    [InlineData("#define X x++", "it holds an increment")]
    [InlineData("#define X *(int *)4", "it reads memory")]
    [InlineData("#define X &y", "it takes the address of an object")]
    [InlineData("#define X sizeof(struct none)", "it measures 'struct none', which is incomplete")]
    [InlineData("#define X 1 +", "The end of the file is not expected in an expression")]
    [InlineData("#define X X", "'X' is not declared as a constant")]
    public void Macro_ThatIsNoConstant_HasAReason(string text, string reason) =>
        Assert.Equal(reason, Header.ReadClean(text + "\n").Macros.Single().Reason);

    [Fact]
    public void Macro_IsEvaluatedAtTheEnd_WithWhatCameBehindIt()
    {
        var unit = Header.ReadClean("#define A B + sizeof(struct late)\n#define B 1\nstruct late { int a; };\n#define C 1\n#undef C\n#define D 1\n#undef D\n#define D 2\n");
        Assert.Equal("unsigned long 5", unit.Integer("A"));
        Assert.Equal("int 2", unit.Integer("D"));
        Assert.DoesNotContain(unit.Constants, constant => constant.Name == "C");
    }

    private static void AssertConstant(string? expected, string text)
    {
        var unit = Header.ReadClean($"{Declarations}#define A 5\n#define X {text}\n");
        if (expected is null)
        {
            Assert.Contains(unit.Macros, macro => macro.Name == "X");
        }
        else
        {
            Assert.True(unit.Constants.Any(constant => constant.Name == "X"), unit.Macros.FirstOrDefault(macro => macro.Name == "X")?.Reason);
            Assert.Equal(expected, unit.Integer("X"));
        }
    }
}
