// Every header of two kernels on every target: all that the front end says is confirmed by the compilers, and nothing is left out.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Layout;
using UapiGen.Oracle;
using Xunit;

namespace UapiGen.Corpus.Tests;

public sealed class CorpusTests(CorpusTable table) : IClassFixture<CorpusTable>
{
    private const int HeadersAtOnce = 25;

    public static MatrixTheoryData<string, string> KernelsAndTargets =>
        new([KernelHeaders.Installed, KernelHeaders.Backports], Target.All.Select(target => target.Triple));

    [Theory]
    [MemberData(nameof(KernelsAndTargets))]
    public void Headers_OfAKernelOnATarget_AreReadAsTheCompilersReadThem(string kernel, string triple)
    {
        Target target = Target.Find(triple)!;
        KernelHeaders headers = KernelHeaders.Named(kernel);
        var judge = new HeaderJudge(headers.OptionsFor(target));
        List<Verdict> verdicts =
        [
            .. headers.HeadersFor(target).Chunk(HeadersAtOnce).AsParallel().AsOrdered().SelectMany(judge.JudgeEach),
        ];
        var row = new CorpusRow(headers, target, verdicts);
        table.Add(row);

        Assert.True(row.Findings.Count == 0, string.Join('\n', row.Findings));
        Assert.True(row.Judged(FactKind.Record) > 3000, $"only {row.Judged(FactKind.Record)} records were judged");
    }
}
