// Records at random, laid out by the front end and judged by gcc and clang. The seeds are fixed: a failure repeats. docs/fuzzing.md says
// how to go on with others.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using UapiGen.C.Layout;
using UapiGen.FrontEnd.Tests.Fuzzing;
using UapiGen.Oracle;
using UapiGen.Oracle.Compilers;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Layout;

public sealed class RandomRecordTests : IDisposable
{
    public const string SeedVariable = "UAPIGEN_RECORDS_SEED";
    public const string CountVariable = "UAPIGEN_RECORDS_COUNT";

    /// <summary>Records that one header holds.</summary>
    private const int RecordsInHeader = 250;

    /// <summary>Headers that one run of a compiler reads.</summary>
    private const int HeadersAtOnce = 4;

    private readonly string _directory = Directory.CreateTempSubdirectory("uapigen-").FullName;

    /// <summary>Those that are not among the thousands below.</summary>
    public static TheoryData<string> OtherTargets =>
        [.. Target.All.Where(target => target != Target.X86_64 && target != Target.I386 && target != Target.S390X).Select(target => target.Triple)];

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>By gcc and clang; one 32-bit target and one of big endian besides.</summary>
    [Theory]
    [InlineData("x86_64-linux-gnu")]
    [InlineData("i386-linux-gnu")]
    [InlineData("s390x-linux-gnu")]
    public void Records_ByTheThousandAtRandom_AreLaidOutAsTheCompilersDo(string triple) =>
        Judge(triple, (int)FuzzSettings.Number(SeedVariable, 1000), FuzzSettings.Number(CountVariable, 20_000), hasCorners: false);

    [Theory]
    [MemberData(nameof(OtherTargets))]
    public void Records_AtRandom_AreLaidOutAsTheCompilersDo(string triple) => Judge(triple, seed: 1, RecordsInHeader, hasCorners: false);

    /// <summary>Where Clang has other rules, GCC's hold; the installed GCC compiles for these two.</summary>
    [Theory]
    [InlineData("x86_64-linux-gnu")]
    [InlineData("i386-linux-gnu")]
    public void Records_AtRandomWithCorners_AreLaidOutAsGccDoes(string triple) => Judge(triple, seed: 2, RecordsInHeader, hasCorners: true);

    private void Judge(string triple, int seed, long count, bool hasCorners)
    {
        var target = Target.Find(triple)!;
        int headers = (int)((count + RecordsInHeader - 1) / RecordsInHeader);
        var judge = new HeaderJudge(new CompileOptions(target, [_directory], [], []));
        string[] judges = [.. Compiler.For(target).Take(hasCorners ? 1 : 2).Select(compiler => compiler.Name)];
        List<string> findings =
        [
            .. Enumerable.Range(seed, headers).Chunk(HeadersAtOnce).AsParallel().SelectMany(seeds => Judge(judge, seeds, target, hasCorners))
                .Where(finding => IsOf(judges, finding)),
        ];
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    private List<string> Judge(HeaderJudge judge, int[] seeds, Target target, bool hasCorners)
    {
        string[] paths = Array.ConvertAll(seeds, seed => Path.Combine(_directory, FormattableString.Invariant($"{target.Triple}-seed-{seed}.h")));
        for (int i = 0; i < seeds.Length; i++)
        {
            File.WriteAllText(paths[i], RandomRecords.Write(seeds[i], RecordsInHeader, target, hasCorners));
        }

        var findings = new List<string>();
        foreach (Verdict verdict in judge.JudgeEach(paths))
        {
            string name = Path.GetFileName(verdict.Header);
            findings.AddRange(verdict.Sentences.Select(sentence => $"{name}: {sentence}"));
            if (verdict.Refusal is not null)
            {
                findings.Add($"{name}: not judged: {verdict.Refusal}");
            }
            else if (verdict.Judged[FactKind.Record] != RecordsInHeader)
            {
                findings.Add($"{name}: only {verdict.Judged[FactKind.Record]} records");
            }
        }

        return findings;
    }

    /// <summary>False for what a compiler says that is no judge here.</summary>
    private static bool IsOf(string[] judges, string finding) =>
        !finding.Contains(": wrong: ", StringComparison.Ordinal)
        || judges.Any(name => finding.Contains(" " + name + " says", StringComparison.Ordinal) || finding.Contains(": " + name, StringComparison.Ordinal));
}
