// The judge is judged: each kind of lie in a model is found, and told with both values.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.Oracle;
using UapiGen.Oracle.Compilers;
using Xunit;

namespace UapiGen.Layout.Tests;

public sealed class OracleTests : IDisposable
{
    private const string Header = """
        enum color { RED = 1, BLUE = 7 };
        typedef unsigned int width_t;
        struct pair {
            unsigned char tag;
            struct { unsigned short inner; };
            unsigned low : 3, high : 5;
            width_t tail[];
        };
        #define LIMIT (1UL << 40)
        #define NAME "pair\n"
        #define HALF 0.5
        #define TWICE(x) ((x) * 2)
        """;

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".h");

    public OracleTests() => File.WriteAllText(_path, Header + "\n");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Judge_TrueModel_FindsNothing() => Assert.Equal([], Sentences(_ => { }));

    [Fact]
    public void Judge_WrongSize_TellsBothValues() =>
        AssertTold(unit => Pair(unit).Size = 12, "wrong: sizeof(struct pair): 12, but gcc says 8", "wrong: sizeof(struct pair): 12, but clang says 8");

    [Fact]
    public void Judge_WrongAlignment_TellsBothValues() =>
        AssertTold(unit => Pair(unit).Alignment = 8, "wrong: _Alignof(struct pair): 8, but gcc says 4", "wrong: _Alignof(struct pair): 8, but clang says 4");

    [Fact]
    public void Judge_WrongOffsetOfAnonymousMember_TellsBothValues() =>
        AssertTold(
            unit => Pair(unit).Fields[1].Offset = 1,
            "wrong: offsetof(struct pair, inner): 1, but gcc says 2",
            "wrong: offsetof(struct pair, inner): 1, but clang says 2");

    [Fact]
    public void Judge_WrongBitField_TellsBothPlaces() =>
        AssertTold(
            unit => Pair(unit).Fields.Single(field => field.Name == "high").BitOffset = 40,
            "wrong: bit-field struct pair.high: 5 bits at bit 40, but gcc says 5 bits at bit 35",
            "wrong: bit-field struct pair.high: 5 bits at bit 40, but clang says 5 bits at bit 35");

    [Fact]
    public void Judge_WrongFieldType_TellsBothTypes() =>
        AssertTold(
            unit => Pair(unit).Fields[0].Type = new BuiltinType(BuiltinKind.Char),
            "wrong: type of struct pair.tag: char, but gcc says unsigned char",
            "wrong: type of struct pair.tag: char, but clang says unsigned char");

    [Fact]
    public void Judge_WrongEnumerator_TellsBothValues() =>
        AssertTold(unit => unit.Enums[0].Enumerators[1].Value = 8, "wrong: value of BLUE: 8, but gcc says 7", "wrong: value of BLUE: 8, but clang says 7");

    [Fact]
    public void Judge_WrongConstant_TellsBothValues() =>
        AssertTold(
            unit => Constant(unit, "LIMIT").IntegerBits = 1,
            "wrong: value of LIMIT: 1, but gcc says 1099511627776",
            "wrong: value of LIMIT: 1, but clang says 1099511627776");

    [Fact]
    public void Judge_WrongConstantType_TellsBothTypes() =>
        AssertTold(
            unit => Constant(unit, "LIMIT").Type = new BuiltinType(BuiltinKind.UnsignedLongLong),
            "wrong: type of LIMIT: unsigned long long, but gcc says unsigned long",
            "wrong: type of LIMIT: unsigned long long, but clang says unsigned long");

    [Fact]
    public void Judge_WrongString_IsTold() =>
        AssertTold(unit => Constant(unit, "NAME").StringValue = "pear\n", "wrong: characters of NAME: 1, but gcc says 0", "wrong: characters of NAME: 1, but clang says 0");

    [Fact]
    public void Judge_WrongFloat_IsTold() =>
        Assert.Equal(2, Sentences(unit => Constant(unit, "HALF").FloatValue = 0.25).Count(sentence => sentence.StartsWith("wrong: HALF == 0.25", StringComparison.Ordinal)));

    [Fact]
    public void Judge_MissingRecord_IsTold() =>
        AssertTold(unit => unit.Records = [], "missing: struct pair {tag,{inner},low,high,tail[]}");

    [Fact]
    public void Judge_MissingField_IsTold() =>
        AssertTold(
            unit => Pair(unit).Fields = [.. Pair(unit).Fields.Where(field => field.Name != "low")],
            "missing: struct pair {tag,{inner},low,high,tail[]}",
            "extra: struct pair {tag,{inner},high,tail[]}");

    [Fact]
    public void Judge_WrongPacked_IsTold() =>
        AssertTold(
            unit => Pair(unit).IsPacked = true,
            "missing: struct pair {tag,{inner},low,high,tail[]}",
            "extra: struct pair {tag,{inner},low,high,tail[]} packed");

    [Fact]
    public void Judge_MissingEnumerator_IsTold() =>
        AssertTold(unit => unit.Enums[0].Enumerators = [unit.Enums[0].Enumerators[0]], "missing: enumerator BLUE");

    [Fact]
    public void Judge_MissingTypedef_IsTold() => AssertTold(unit => unit.Typedefs = [], "missing: typedef width_t");

    [Fact]
    public void Judge_MissingMacro_IsTold() => AssertTold(unit => unit.Macros = [], "missing: macro TWICE");

    [Fact]
    public void Judge_ConstantAmongMacros_IsTold() =>
        AssertTold(
            unit =>
            {
                ConstantDeclaration limit = Constant(unit, "LIMIT");
                unit.Macros = [.. unit.Macros, new MacroDeclaration { Name = limit.Name, Location = limit.Location, Replacement = limit.Replacement, Reason = "too hard" }];
                unit.Constants = [.. unit.Constants.Where(constant => constant != limit)];
            },
            "wrong: LIMIT: no constant (too hard), but clang evaluates it");

    [Fact]
    public void Judge_WrongBitFieldOnBigEndian_TellsBothPlaces() =>
        AssertTold(
            Target.S390X,
            unit => Pair(unit).Fields.Single(field => field.Name == "high").BitOffset = 40,
            "wrong: bit-field struct pair.high: 5 bits at bit 40, but clang says 5 bits at bit 35");

    [Fact]
    public void Judge_HeaderThatCompilersRefuse_IsNotJudged()
    {
        File.WriteAllText(_path, "struct broken { int x\n");
        Verdict verdict = new HeaderJudge(Options(Target.X86_64)).Judge(_path);
        Assert.NotNull(verdict.Refusal);
        Assert.Equal(0, verdict.Facts);
    }

    private void AssertTold(Action<TranslationUnit> lie, params string[] expected) => AssertTold(Target.X86_64, lie, expected);

    private void AssertTold(Target target, Action<TranslationUnit> lie, params string[] expected) => Assert.Equal(expected, Sentences(lie, target));

    private List<string> Sentences(Action<TranslationUnit> lie, Target? target = null)
    {
        CompileOptions options = Options(target ?? Target.X86_64);
        TranslationUnit unit = HeaderJudge.Read(_path, options);
        lie(unit);
        return [.. new HeaderJudge(options).Judge(_path, unit, options).Sentences];
    }

    private static CompileOptions Options(Target target) => new(target, [], [], []);

    private static RecordDeclaration Pair(TranslationUnit unit) => unit.Records.Single();

    private static ConstantDeclaration Constant(TranslationUnit unit, string name) => unit.Constants.Single(constant => constant.Name == name);
}
