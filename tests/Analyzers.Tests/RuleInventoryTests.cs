// Whole-repository checks: each rule has its page, its release line, its fix and its tests, and they agree with each other.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using UapiGen.Analyzers.Rules;
using UapiGen.CodeFixes;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Analyzers.Tests;

public sealed class RuleInventoryTests
{
    private const string TableStart = "| Rule | Severity | Finds | Fix |\n|---|---|---|---|\n";

    public static TheoryData<string> Ids => [.. Rules.Select(rule => rule.SupportedDiagnostic.Id)];

    private static List<Rule> Rules { get; } = Instances<Rule>(typeof(ReservedFieldSetAnalyzer));

    private static List<CodeFixProvider> Fixes { get; } = Instances<CodeFixProvider>(typeof(NodeFixProvider));

    [Fact]
    public void Rules_HaveOneIdEach() => Assert.Equal(Rules.Count, Rules.Select(rule => rule.SupportedDiagnostic.Id).Distinct().Count());

    /// <summary>The compiler runs one analyzer, and that one runs each rule of the folder.</summary>
    [Fact]
    public void Analyzer_RunsEveryRule() => Assert.Equal(
        Rules.Select(rule => rule.SupportedDiagnostic.Id).Order(StringComparer.Ordinal),
        Assert.Single(Instances<DiagnosticAnalyzer>(typeof(UapiAnalyzer))).SupportedDiagnostics.Select(rule => rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HelpLink_PointsAtItsPage(string id)
    {
        var rule = Descriptor(id);
        Assert.Equal($"https://github.com/uapigen/uapigen/blob/main/docs/rules/{id}.md", rule.HelpLinkUri);
        var page = Read("docs", "rules", id + ".md");
        Assert.StartsWith($"# {id}: {rule.Title}\n", page, StringComparison.Ordinal);
        foreach (var heading in (string[])["Cause", "Wrong", "Right", "When to silence it", "What the kernel does"])
        {
            Assert.Contains($"\n## {heading}\n", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_IsListed_InReleases(string id)
    {
        var rule = Descriptor(id);
        Assert.Contains(
            $"{id} | {rule.Category} | {rule.DefaultSeverity} | [{rule.Title}]({rule.HelpLinkUri})",
            Read("src", "Analyzers", "AnalyzerReleases.Unshipped.md") + Read("src", "Analyzers", "AnalyzerReleases.Shipped.md"),
            StringComparison.Ordinal);
    }

    /// <summary>The table is made from the descriptors; <c>UAPIGEN_UPDATE=1</c> writes it.</summary>
    [Fact]
    public void Index_IsWhatTheDescriptorsSay()
    {
        var path = InRepository("docs", "rules", "README.md");
        var text = File.ReadAllText(path);
        var start = text.IndexOf(TableStart, StringComparison.Ordinal) + TableStart.Length;
        var end = text.IndexOf("\n\n", start, StringComparison.Ordinal);
        var rows = string.Join("\n", Rules.Select(rule => rule.SupportedDiagnostic).OrderBy(rule => rule.Id, StringComparer.Ordinal).Select(Row));
        var expected = text[..start] + rows + text[end..];
        if (Environment.GetEnvironmentVariable("UAPIGEN_UPDATE") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasTestsAndPerhapsAFix_OfTheSameName(string id)
    {
        var name = NameOf(id);
        var fix = Fixes.SingleOrDefault(candidate => candidate.FixableDiagnosticIds.Contains(id));
        Assert.True(File.Exists(InRepository("src", "Analyzers", "Rules", name + ".cs")));
        Assert.Equal(fix is not null, File.Exists(InRepository("src", "CodeFixes", "Rules", name + ".cs")));
        var tests = Read("tests", "Analyzers.Tests", "Rules", name + "Tests.cs");
        Assert.All((string[])["_Triggers(", "_Silent("], part => Assert.Contains(part, tests, StringComparison.Ordinal));
        if (fix is not null)
        {
            Assert.Equal(name + "Fix", fix.GetType().Name);
            Assert.NotNull(fix.GetFixAllProvider());
            Assert.All((string[])[" Fix_", " FixAll_"], part => Assert.Contains(part, tests, StringComparison.Ordinal));
        }

        Assert.Contains(fix is null ? "| Fix | none" : "| Fix | ", Read("docs", "rules", id + ".md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_OfThisRange_AllHaveARule() => Assert.Equal(
        Ids.Select(row => row.Data).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(InRepository("docs", "rules"), "UAPI2*.md").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));

    /// <summary>Each of the known kinds of misuse has rules that exist, or a reason why no rule can see it; and each rule has a kind.</summary>
    [Fact]
    public void Kinds_OfMisuse_AllHaveRulesOrAReason()
    {
        var kinds = Read("docs", "rules", "README.md").Split('\n').Where(line => line.StartsWith("| M", StringComparison.Ordinal) && char.IsAsciiDigit(line[3])).ToList();
        Assert.Equal(Enumerable.Range(1, 53).Select(number => $"M{number}"), kinds.Select(kind => kind.Split('|')[1].Trim()));
        var named = kinds.SelectMany(kind => Regex.Matches(kind.Split('|')[3], @"\[(UAPI2\d\d\d)\]").Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.All(kinds, kind => Assert.True(kind.Contains("[UAPI2", StringComparison.Ordinal) || Regex.IsMatch(kind, @"\| none: .{20,} \|$"), kind));

        // Flags by number (UAPI2016) and the copy of an answer (UAPI2102) are advice, and a narrowed register (UAPI2408) from the hardware.
        Assert.Equal(["UAPI2016", "UAPI2102", "UAPI2408"], Ids.Select(row => row.Data).Except(named).Order(StringComparer.Ordinal));
        Assert.All(named, id => Assert.NotNull(Descriptor(id)));
    }

    /// <summary>Four tests that trigger and four that stay silent, at least.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasFourTests_OfEachKind(string id)
    {
        var tests = Read("tests", "Analyzers.Tests", "Rules", NameOf(id) + "Tests.cs");
        var parts = Regex.Split(tests, @"\n    \[(?:Theory|Fact)\]\n");
        foreach (var kind in (string[])["_Triggers(", "_Silent("])
        {
            Assert.InRange(parts.Where(part => part.Contains(kind, StringComparison.Ordinal)).Sum(part => Math.Max(1, Regex.Count(part, @"\[InlineData\("))), 4, int.MaxValue);
        }
    }

    private static string Row(DiagnosticDescriptor rule)
    {
        var hasFix = Fixes.Any(fix => fix.FixableDiagnosticIds.Contains(rule.Id));
        return $"| [{rule.Id}]({rule.Id}.md) | {rule.DefaultSeverity.ToString().ToLowerInvariant()} | {rule.Title} | {(hasFix ? "yes" : "no")} |";
    }

    private static string NameOf(string id) => Rules.Single(candidate => candidate.SupportedDiagnostic.Id == id).GetType().Name[..^"Analyzer".Length];

    private static DiagnosticDescriptor Descriptor(string id) => Rules.Select(rule => rule.SupportedDiagnostic).Single(rule => rule.Id == id);

    private static List<T> Instances<T>(Type inAssembly) =>
        [.. inAssembly.Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(T))).Select(type => (T)Activator.CreateInstance(type)!)];

    private static string Read(params string[] parts) => File.ReadAllText(InRepository(parts));

    private static string InRepository(params string[] parts) => Path.Combine([Repository.Root, .. parts]);
}
