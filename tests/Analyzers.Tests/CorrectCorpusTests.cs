// Correct programs: no rule says a word about any of them.
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using UapiGen.Analyzers.Tests.Verification;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Analyzers.Tests;

public sealed class CorrectCorpusTests
{
    private const string Separator = "// ---- ";

    public static TheoryData<string, string> Snippets
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Analyzers.Tests", "Corpus"), "*.snippets").Order(StringComparer.Ordinal))
            {
                foreach (var part in File.ReadAllText(file).Split(Separator, StringSplitOptions.RemoveEmptyEntries))
                {
                    var end = part.IndexOf('\n', StringComparison.Ordinal);
                    data.Add($"{Path.GetFileNameWithoutExtension(file)}: {part[..end]}", part[(end + 1)..]);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Corpus_HoldsEightyProgramsAtLeast() => Assert.InRange(Snippets.Count, 80, int.MaxValue);

    [Theory]
    [MemberData(nameof(Snippets))]
    public async Task CorrectProgram_AnyRule_Silent(string name, string code)
    {
        Assert.NotEmpty(name);
        Assert.Empty(await EveryRule.FindingsAsync(code, isMembers: true, TestContext.Current.CancellationToken));
    }

    /// <summary>The same programs with their statements elsewhere.</summary>
    [Theory]
    [MemberData(nameof(Snippets))]
    public async Task CorrectProgram_InOtherPlaces_Silent(string name, string code)
    {
        Assert.NotEmpty(name);
        foreach (var place in (Func<string, string>[])[FixVariants.InSwitch, FixVariants.InLoop, FixVariants.InTry])
        {
            var variant = place(code);
            Assert.Empty(variant == code ? [] : await EveryRule.FindingsAsync(variant, isMembers: true, TestContext.Current.CancellationToken));
        }
    }

    /// <summary>As an editor sees a program while it is typed: a token is missing. A rule that throws fails the run.</summary>
    [Theory]
    [MemberData(nameof(Snippets))]
    public async Task ProgramWithoutAToken_AnyRule_DoesNotThrow(string name, string code)
    {
        Assert.NotEmpty(name);
        var tokens = CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken)
            .GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Where(token => token.Span.Length > 0).ToList();
        foreach (var token in (int[])[1, 2, 3])
        {
            var span = tokens[tokens.Count * token / 4].Span;
            await EveryRule.FindingsAsync(code.Remove(span.Start, span.Length), isMembers: true, TestContext.Current.CancellationToken, mayBeBroken: true);
        }
    }
}
