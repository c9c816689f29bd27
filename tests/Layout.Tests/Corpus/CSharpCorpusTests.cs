// Every header of two kernels, as a user would name it: the C# compiles without a warning, loads, and measures as C does on x86-64; and
// what follows the ABI measures as C does on other ABIs too, simulated on this machine.
// The table goes to the test's output and to artifacts/corpus-csharp-table.md.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using UapiGen.C.Layout;
using Xunit;

namespace UapiGen.Layout.Tests.Corpus;

public sealed class CSharpCorpusTests(ITestOutputHelper output)
{
    private const string Head = """
        | kernel | ABI | headers | C# compiles | records measured | fields measured | bit-fields among them | wrong |
        |---|---|---|---|---|---|---|---|
        """;

    private static readonly Target[] s_simulated = [Target.I386, Target.Arm, Target.S390X, Target.Aarch64];

    [Fact]
    public void EveryHeader_AsCSharp_CompilesAndMeasuresAsC() =>
        AssertGood("corpus-csharp-table.md", [(CorpusKernel.Installed, Target.X86_64), (CorpusKernel.Backports, Target.X86_64)]);

    /// <summary>The headers of which something is not the same everywhere.</summary>
    [Fact]
    public void HeaderThatFollowsAbi_SimulatedOnOtherAbis_MeasuresAsC() =>
        AssertGood("corpus-csharp-abis-table.md", s_simulated.Select(target => (CorpusKernel.Backports, target)));

    private void AssertGood(string report, IEnumerable<(CorpusKernel Kernel, Target Target)> runs)
    {
        var rows = new List<string> { Head };
        var findings = new List<string>();
        foreach ((CorpusKernel kernel, Target target) in runs)
        {
            var abi = new SimulatedAbi(target);
            var measured = new ConcurrentBag<CorpusHeader>();
            Parallel.ForEach(kernel.Headers, header => measured.Add(CorpusHeader.Measure(kernel, header, abi)));
            List<CorpusHeader> results = [.. measured.OrderBy(result => result.Header, StringComparer.Ordinal)];
            Assert.True(results.Count > 500 && results.Sum(result => result.Records) > 100, $"only {results.Count} headers of {kernel.Name} were found");
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {kernel.Name} | {target.Triple} | {results.Count} | {results.Count(result => result.Errors.Count == 0)} | {results.Sum(result => result.Records)} | {results.Sum(result => result.Fields)} | {results.Sum(result => result.BitFields)} | {results.Sum(result => result.Wrong.Count)} |"));
            findings.AddRange(results.SelectMany(result => result.Errors.Take(5).Concat(result.Wrong.Take(20)).Select(finding => $"{kernel.Name} {target.Triple} {result.Header}: {finding}")));
        }

        string table = string.Join('\n', rows) + "\n";
        File.WriteAllText(Path.Combine(Repository.Root, "artifacts", report), table);
        output.WriteLine(table);
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }
}
