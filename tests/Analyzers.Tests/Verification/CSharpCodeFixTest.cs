// The shape of Microsoft.CodeAnalysis.Testing's class of the same name, as far as our tests use it; needs no download at test time.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using UapiGen.Analyzers.Rules;
using Xunit;

namespace UapiGen.Analyzers.Tests.Verification;

/// <summary>Checks what a rule reports, then what its fix makes of it: one by one, and all at once in a document, a project, a solution.</summary>
internal class CSharpCodeFixTest<TAnalyzer, TCodeFix>
    where TAnalyzer : Rule, new()
    where TCodeFix : CodeFixProvider, new()
{
    private const int MaximumIterations = 20;

    /// <summary>Gets or sets the source under test, with marks.</summary>
    public string TestCode { get; set; } = "";

    /// <summary>Gets or sets the source after all fixes, with marks on what is left; null when nothing is fixed.</summary>
    public string? FixedCode { get; set; }

    /// <summary>Gets or sets which fix to take; null for the first.</summary>
    public string? CodeActionEquivalenceKey { get; set; }

    /// <summary>Gets the inputs besides <see cref="TestCode"/>.</summary>
    public TestState TestState { get; } = new();

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var before = Markup.Parse(TestCode);
        var project = TestState.CreateProject(before.Source);
        await ExpectAsync(project, before, cancellation);
        if (FixedCode is null)
        {
            return;
        }

        var after = Markup.Parse(FixedCode);
        var oneByOne = await FixOneByOneAsync(project, cancellation);
        Assert.Equal(after.Source, await TextAsync(oneByOne, cancellation));
        await ExpectAsync(oneByOne, after, cancellation);
        foreach (var scope in (FixAllScope[])[FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution])
        {
            Assert.Equal(after.Source, await TextAsync(await FixAllAsync(project, scope, cancellation), cancellation));
        }

        await ExpectVariantsAsync(before.Source, after.Source, after.Marks.Count, cancellation);
    }

    /// <summary>What holds for the code holds for the same code in another dress: it compiles, as much is left, and no comment or directive is lost or doubled.</summary>
    private async Task ExpectVariantsAsync(string before, string after, int left, CancellationToken cancellation)
    {
        foreach (var dress in (Func<string, string>[])[FixVariants.WithCarriageReturns, FixVariants.WithTabs, FixVariants.WithTwoSpaces])
        {
            if (dress(before) == before)
            {
                continue;
            }

            var project = TestState.CreateProject(dress(before));
            Assert.Equal(dress(after), await TextAsync(await FixOneByOneAsync(project, cancellation), cancellation));
        }

        var isShorter = after.Count(character => character == '\n') < before.Count(character => character == '\n');
        foreach (var dress in (Func<string, string>[])[FixVariants.WithComments, FixVariants.WithDirectives, FixVariants.WithOtherMeanings, FixVariants.InSwitch, FixVariants.InLambda])
        {
            var variant = dress(before);
            var project = await FixOneByOneAsync(TestState.CreateProject(variant), cancellation);
            var text = await TextAsync(project, cancellation);
            var (kept, all) = (FixVariants.Trivia(text), FixVariants.Trivia(variant));
            Assert.Equal(isShorter ? all.Where(trivia => !trivia.StartsWith("//", StringComparison.Ordinal) || kept.Contains(trivia)) : all, kept);
            var compilation = (await project.GetCompilationAsync(cancellation))!;
            Assert.Empty(compilation.GetDiagnostics(cancellation).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d + "\n" + text));
            var found = (await DiagnosticsAsync(project, cancellation)).Length;

            // What a lambda leaves undone another function may do.
            Assert.True(found == left || (found < left && dress == FixVariants.InLambda), text);
        }
    }

    private static async Task ExpectAsync(Project project, Markup markup, CancellationToken cancellation)
    {
        var compilation = (await project.GetCompilationAsync(cancellation))!;
        Assert.Empty(compilation.GetDiagnostics(cancellation).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        var diagnostics = await DiagnosticsAsync(project, cancellation);
        var defaultId = new TAnalyzer().SupportedDiagnostic.Id;
        Assert.Equal(
            markup.Marks.OrderBy(mark => mark.Span.Start).Select(mark => $"{mark.Id ?? defaultId}: {markup.Source.Substring(mark.Span.Start, mark.Span.Length)} @{mark.Span.Start}"),
            diagnostics.Select(d => $"{d.Id}: {d.Location.SourceTree!.GetText(cancellation).ToString(d.Location.SourceSpan)} @{d.Location.SourceSpan.Start}"));
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project, CancellationToken cancellation)
    {
        var compilation = (await project.GetCompilationAsync(cancellation))!;
        var exceptions = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var options = new CompilationWithAnalyzersOptions(
            project.AnalyzerOptions, onAnalyzerException: (exception, _, _) => exceptions.Enqueue(exception.ToString()), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var diagnostics = await compilation.WithAnalyzers([new UapiAnalyzer([new TAnalyzer()])], options).GetAnalyzerDiagnosticsAsync(cancellation);
        Assert.Empty(exceptions);
        return [.. diagnostics.OrderBy(d => d.Location.SourceSpan.Start)];
    }

    private async Task<Project> FixOneByOneAsync(Project project, CancellationToken cancellation)
    {
        for (var i = 0; i < MaximumIterations; i++)
        {
            CodeAction? action = null;
            foreach (var diagnostic in await DiagnosticsAsync(project, cancellation))
            {
                action = await ActionAsync(TestState.DocumentUnderTest(project), diagnostic, cancellation);
                if (action is not null)
                {
                    break;
                }
            }

            if (action is null)
            {
                return project;
            }

            project = await ApplyAsync(project, action, cancellation);
        }

        throw new InvalidOperationException("the fixes never come to an end");
    }

    private async Task<CodeAction?> ActionAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var actions = new List<CodeAction>();
        await new TCodeFix().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellation));
        Assert.All(actions, action => Assert.NotNull(action.EquivalenceKey));
        return actions.FirstOrDefault(action => CodeActionEquivalenceKey is null || action.EquivalenceKey == CodeActionEquivalenceKey);
    }

    private async Task<Project> FixAllAsync(Project project, FixAllScope scope, CancellationToken cancellation)
    {
        var document = TestState.DocumentUnderTest(project);
        var diagnostics = await DiagnosticsAsync(project, cancellation);
        string? key = null;
        foreach (var diagnostic in diagnostics)
        {
            key ??= (await ActionAsync(document, diagnostic, cancellation))?.EquivalenceKey;
        }

        if (key is null)
        {
            return project;
        }

        var fix = new TCodeFix();
        var provider = fix.GetFixAllProvider()!;
        Assert.Contains(scope, provider.GetSupportedFixAllScopes());
        var context = new FixAllContext(document, fix, scope, key, fix.FixableDiagnosticIds, new AllDiagnostics(diagnostics), cancellation);
        var action = await provider.GetFixAsync(context);
        return action is null ? project : await ApplyAsync(project, action, cancellation);
    }

    private static async Task<Project> ApplyAsync(Project project, CodeAction action, CancellationToken cancellation)
    {
        var operations = await action.GetOperationsAsync(cancellation);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
    }

    private static async Task<string> TextAsync(Project project, CancellationToken cancellation) =>
        (await TestState.DocumentUnderTest(project).GetTextAsync(cancellation)).ToString();

    private sealed class AllDiagnostics(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(d => d.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
