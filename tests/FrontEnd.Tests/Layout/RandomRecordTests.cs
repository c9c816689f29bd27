// Records at random, laid out by the front end and judged by gcc and clang on every target. The seeds are fixed: a failure repeats.
using System;
using System.IO;
using System.Linq;
using UapiGen.C.Layout;
using UapiGen.Oracle;
using UapiGen.Oracle.Compilers;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Layout;

public sealed class RandomRecordTests
{
    private const int Records = 250;

    public static TheoryData<string> Targets => [.. Target.All.Select(target => target.Triple)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Records_AtRandom_AreLaidOutAsTheCompilersDo(string triple)
    {
        var target = Target.Find(triple)!;
        Judge(RandomRecords.Write(seed: 1, Records, target, hasCorners: false), target, Compiler.For(target).Count);
    }

    /// <summary>Where Clang has other rules, GCC's hold; the installed GCC compiles for these two.</summary>
    [Theory]
    [InlineData("x86_64-linux-gnu")]
    [InlineData("i386-linux-gnu")]
    public void Records_AtRandomWithCorners_AreLaidOutAsGccDoes(string triple)
    {
        var target = Target.Find(triple)!;
        Judge(RandomRecords.Write(seed: 2, Records, target, hasCorners: true), target, judges: 1);
    }

    private static void Judge(string text, Target target, int judges)
    {
        string[] names = [.. Compiler.For(target).Take(judges).Select(compiler => compiler.Name)];
        string path = Path.Combine(Path.GetTempPath(), $"uapigen-{Guid.NewGuid():N}.h");
        File.WriteAllText(path, text);
        try
        {
            var verdict = new HeaderJudge(new CompileOptions(target, [Path.GetTempPath()], [], [])).Judge(path);
            Assert.Null(verdict.Refusal);
            Assert.Equal([], verdict.Missing.Concat(verdict.Extra).Concat(verdict.Errors));
            Assert.Equal([], verdict.Wrong.Where(finding => names.Any(name => finding.Contains(" " + name + " says", StringComparison.Ordinal) || finding.StartsWith(name, StringComparison.Ordinal))));
            Assert.True(verdict.Facts > Records * 5, $"only {verdict.Facts} facts were judged");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
