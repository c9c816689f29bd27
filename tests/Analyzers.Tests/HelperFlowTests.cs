// Mistakes and correct programs in which values, results or the call itself go through methods of the program's own: each rule hears the one and not the other.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using UapiGen.Analyzers.Rules;
using UapiGen.Analyzers.Tests.Verification;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Analyzers.Tests;

public sealed class HelperFlowTests
{
    private const string Separator = "// ---- ";

    public static TheoryData<string, string> Wrong => Snippets("wrong");

    public static TheoryData<string, string> Right => Snippets("right");

    /// <summary>The rules that have such tests beside their others.</summary>
    private static IEnumerable<string> OfTheirOwn => AllRules.Create()
        .Where(static rule => File.ReadAllText(Path.Combine(Folder, "Rules", rule.GetType().Name.Replace("Analyzer", "Tests.cs", StringComparison.Ordinal))).Contains("_ThroughHelper_", StringComparison.Ordinal))
        .Select(static rule => rule.SupportedDiagnostic.Id);

    private static string Folder => Path.Combine(Repository.Root, "tests", "Analyzers.Tests");

    [Fact]
    public void EveryRule_HasOneOfEach()
    {
        var rules = AllRules.Create().Select(static rule => rule.SupportedDiagnostic.Id).Order(StringComparer.Ordinal).ToList();
        foreach (var data in (TheoryData<string, string>[])[Wrong, Right])
        {
            Assert.Equal(rules, data.Select(static row => row.Data.Item1).Concat(OfTheirOwn).Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Mistake_IsMarked(string id, string code)
    {
        var marked = Markup.Parse(code);
        Assert.NotEmpty(marked.Marks);
        Assert.Equal(
            marked.Marks.Select(mark => marked.Source.Substring(mark.Span.Start, mark.Span.Length)),
            (await EveryRule.DiagnosticsAsync(marked.Source, isMembers: true, TestContext.Current.CancellationToken))
                .Where(finding => finding.Id == id)
                .Select(static finding => finding.Location.SourceTree!.GetText().ToString(finding.Location.SourceSpan)));
    }

    [Theory]
    [MemberData(nameof(Right))]
    public async Task CorrectProgram_AnyRule_Silent(string id, string code)
    {
        Assert.NotEmpty(id);
        Assert.Empty(await EveryRule.FindingsAsync(code, isMembers: true, TestContext.Current.CancellationToken));
    }

    private static TheoryData<string, string> Snippets(string kind)
    {
        var data = new TheoryData<string, string>();
        foreach (var part in File.ReadAllText(Path.Combine(Folder, "Corpus", "Helpers", "helpers.snippets")).Split(Separator, StringSplitOptions.RemoveEmptyEntries))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            if (part[..end].Split(' ') is [var id, var its] && its == kind)
            {
                data.Add(id, part[(end + 1)..]);
            }
        }

        return data;
    }
}
