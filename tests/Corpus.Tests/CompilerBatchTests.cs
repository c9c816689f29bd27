// Many units in one run of a compiler are judged as one alone is: an error of one hides none of another.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Layout;
using UapiGen.Oracle.Compilers;
using Xunit;

namespace UapiGen.Corpus.Tests;

public sealed class CompilerBatchTests
{
    private static readonly CompileOptions Options = new(Target.X86_64, [], [], []);

    private static readonly string[] Texts =
    [
        "int good;\n",
        "#include <nothing>\nint behind;\n",
        "int x[-1];\nint y = \"\" * 2;\n",
        "int good;\n",
        "_Static_assert(sizeof(int) == 8, \"\");\n",
    ];

    public static TheoryData<string> Programs => [.. Compiler.For(Target.X86_64).Select(compiler => compiler.Name)];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Errors_OfManyUnits_AreThoseOfEachAlone(string program)
    {
        Compiler compiler = Named(program);
        IReadOnlyList<IReadOnlyList<CompilerError>> together = compiler.CheckEach(Texts, Options);

        Assert.Equal(Texts.Select(text => Describe(compiler.Check(text, Options))), together.Select(Describe));
        Assert.Equal([0, 1, 2, 0, 1], together.Select(errors => errors.Count));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Objects_OfManyUnits_AreThereForEachWithoutErrors(string program)
    {
        using CompilerBatch batch = Named(program).RunEach(["-c"], Texts, Options);

        Assert.Equal([true, false, false, true, false], Enumerable.Range(0, Texts.Length).Select(unit => batch.ObjectOf(unit) is not null));
    }

    private static Compiler Named(string program) => Compiler.For(Target.X86_64).Single(compiler => compiler.Name == program);

    private static string Describe(IReadOnlyList<CompilerError> errors) => string.Join('\n', errors.Select(error => error.ToString()));
}
