// Test harness: sources and headers in, generated sources and diagnostics out; the shape of Microsoft.CodeAnalysis.Testing's
// source generator test, over CSharpGeneratorDriver and reference assemblies that need no download.
using System;
using System.Collections.Generic;
using System.Linq;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace UapiGen.Generator.Tests.Harness;

internal sealed class GeneratorTest
{
    /// <summary>C# files of the user.</summary>
    public List<string> Sources { get; } = [];

    public List<TestHeader> AdditionalFiles { get; } = [];

    /// <summary>Expected files by hint name; not looked at when empty.</summary>
    public Dictionary<string, string> GeneratedSources { get; } = [];

    /// <summary>Expected findings of the generator, as <see cref="Describe"/> prints them.</summary>
    public List<string> ExpectedDiagnostics { get; } = [];

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp12;

    public bool AllowUnsafe { get; init; } = true;

    /// <summary>True to learn why each step ran; the driver then walks all inputs of each output, which takes long for many classes.</summary>
    public bool TracksSteps { get; set; }

    public IEnumerable<MetadataReference> References { get; init; } = Net80.References.All;

    /// <summary>A test with one bindings class over one header of its own, and the bundled ones.</summary>
    public static GeneratorTest ForHeader(string text, string attributeArguments = "")
    {
        var test = new GeneratorTest
        {
            Sources = { $"namespace Demo;\n[UapiGen.UapiBindings(\"test.h\"{attributeArguments})]\npublic static partial class Uapi;\n" },
            AdditionalFiles = { new TestHeader("/src/test.h", text, "test.h") },
        };
        test.AdditionalFiles.AddRange(Repository.BundledHeaders());
        return test;
    }

    /// <summary>A test with one bindings class over bundled headers.</summary>
    public static GeneratorTest ForBundled(string attributeArguments)
    {
        var test = new GeneratorTest { Sources = { $"namespace Demo;\n[UapiGen.UapiBindings({attributeArguments})]\npublic static partial class Uapi;\n" } };
        test.AdditionalFiles.AddRange(Repository.BundledHeaders());
        return test;
    }

    public CSharpCompilation CreateCompilation() => CSharpCompilation.Create(
        "Demo",
        Sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"/src/Source{i}.cs", System.Text.Encoding.UTF8)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: AllowUnsafe, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error));

    public CSharpParseOptions ParseOptions => new(LanguageVersion, DocumentationMode.Diagnose);

    public GeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [new UapiGenerator().AsSourceGenerator()], AdditionalFiles, ParseOptions, new TestOptions(),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: TracksSteps));

    /// <summary>Generates, without expecting anything.</summary>
    public GeneratorRun Generate()
    {
        CSharpCompilation compilation = CreateCompilation();
        GeneratorDriver driver = CreateDriver().RunGenerators(compilation);
        return new GeneratorRun(compilation, driver.GetRunResult());
    }

    /// <summary>Generates, and holds the run to what is expected: sources, findings, and that all of it compiles.</summary>
    public GeneratorRun Run()
    {
        GeneratorRun run = Generate();
        Assert.Equal(ExpectedDiagnostics, run.Diagnostics.Select(Describe));
        foreach ((string hintName, string expected) in GeneratedSources)
        {
            Assert.True(run.Sources.ContainsKey(hintName), hintName + " is not among: " + string.Join(", ", run.Sources.Keys));
            Assert.Equal(expected.Replace("\r", ""), run.Sources[hintName]);
        }

        Assert.Equal("", string.Join("\n", run.CompilerErrors()));
        return run;
    }

    /// <summary>A finding as people read it: <c>/src/test.h(3,1): error UAPI1101: sentence</c>.</summary>
    public static string Describe(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        string place = $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})";
        return $"{place}: {diagnostic.DefaultSeverity.ToString().ToLowerInvariant()} {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
    }
}

/// <summary>What a run of the generator gave.</summary>
internal sealed class GeneratorRun(CSharpCompilation before, GeneratorDriverRunResult result)
{
    public GeneratorRunResult Result { get; } = result.Results[0];

    /// <summary>Texts by hint name, the attributes left out.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; } = result.Results[0].GeneratedSources
        .Where(source => source.HintName.Contains('/'))
        .ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>Findings of the generator, in the order of their places.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = result.Diagnostics
        .OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
        .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
        .ToList();

    public CSharpCompilation Compilation { get; } = before.AddSyntaxTrees(result.GeneratedTrees);

    /// <summary>The one generated file whose name ends so.</summary>
    public string Source(string end) => Sources.Single(source => source.Key.EndsWith("/" + end, StringComparison.Ordinal)).Value;

    /// <summary>All generated files in one text, each below its hint name.</summary>
    public string Joined() => string.Concat(Sources
        .OrderBy(source => source.Key, StringComparer.Ordinal)
        .Select(source => $"// ==== {source.Key}\n{source.Value}\n"));

    public IReadOnlyList<string> CompilerErrors() => Compilation.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591")
        .Select(diagnostic => diagnostic.ToString())
        .ToList();
}
