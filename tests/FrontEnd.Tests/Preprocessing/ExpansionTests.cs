// Macro expansion (C11 6.10.3), GNU's and C23's additions included.
using Xunit;

namespace UapiGen.FrontEnd.Tests.Preprocessing;

public sealed class ExpansionTests
{
    [Theory]
    [InlineData("#define A B\n#define B 1\nA", "1")]
    [InlineData("#define B 1\n#define A B\n#undef B\n#define B 2\nA", "2")]
    [InlineData("#define A\n[A]", "[ ]")]
    [InlineData("#define A 1\n#undef A\nA", "A")]
    public void ObjectLikeMacro_WhereItIsUsed_IsItsBody(string text, string expected) => Assert.Equal(expected, Preprocessed.Text(text));

    [Theory]
    [InlineData("#define A A\nA", "A")]
    [InlineData("#define A A + 1\nA", "A + 1")]
    [InlineData("#define A B\n#define B A\nA B", "A B")]
    [InlineData("#define f(x) f(x + 1)\nf(2)", "f ( 2 + 1 )")]
    [InlineData("#define f(x) x f\nf(f)(1)", "f f ( 1 )")]
    [InlineData("#define NIL(x) x\n#define g f\n#define f(x) x + g\nf(1)(2)", "1 + f ( 2 )")]
    public void Macro_WithinItsOwnExpansion_StaysAName(string text, string expected) => Assert.Equal(expected, Preprocessed.Text(text));

    [Theory]
    [InlineData("#define f(a, b) b a\nf(1, 2)", "2 1")]
    [InlineData("#define f(a) a\nf((1, 2))", "( 1 , 2 )")]
    [InlineData("#define f(a) [a]\nf()", "[ ]")]
    [InlineData("#define f() 1\nf() f( )", "1 1")]
    [InlineData("#define f(a) a\nf", "f")]
    [InlineData("#define f(a) a\nf\n(1)", "1")]
    [InlineData("#define f (a) a\nf", "( a ) a")]
    [InlineData("#define g 1\n#define f(a) a\nf(g)", "1")]
    [InlineData("#define f(a) a * g\n#define g(a) f(a)\nf(2)(9)", "2 * 9 * g")]
    [InlineData("#define L (\n#define f(a) a\nf L 1)", "f ( 1 )")]
    [InlineData("#define f(a) a\n#define g f(\ng 1)", "1")]
    public void FunctionLikeMacro_WithItsArguments_IsItsBody(string text, string expected) => Assert.Equal(expected, Preprocessed.Text(text));

    /// <summary>White space before what comes to nothing is its successor's, as GCC and Clang spell it.</summary>
    [Theory]
    [InlineData("#define NIL\n#define D(x) x NIL\nXS(D(f)(1))", "\"f (1)\"")]
    [InlineData("#define f(a, b) [a b]\nXS(f(1,))", "\"[1 ]\"")]
    [InlineData("#define f(a, ...) g(a __VA_OPT__(,) __VA_ARGS__)\nXS(f(1)f(1,2))", "\"g(1 )g(1 , 2)\"")]
    [InlineData("#define NIL\nXS(-NIL-)", "\"--\"")]
    [InlineData("#define NIL\nXS(- NIL-)", "\"- -\"")]
    public void WhiteSpace_BeforeWhatComesToNothing_Stays(string text, string expected) =>
        Assert.Equal(expected, Preprocessed.Text("#define S(x) #x\n#define XS(x) S(x)\n" + text));

    /// <summary>C11 6.10.3.4: what follows a use takes part in rescanning, and a body means its names as they stand at the use.</summary>
    [Fact]
    public void Rescanning_TakesWhatFollowsTheUse()
    {
        const string Text = """
            #define n 3
            #define plus(a) run(n * (a))
            #undef n
            #define n 2
            #define run twice
            #define pair n[0]
            #define open plus(pair
            #define t(a) a
            #define w 0,1
            #define m(a) a(w)
            plus(y + 1) + plus(plus(pair)) % t(t(0) + t)(1); open) t(m)(m);
            """;
        Assert.Equal("twice ( 2 * ( y + 1 ) ) + twice ( 2 * ( twice ( 2 * ( 2 [ 0 ] ) ) ) ) % 0 + t ( 1 ) ; twice ( 2 * ( 2 [ 0 ] ) ) m ( 0 , 1 ) ;", Preprocessed.Text(Text));
    }

    [Theory]
    [InlineData("#define f(x) #x\nf(a)", "\"a\"")]
    [InlineData("#define f(x) #x\nf()", "\"\"")]
    [InlineData("#define f(x) #x\nf( a  +   b )", "\"a + b\"")]
    [InlineData("#define f(x) #x\nf(a/* c */b)", "\"a b\"")]
    [InlineData("#define f(x) #x\nf(\"a\\n\")", "\"\\\"a\\\\n\\\"\"")]
    [InlineData("#define f(x) #x\nf('\"')", "\"'\\\"'\"")]
    [InlineData("#define A 1\n#define f(x) #x\nf(A)", "\"A\"")]
    [InlineData("#define A 1\n#define f(x) #x\n#define g(x) f(x)\ng(A)", "\"1\"")]
    [InlineData("#define f(...) #__VA_ARGS__\nf(a, b)", "\"a, b\"")]
    [InlineData("#define A # x\nA", "# x")]
    public void Stringizing_AnArgument_SpellsItAsWritten(string text, string expected) => Assert.Equal(expected, Preprocessed.Text(text));

    [Theory]
    [InlineData("#define f(a, b) a##b\nf(x, 1)", "x1")]
    [InlineData("#define f(a, b) a ## b\nf(, 1) f(x, ) f(, )", "1 x")]
    [InlineData("#define f(a) __##a##__\nf(x)", "__x__")]
    [InlineData("#define f(a, b, c) a##b##c\nf(1,2,3) f(1,,3) f(,2,)", "123 13 2")]
    [InlineData("#define A 1\n#define f(a, b) a##b\nf(A, A)", "AA")]
    [InlineData("#define AB 1\n#define f(a, b) a##b\nf(A, B)", "1")]
    [InlineData("#define f(a, b) a##b\nf(<, <=)", "<<=")]
    [InlineData("#define f(a) 0x##a##ULL\nf(10)", "0x10ULL")]
    [InlineData("#define f(a, b) a ## b c\nf(x y, z w)", "x yz w c")]
    [InlineData("#define h # ## #\nh", "##")]
    [InlineData("#define f f1##f\nf", "f1f")]
    public void Pasting_TwoTokens_MakesOne(string text, string expected) => Assert.Equal(expected, Preprocessed.Text(text));

    [Fact]
    public void Pasting_WhatMakesNoToken_IsFoundAtTheUse() =>
        Assert.Contains("test.h(2,3): UAPI1109", Header.Read("#define f(a, b) a##b\n  f(int, +) x;\n").Findings());

    [Theory]
    [InlineData("#define f(...) [__VA_ARGS__]\nf() f(1) f(1, 2)", "[ ] [ 1 ] [ 1 , 2 ]")]
    [InlineData("#define f(a, ...) a[__VA_ARGS__]\nf(1) f(1, 2) f(1, 2, 3)", "1 [ ] 1 [ 2 ] 1 [ 2 , 3 ]")]
    [InlineData("#define f(a...) [a]\nf() f(1, 2)", "[ ] [ 1 , 2 ]")]
    [InlineData("#define f(a, r...) a[r]\nf(1, 2, 3)", "1 [ 2 , 3 ]")]
    [InlineData("#define f(a, ...) g(a, ## __VA_ARGS__)\nf(1) f(1, 2) f(1, 2, 3)", "g ( 1 ) g ( 1 , 2 ) g ( 1 , 2 , 3 )")]
    [InlineData("#define f(a, r...) g(a, ##r)\nf(1) f(1, 2)", "g ( 1 ) g ( 1 , 2 )")]
    [InlineData("#define f(a, ...) g(a __VA_OPT__(,) __VA_ARGS__)\nf(1) f(1, 2)", "g ( 1 ) g ( 1 , 2 )")]
    [InlineData("#define f(a, ...) __VA_OPT__(x##a) y\nf(1) f(1, 2)", "y x1 y")]
    public void VariadicMacro_WithAnyNumber_TakesTheRest(string text, string expected) => Assert.Equal(expected, Preprocessed.Text(text));

    [Theory]
    [InlineData("__LINE__\n__LINE__", "1 2")]
    [InlineData("#define L __LINE__\n\nL", "3")]
    [InlineData("#define f(x) x\nf(\n__LINE__)", "3")]
    [InlineData("__FILE__", "\"test.h\"")]
    [InlineData("__COUNTER__ __COUNTER__", "0 1")]
    [InlineData("__INCLUDE_LEVEL__", "0")]
    [InlineData("__linux__ __STDC__", "1 1")]
    public void BuiltInMacro_WhereItIsUsed_HasItsValue(string text, string expected) => Assert.Equal(expected, Preprocessed.Text(text));

    [Fact]
    public void CountedBy_ThatIsDefinedEmpty_IsReadAsTheAttribute()
    {
        var unit = Header.ReadClean("#define __counted_by(m)\nstruct x { int n; int a[] __counted_by(n); };\n");
        Assert.Equal("n", unit.Record("x").Field("a").CountedBy);
    }
}
