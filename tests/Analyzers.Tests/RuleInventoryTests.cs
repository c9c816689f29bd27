// Whole-repository checks: each rule has its page, its release line, its fix and its tests, and they agree with each other.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
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
    public static TheoryData<string> Ids => [.. Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id)];

    private static List<DiagnosticAnalyzer> Analyzers { get; } = Instances<DiagnosticAnalyzer>(typeof(ReservedFieldSetAnalyzer));

    [Fact]
    public void Rules_HaveOneIdEach() => Assert.Equal(
        Analyzers.Count, Analyzers.Select(analyzer => Assert.Single(analyzer.SupportedDiagnostics).Id).Distinct().Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HelpLink_PointsAtItsPage(string id)
    {
        var rule = Rule(id);
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
    public void Rule_IsListed_InIndexAndReleases(string id)
    {
        var rule = Rule(id);
        Assert.Contains($"| [{id}]({id}.md) | {rule.Category} | warning | {rule.Title} |", Read("docs", "rules", "README.md"), StringComparison.Ordinal);
        Assert.Contains(
            $"{id} | {rule.Category} | {rule.DefaultSeverity} | [{rule.Title}]({rule.HelpLinkUri})",
            Read("src", "Analyzers", "AnalyzerReleases.Unshipped.md") + Read("src", "Analyzers", "AnalyzerReleases.Shipped.md"),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasFixAndTests_OfTheSameName(string id)
    {
        var analyzer = Analyzers.Single(candidate => candidate.SupportedDiagnostics[0].Id == id);
        var name = analyzer.GetType().Name[..^"Analyzer".Length];
        var fix = Assert.Single(Instances<CodeFixProvider>(typeof(NodeFixProvider)), candidate => candidate.FixableDiagnosticIds.Contains(id));
        Assert.Equal(name + "Fix", fix.GetType().Name);
        Assert.NotNull(fix.GetFixAllProvider());
        Assert.True(File.Exists(InRepository("src", "Analyzers", "Rules", name + ".cs")));
        Assert.True(File.Exists(InRepository("src", "CodeFixes", "Rules", name + ".cs")));
        var tests = Read("tests", "Analyzers.Tests", "Rules", name + "Tests.cs");
        Assert.All((string[])["_Triggers(", "_Silent(", " Fix_", " FixAll_"], part => Assert.Contains(part, tests, StringComparison.Ordinal));
    }

    [Fact]
    public void Pages_OfThisRange_AllHaveARule() => Assert.Equal(
        Ids.Select(row => row.Data).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(InRepository("docs", "rules"), "UAPI20*.md").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));

    private static DiagnosticDescriptor Rule(string id) =>
        Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Single(rule => rule.Id == id);

    private static List<T> Instances<T>(Type inAssembly) =>
        [.. inAssembly.Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(T))).Select(type => (T)Activator.CreateInstance(type)!)];

    private static string Read(params string[] parts) => File.ReadAllText(InRepository(parts));

    private static string InRepository(params string[] parts) => Path.Combine([Repository.Root, .. parts]);
}
