// Directives (C11 6.10): conditions, includes, and what is skipped.
using System.Linq;
using UapiGen.C;
using UapiGen.C.Layout;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Preprocessing;

public sealed class DirectiveTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("2 - 1")]
    [InlineData("-1 < 0")]
    [InlineData("-1 > 0u")]
    [InlineData("-1 > 0xffffffffffffffff - 1")]
    [InlineData("(0 - 1) / 2 == 0")]
    [InlineData("(0u - 1) / 2 == 0x7fffffffffffffff")]
    [InlineData("-7 / 2 == -3 && -7 % 2 == -1")]
    [InlineData("1 ? 2 : 0")]
    [InlineData("0 ? 0 : 1 ? 1 : 0")]
    [InlineData("(1 ? -1 : 0u) > 0")]
    [InlineData("1 || 1 / 0")]
    [InlineData("!(0 && 1 / 0)")]
    [InlineData("0 ? 1 / 0 : 1")]
    [InlineData("1 << 40 >> 40")]
    [InlineData("-1 >> 63 == -1")]
    [InlineData("0x10UL == 16 && 020 == 16 && 0b10000 == 16")]
    [InlineData("'a' == 97 && '\\n' == 10 && '\\x41' == 'A' && '\\101' == 'A'")]
    [InlineData("'\\377' < 0")]
    [InlineData("~0 == -1")]
    [InlineData("(2 | 1) == 3 && (3 & 1) == 1 && (3 ^ 1) == 2")]
    [InlineData("unknown == 0")]
    [InlineData("defined A && defined(A) && !defined B")]
    [InlineData("A + 1 == 3")]
    [InlineData("f(1) == 2")]
    [InlineData("HAS_A")]
    [InlineData("defined __has_include && __has_include(\"there.h\") && __has_include(<there.h>) && !__has_include(<missing.h>)")]
    [InlineData("__has_include(HEADER)")]
    [InlineData("__has_attribute(packed) && __has_attribute(__aligned__) && !__has_attribute(nonsense)")]
    [InlineData("__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__")]
    [InlineData("__GNUC__ >= 4 /* goes\n on */ && 1")]
    public void Condition_ThatHolds_TakesItsGroup(string condition)
    {
        const string Macros = "#define A 2\n#define f(x) x + 1\n#define HAS_A defined(A)\n#define HEADER <there.h>\n";
        Assert.Equal("yes", Preprocessed.Text($"{Macros}#if {condition}\nyes\n#else\nno\n#endif\n", ("there.h", "")));
        Assert.Equal("no", Preprocessed.Text($"{Macros}#if !({condition})\nyes\n#else\nno\n#endif\n", ("there.h", "")));
    }

    [Theory]
    [InlineData("#if 0\na\n#elif 1\nb\n#elif 1\nc\n#else\nd\n#endif", "b")]
    [InlineData("#if 1\na\n#elif 1 / 0\nb\n#else\nd\n#endif", "a")]
    [InlineData("#if 0\n#if 1\na\n#else\nb\n#endif\n#else\nc\n#endif", "c")]
    [InlineData("#ifdef A\na\n#endif\n#ifndef A\nb\n#endif", "b")]
    [InlineData("#define A\n#ifdef A\na\n#else\nb\n#endif", "a")]
    [InlineData("#ifdef B\na\n#elifndef B\nb\n#endif", "b")]
    [InlineData("#define B\n#ifdef A\na\n#elifdef B\nb\n#endif", "b")]
    [InlineData("#if 0\nisn't C\n#endif\na", "a")]
    [InlineData("#if 0\n\"\n#endif\na", "a")]
    [InlineData("#if 0\n/*\n#endif\n*/\n#endif\na", "a")]
    [InlineData("#if 0\n'/*'\n#endif\na", "a")]
    [InlineData("#if 0\n#nonsense\n#include <missing>\n#error\n#define A 1\n#endif\nA", "A")]
    [InlineData("#if 0\n# /* c */ endif\na", "a")]
    [InlineData("#if 0 // isn't\n#endif // isn't\na", "a")]
    [InlineData("f(\n#if 1\n1\n#else\n2\n#endif\n)", "f ( 1 )")]
    [InlineData("#define f(x) [x]\nf(\n#define A 1\nA\n)", "[ 1 ]")]
    [InlineData("#pragma GCC diagnostic push\na", "a")]
    [InlineData("#line 5 \"x\"\na", "a")]
    [InlineData("# 5 \"x\" 1\na", "a")]
    [InlineData("#\na", "a")]
    [InlineData("#ident \"it's\"\na", "a")]
    public void Groups_WhateverTheyHold_AreTakenOrSkipped(string text, string expected) => Assert.Equal(expected, Preprocessed.Text(text));

    [Theory]
    [InlineData("#include \"a.h\"\nb", "a b")]
    [InlineData("#include <a.h> /* why */\nb", "a b")]
    [InlineData("#define H <a.h>\n#include H\nb", "a b")]
    [InlineData("#define H \"a.h\"\n#include H\nb", "a b")]
    [InlineData("#define LT <\n#define NAME a.h\n#include LT NAME>\nb", "a b")]
    [InlineData("#include \"guarded.h\"\n#include \"guarded.h\"\nb", "g b")]
    [InlineData("#include \"guarded.h\"\n#undef G\n#include \"guarded.h\"\nb", "g g b")]
    [InlineData("#include \"once.h\"\n#include \"once.h\"\nb", "o b")]
    [InlineData("#include \"half.h\"\n#include \"half.h\"\nb", "h tail tail b")]
    [InlineData("#include \"wrapper.h\"\nb", "inner wrapper b")]
    [InlineData("#import \"a.h\"\nb", "a b")]
    public void Include_ByAnyName_ReadsTheHeader(string text, string expected) => Assert.Equal(expected, Preprocessed.Text(
        text,
        ("a.h", "a\n"),
        ("guarded.h", "/* c */\n#ifndef G\n#define G\ng\n#endif /* G */\n"),
        ("once.h", "#pragma once\no\n"),
        ("half.h", "#ifndef HALF\n#define HALF\nh\n#endif\ntail\n"),
        ("wrapper.h", "#include_next <wrapper.h>\nwrapper\n"),
        ("next/wrapper.h", "inner\n")));

    [Fact]
    public void Include_ThatIsMissing_IsFoundAndReadingGoesOn()
    {
        var unit = Header.Read("#include <missing.h>\nstruct a { int x; };\n");
        Assert.Equal(["test.h(1,10): UAPI1101"], unit.Findings());
        Assert.Equal(["a"], unit.Records.Select(record => record.Name));
    }

    [Fact]
    public void Include_WithoutAName_LeavesTheNextLineAlone() => Assert.Equal("a", Header.Read("#include\nstruct a { int x; };\n").Records.Single().Name);

    [Theory]
    [InlineData("#error isn't read\n", "UAPI1105", "The header refuses to be read this way: #error isn't read")]
    [InlineData("#warning isn't read\n", "UAPI1108", "#warning isn't read")]
    [InlineData("#if 1 +\n#endif\n", "UAPI1110", "The condition of '#if' cannot be evaluated: an operand is missing; the group is skipped")]
    [InlineData("#if f(1)\n#endif\n", "UAPI1110", "The condition of '#if' cannot be evaluated: the macro 'f' is not defined; the group is skipped")]
    [InlineData("#if 1.5\n#endif\n", "UAPI1110", "The condition of '#if' cannot be evaluated: '1.5' is no integer; the group is skipped")]
    public void Directive_ThatComplains_IsTold(string text, string id, string message)
    {
        var finding = Header.Read(text).Diagnostics.Single();
        Assert.Equal((id, message), (finding.Descriptor.Id, finding.Message));
    }

    [Fact]
    public void Options_DefineAndUndefine_BeforeTheFirstLine()
    {
        var options = new FrontEndOptions
        {
            Defines = [new("A", "7"), new("f(x)", "x + 1")],
            Undefines = ["__linux__"],
            ForcedIncludes = ["first.h"],
        };
        var unit = Header.Read("#ifdef __linux__\n#error\n#endif\n#define B f(A) + C\n", options, TestContext.Current.CancellationToken, ("first.h", "#define C 10\n"));
        Assert.Equal([], unit.Findings());
        Assert.Equal("int 18", unit.Integer("B"));
    }

    [Fact]
    public void Targets_WithTheirMacros_KnowWhatTheyAre()
    {
        const string Text = """
            #define POINTER __SIZEOF_POINTER__
            #if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
            #define ORDER 4321
            #else
            #define ORDER 1234
            #endif
            #ifdef __s390x__
            #define S390 1
            #else
            #define S390 0
            #endif

            """;
        foreach (var target in Target.All)
        {
            var unit = Header.Read(target, Text);
            Assert.Equal("int " + (target.PointerSize == 4 ? "4" : "8"), unit.Integer("POINTER"));
            Assert.Equal("int " + (target.IsBigEndian ? "4321" : "1234"), unit.Integer("ORDER"));
            Assert.Equal("int " + (target == Target.S390X ? "1" : "0"), unit.Integer("S390"));
        }
    }
}
