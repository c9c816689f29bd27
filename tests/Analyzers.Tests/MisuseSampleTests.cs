// samples/Misuse as an editor sees it: opened through MSBuild, every finding in its place, everything fixed, and run on the emulated kernel before and after.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.MSBuild;
using Microsoft.CodeAnalysis.Text;
using UapiGen.CodeFixes;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Analyzers.Tests;

public sealed partial class MisuseSampleTests(ITestOutputHelper output)
{
    private const string FileName = "Mistakes.cs";

    /// <summary>The configuration that is built: the generator which the project uses lies in its folder.</summary>
    private static readonly string Configuration = typeof(MisuseSampleTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    [Fact]
    public async Task EveryMistake_IsFoundFixedAndAnsweredAsPromised()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var workspace = MSBuildWorkspace.Create(new Dictionary<string, string> { ["RunAnalyzers"] = "true", ["Configuration"] = Configuration });
        var wrong = await workspace.OpenProjectAsync(Path.Combine(Repository.Root, "samples", "Misuse", "Misuse.csproj"), cancellationToken: cancellation);

        var findings = await FindingsAsync(wrong, cancellation);
        Assert.Equal(await MarksAsync(wrong, cancellation), findings.Select(finding => $"{finding.Location.GetLineSpan().StartLinePosition.Line + 1}: {finding.Id}"));

        var right = await RepairedAsync(await FixedAsync(wrong, findings, cancellation), cancellation);
        Assert.Empty(await FindingsAsync(right, cancellation));

        var (before, after) = (await RunAsync(wrong, cancellation), await RunAsync(right, cancellation));
        output.WriteLine("rule      errno promised  errno seen  after the fix");
        foreach (var (row, repaired) in before.Zip(after))
        {
            output.WriteLine($"{row.Rule}  {row.Promised,-14}  {row.Seen,-10}  {repaired.Seen}");
        }

        Assert.All(before, row => Assert.Equal(row.Promised, row.Seen));
        Assert.All(after, row => Assert.Equal("0", row.Seen));
    }

    [GeneratedRegex(@"// (?<id>UAPI2\d\d\d)")]
    private static partial Regex Mark { get; }

    [GeneratedRegex(@"^(?<indent> *).*// UAPI2\d\d\d, instead: (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Instead { get; }

    private static Document Mistakes(Project project) => project.Documents.Single(document => document.Name == FileName);

    private static async Task<IEnumerable<string>> MarksAsync(Project project, CancellationToken cancellation) =>
        (await Mistakes(project).GetTextAsync(cancellation)).Lines
            .Select(line => (line.LineNumber, Match: Mark.Match(line.ToString())))
            .Where(line => line.Match.Success)
            .Select(line => $"{line.LineNumber + 1}: {line.Match.Groups["id"].Value}");

    /// <summary>What the project's own analyzers say; the project has to compile.</summary>
    private static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Project project, CancellationToken cancellation)
    {
        var compilation = (await project.GetCompilationAsync(cancellation))!;
        Assert.Empty(compilation.GetDiagnostics(cancellation).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        var analyzers = project.AnalyzerReferences.SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp))
            .Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id.StartsWith("UAPI2", StringComparison.Ordinal)))
            .ToImmutableArray();
        Assert.NotEmpty(analyzers);
        var found = await compilation.WithAnalyzers(analyzers, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(cancellation);
        return [.. found.OrderBy(finding => finding.Location.SourceSpan.Start)];
    }

    /// <summary>The project after every fix that has an offer, each as a FixAll of the project.</summary>
    private static async Task<Project> FixedAsync(Project project, ImmutableArray<Diagnostic> findings, CancellationToken cancellation)
    {
        var fixes = typeof(NodeFixProvider).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider)))
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!);
        foreach (var fix in fixes)
        {
            var own = findings.Where(finding => fix.FixableDiagnosticIds.Contains(finding.Id)).ToList();
            var actions = new List<CodeAction>();
            foreach (var finding in own)
            {
                await fix.RegisterCodeFixesAsync(new CodeFixContext(Mistakes(project), finding, (action, _) => actions.Add(action), cancellation));
            }

            if (actions.Count == 0)
            {
                continue;
            }

            var context = new FixAllContext(
                Mistakes(project), fix, FixAllScope.Project, actions[0].EquivalenceKey, fix.FixableDiagnosticIds, new Found([.. own]), cancellation);
            var all = (await fix.GetFixAllProvider()!.GetFixAsync(context))!;
            var operations = await all.GetOperationsAsync(cancellation);
            project = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
            findings = await FindingsAsync(project, cancellation);
        }

        return project;
    }

    /// <summary>The project with what stands behind "instead:" in the place of the lines that no fix can know.</summary>
    private static async Task<Project> RepairedAsync(Project project, CancellationToken cancellation)
    {
        var text = await Mistakes(project).GetTextAsync(cancellation);
        return Mistakes(project).WithText(SourceText.From(Instead.Replace(text.ToString(), "${indent}${text}"), text.Encoding)).Project;
    }

    private static async Task<IReadOnlyList<(string Rule, string Promised, string Seen)>> RunAsync(Project project, CancellationToken cancellation)
    {
        var context = new AssemblyLoadContext(project.Name, isCollectible: true);
        foreach (var reference in project.ProjectReferences)
        {
            await LoadAsync(context, project.Solution.GetProject(reference.ProjectId)!, cancellation);
        }

        var program = await LoadAsync(context, project, cancellation);
        var rows = (IEnumerable<object>)program.GetType("Misuse.Table")!.GetMethod("Run")!.Invoke(null, null)!;
        return [.. rows.Select(row => (Text(row, "Rule"), Text(row, "Promised"), Text(row, "Seen")))];
    }

    private static async Task<Assembly> LoadAsync(AssemblyLoadContext context, Project project, CancellationToken cancellation)
    {
        var image = new MemoryStream();
        var result = (await project.GetCompilationAsync(cancellation))!.Emit(image, cancellationToken: cancellation);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        image.Position = 0;
        return context.LoadFromStream(image);
    }

    private static string Text(object row, string property) => (string)row.GetType().GetProperty(property)!.GetValue(row)!;

    private sealed class Found(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(d => d.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
