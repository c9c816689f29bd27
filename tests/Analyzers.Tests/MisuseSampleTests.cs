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
    private const string Folder = "Mistakes";

    /// <summary>The configuration that is built: the generator which the project uses lies in its folder.</summary>
    private static readonly string Configuration = typeof(MisuseSampleTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static readonly ImmutableArray<CodeFixProvider> Fixes = [.. typeof(NodeFixProvider).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider)))
        .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    [Fact]
    public async Task EveryMistake_IsFoundFixedAndAnsweredAsPromised()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var workspace = MSBuildWorkspace.Create(new Dictionary<string, string> { ["RunAnalyzers"] = "true", ["Configuration"] = Configuration });
        var wrong = await workspace.OpenProjectAsync(Path.Combine(Repository.Root, "samples", "Misuse", "Misuse.csproj"), cancellationToken: cancellation);

        var findings = await FindingsAsync(wrong, cancellation);
        var (marked, found) = (await MarksAsync(wrong, cancellation), findings.Select(Show).ToList());
        var differences = string.Join("\n", marked.Except(found).Select(mark => "not found: " + mark).Concat(found.Except(marked).Select(finding => "not marked: " + finding)));
        Assert.True(differences.Length == 0, differences);
        Assert.Equal(RuleInventoryTests.Ids.Select(row => row.Data).Order(StringComparer.Ordinal), findings.Select(finding => finding.Id).Order(StringComparer.Ordinal));
        foreach (var finding in findings)
        {
            await AssertFixedAloneAsync(wrong, finding, cancellation);
        }

        var right = await RepairedAsync(await FixedAsync(wrong, findings, cancellation), cancellation);
        Assert.Empty((await FindingsAsync(right, cancellation)).Select(Show));

        var rows = (await RunAsync(wrong, cancellation)).Zip(await RunAsync(right, cancellation)).ToList();
        WriteTable(rows.Select(row => $"| {row.First.Rule} | {row.First.Promised} | {row.First.Seen} | {row.Second.Seen} |"));
        Assert.Equal(findings.Select(finding => finding.Id).Order(StringComparer.Ordinal), rows.Select(row => row.First.Rule).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal(row.First.Promised, row.First.Seen));
        Assert.All(rows, row => Assert.Equal(row.First.Promised == "-" ? "-" : "0", row.Second.Seen));
        Assert.All(rows.Where(row => row.First.Promised.StartsWith('E')), row => Assert.Contains($"`{row.First.Promised}`", Answer(row.First.Rule), StringComparison.Ordinal));
    }

    /// <summary>A mistake's rule, and the text that it marks, at the end of the line.</summary>
    [GeneratedRegex(@"^(?<code>.*?) // (?<id>UAPI2\d\d\d): (?<text>.*?)(, instead: .*)?$")]
    private static partial Regex Mark { get; }

    [GeneratedRegex(@"^(?<indent> *).*? // (UAPI2\d\d\d: .*?, )?instead: (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Instead { get; }

    private static IEnumerable<Document> Documents(Project project) => project.Documents.Where(document => document.Folders.Contains(Folder)).OrderBy(document => document.Name, StringComparer.Ordinal);

    private static string Show(Diagnostic finding)
    {
        var start = finding.Location.GetLineSpan().StartLinePosition;
        var text = finding.Location.SourceTree!.GetText().ToString(finding.Location.SourceSpan);
        return $"{Path.GetFileName(finding.Location.SourceTree.FilePath)}({start.Line + 1},{start.Character + 1}): {finding.Id} {text}";
    }

    private static async Task<List<string>> MarksAsync(Project project, CancellationToken cancellation)
    {
        var marks = new List<string>();
        foreach (var document in Documents(project))
        {
            marks.AddRange((await document.GetTextAsync(cancellation)).Lines
                .Select(line => (line.LineNumber, Match: Mark.Match(line.ToString())))
                .Where(line => line.Match.Success)
                .Select(line => (line.LineNumber, Id: line.Match.Groups["id"].Value, Text: line.Match.Groups["text"].Value, Code: line.Match.Groups["code"].Value))
                .Select(mark => $"{document.Name}({mark.LineNumber + 1},{mark.Code.LastIndexOf(mark.Text, StringComparison.Ordinal) + 1}): {mark.Id} {mark.Text}"));
        }

        return marks;
    }

    /// <summary>What the project's own analyzers say; the project has to compile.</summary>
    private static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Project project, CancellationToken cancellation, string id = "UAPI2")
    {
        var compilation = (await project.GetCompilationAsync(cancellation))!;
        Assert.Empty(compilation.GetDiagnostics(cancellation).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        var analyzers = Analyzers(project, id);
        Assert.NotEmpty(analyzers);
        var found = await compilation.WithAnalyzers(analyzers, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(cancellation);
        return [.. found.Where(finding => finding.Id.StartsWith(id, StringComparison.Ordinal)).OrderBy(finding => Path.GetFileName(finding.Location.SourceTree!.FilePath), StringComparer.Ordinal).ThenBy(finding => finding.Location.SourceSpan.Start)];
    }

    /// <summary>The analyzers of the project that have a rule whose id begins so.</summary>
    private static ImmutableArray<DiagnosticAnalyzer> Analyzers(Project project, string id) => [.. project.AnalyzerReferences
        .SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp))
        .Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id.StartsWith(id, StringComparison.Ordinal)))];

    private static async Task<List<CodeAction>> ActionsAsync(Project project, CodeFixProvider fix, Diagnostic finding, CancellationToken cancellation)
    {
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(project.GetDocument(finding.Location.SourceTree)!, finding, (action, _) => actions.Add(action), cancellation));
        return actions;
    }

    /// <summary>Each offer for a finding leaves a file that compiles and has that finding no longer.</summary>
    private static async Task AssertFixedAloneAsync(Project project, Diagnostic finding, CancellationToken cancellation)
    {
        var document = project.GetDocument(finding.Location.SourceTree)!;
        foreach (var fix in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(finding.Id)))
        {
            foreach (var action in await ActionsAsync(project, fix, finding, cancellation))
            {
                var applied = await AppliedAsync(project, action, cancellation);
                var model = (await applied.GetDocument(document.Id)!.GetSemanticModelAsync(cancellation))!;
                var errors = model.GetDiagnostics(cancellationToken: cancellation).Where(d => d.Severity == DiagnosticSeverity.Error);
                var left = await model.Compilation.WithAnalyzers(Analyzers(applied, finding.Id), applied.AnalyzerOptions).GetAnalyzerSemanticDiagnosticsAsync(model, null, cancellation);
                Assert.True(!errors.Any() && left.All(other => other.Id != finding.Id), $"'{action.Title}' leaves {Show(finding)}: {string.Join(", ", errors.Concat(left))}");
            }
        }
    }

    private static async Task<Project> AppliedAsync(Project project, CodeAction action, CancellationToken cancellation) =>
        (await action.GetOperationsAsync(cancellation)).OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;

    /// <summary>The project after every fix that has an offer, each as a FixAll of the project.</summary>
    private static async Task<Project> FixedAsync(Project project, ImmutableArray<Diagnostic> findings, CancellationToken cancellation)
    {
        foreach (var fix in Fixes)
        {
            // An earlier fix has moved what is left of the others.
            var id = Assert.Single(fix.FixableDiagnosticIds);
            var own = findings.Any(finding => finding.Id == id) ? (await FindingsAsync(project, cancellation, id)).ToList() : [];
            var first = own.Count == 0 ? null : (await ActionsAsync(project, fix, own[0], cancellation)).FirstOrDefault();
            if (first is null)
            {
                continue;
            }

            var context = new FixAllContext(
                project.GetDocument(own[0].Location.SourceTree)!, fix, FixAllScope.Project, first.EquivalenceKey, fix.FixableDiagnosticIds, new Found([.. own]), cancellation);
            project = await AppliedAsync(project, (await fix.GetFixAllProvider()!.GetFixAsync(context))!, cancellation);
        }

        return project;
    }

    /// <summary>The project with what stands behind "instead:" in the place of the lines that no fix can know.</summary>
    private static async Task<Project> RepairedAsync(Project project, CancellationToken cancellation)
    {
        foreach (var id in Documents(project).Select(document => document.Id).ToList())
        {
            var text = await project.GetDocument(id)!.GetTextAsync(cancellation);
            project = project.GetDocument(id)!.WithText(SourceText.From(Instead.Replace(text.ToString(), "${indent}${text}"), text.Encoding)).Project;
        }

        return project;
    }

    /// <summary>What the page of a rule says that the kernel does.</summary>
    private static string Answer(string id)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules", id + ".md"));
        return page[page.IndexOf("## What the kernel does", StringComparison.Ordinal)..];
    }

    private void WriteTable(IEnumerable<string> rows)
    {
        var table = string.Join("\n", rows.Prepend("|---|---|---|---|").Prepend("| Rule | Promised by its page | Seen on the emulated kernel | After the fix |")) + "\n";
        output.WriteLine(table);
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts"));
        File.WriteAllText(Path.Combine(folder.FullName, "rules-table.md"), "# Each mistake of samples/Misuse, on the emulated kernel\n\n" + table);
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
