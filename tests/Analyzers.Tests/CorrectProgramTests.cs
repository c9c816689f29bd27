// Whole programs, each in a style of its own: correct as they stand, so that no rule says a word, and with one mistake planted, which its rule finds where it is.
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Tests.Verification;
using Xunit;

namespace UapiGen.Analyzers.Tests;

public sealed class CorrectProgramTests
{
    public static TheoryData<string> Programs => new(UserProgram.Names);

    public static TheoryData<string, string> Mistakes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (program, mistake) in UserProgram.Names.SelectMany(static name => PlantedMistake.In(name).Select(mistake => (name, mistake))))
            {
                data.Add(program, mistake.Title);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task CorrectProgram_AnyRule_Silent(string program)
    {
        var findings = await UserProgram.Of(program).DiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.True(findings.Count == 0, string.Join('\n', findings.Select(Describe)));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task PlantedMistake_ItsRuleAlone_Speaks(string program, string title)
    {
        var mistake = PlantedMistake.In(program).Single(mistake => mistake.Title == title);
        var (file, changed) = mistake.PlantInto(UserProgram.Of(program));
        Assert.NotEmpty(changed.Marks);
        var expected = changed.Marks.Select(mark => (mark.Id ?? mistake.Id, changed.Source.Substring(mark.Span.Start, mark.Span.Length), mark.Span.Start));
        var findings = await UserProgram.Of(program).DiagnosticsAsync(TestContext.Current.CancellationToken, (file, changed.Source));
        var seen = findings.Select(static d => (d.Id, d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan), d.Location.SourceSpan.Start));
        Assert.True(expected.Order().SequenceEqual(seen.Order()), $"expected:\n{string.Join('\n', expected)}\nbut:\n{string.Join('\n', findings.Select(Describe))}");
    }

    private static string Describe(Diagnostic finding) => $"{finding} <<{finding.Location.SourceTree?.GetText().ToString(finding.Location.SourceSpan)}>>";
}
