// A whole program as a user's project builds it: its C# files, and what the generators make of its bindings and of its imports, in one compilation.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using UapiGen.Generator.Tests.Harness;
using UapiGen.Oracle.Compilers;
using Xunit;

namespace UapiGen.Analyzers.Tests.Verification;

/// <summary>A folder below Corpus/Programs. A program that begins with <see cref="WithInstalledHeaders"/> adds the newest kernel's headers to the bundled ones.</summary>
internal sealed class UserProgram
{
    public const string WithInstalledHeaders = "// Headers: installed.";

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.Preview);

    private static readonly ConcurrentDictionary<string, Lazy<UserProgram>> s_known = new(StringComparer.Ordinal);

    private static readonly Lazy<IReadOnlyList<TestHeader>> s_bundled = new(Repository.BundledHeaders);

    private static readonly Lazy<IReadOnlyList<TestHeader>> s_installed = new(InstalledHeaders);

    private static readonly Lazy<ISourceGenerator> s_libraryImports = new(LibraryImportGenerator);

    private readonly CSharpCompilation _compilation;

    private UserProgram(string folder)
    {
        Files = [.. Directory.EnumerateFiles(folder, "*.cs").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllText(path)))];
        var trees = Files.Select(file => CSharpSyntaxTree.ParseText(file.Text, s_parsing, file.Name)).Append(CSharpSyntaxTree.ParseText(ImplicitUsings, s_parsing, "ImplicitUsings.g.cs")).ToList();
        var isExecutable = trees.Any(static tree => tree.GetCompilationUnitRoot().Members.Any(static member => member is GlobalStatementSyntax));
        var options = new CSharpCompilationOptions(
            isExecutable ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        var headers = Files.Any(static file => file.Text.StartsWith(WithInstalledHeaders, StringComparison.Ordinal)) ? s_bundled.Value.Concat(s_installed.Value) : s_bundled.Value;
        CSharpGeneratorDriver.Create([new UapiGenerator().AsSourceGenerator(), s_libraryImports.Value], headers, s_parsing, new TestOptions())
            .RunGeneratorsAndUpdateCompilation(CSharpCompilation.Create("Program", trees, Net80.References.All, options), out var generated, out var diagnostics);
        Assert.Empty(diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.ToString()));
        _compilation = (CSharpCompilation)generated;
    }

    /// <summary>Gets the C# files of the program, by name.</summary>
    public ImmutableArray<(string Name, string Text)> Files { get; }

    /// <summary>Gets the names of all programs.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateDirectories(Root).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>Gets the folder of all programs.</summary>
    public static string Root { get; } = Path.Combine(Repository.Root, "tests", "Analyzers.Tests", "Corpus", "Programs");

    /// <summary>A program, made once.</summary>
    public static UserProgram Of(string name) => s_known.GetOrAdd(name, static name => new(() => new UserProgram(Path.Combine(Root, name)))).Value;

    /// <summary>What the compiler and all rules say about the program, one file of it replaced by another text.</summary>
    public async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(CancellationToken cancellation, (string Name, string Text)? changed = null)
    {
        var compilation = _compilation;
        if (changed is var (name, text))
        {
            var old = compilation.SyntaxTrees.Single(tree => tree.FilePath == name);
            compilation = compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, s_parsing, name, cancellationToken: cancellation));
        }

        // What is generated compiles whatever the program says.
        var trees = compilation.SyntaxTrees.Where(tree => Files.Any(file => file.Name == tree.FilePath) && (changed is null || changed.Value.Name == tree.FilePath)).ToList();
        var errors = trees.SelectMany(tree => compilation.GetSemanticModel(tree).GetDiagnostics(cancellationToken: cancellation)).Where(static d => d.Severity == DiagnosticSeverity.Error).ToList();
        var exceptions = new ConcurrentQueue<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: (exception, _, _) => exceptions.Enqueue(exception.ToString()), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var analysis = compilation.WithAnalyzers([new UapiAnalyzer()], options);
        var findings = new List<Diagnostic>();
        foreach (var tree in trees)
        {
            findings.AddRange(await analysis.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, cancellation));
        }

        Assert.Empty(exceptions);
        return [.. errors.Concat(findings).OrderBy(static d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static d => d.Location.SourceSpan.Start)];
    }

    /// <summary>As a project with <c>UapiIncludeDirectory</c> has them: those of the kernel that the bundled ones do not hold.</summary>
    private static List<TestHeader> InstalledHeaders()
    {
        var failure = Preparation.Run(Repository.Root, "eng/fetch-backports-headers.sh");
        Assert.True(failure is null, failure);
        var include = Path.Combine(Repository.Root, "artifacts", "uapi", "current", "usr", "include");
        var bundled = s_bundled.Value.Select(static header => header.LogicalPath).ToHashSet(StringComparer.Ordinal);
        string[] folders = ["linux", "drm", "asm-generic", "x86_64-linux-gnu/asm"];
        return
        [
            .. folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(include, folder), "*.h", SearchOption.AllDirectories))
                .Select(path => (Path: path, Logical: Path.GetRelativePath(include, path).Replace("x86_64-linux-gnu/", "", StringComparison.Ordinal)))
                .Where(file => !bundled.Contains(file.Logical))
                .Select(file => new TestHeader(file.Path, File.ReadAllText(file.Path, System.Text.Encoding.Latin1), file.Logical, include)),
        ];
    }

    /// <summary>The one that comes with the SDK, so that partial methods have the bodies that a build gives them.</summary>
    private static ISourceGenerator LibraryImportGenerator()
    {
        var packs = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../../packs/Microsoft.NETCore.App.Ref");
        var folder = Directory.Exists(packs)
            ? Directory.EnumerateDirectories(packs).Order(StringComparer.Ordinal).Select(static version => Path.Combine(version, "analyzers/dotnet/cs")).LastOrDefault(Directory.Exists)
            : null;
        Assert.True(folder is not null, $"the SDK's reference pack is missing below {packs}: install the .NET SDK that global.json names");
        Assembly.LoadFrom(Path.Combine(folder, "Microsoft.Interop.SourceGeneration.dll"));
        var type = Assembly.LoadFrom(Path.Combine(folder, "Microsoft.Interop.LibraryImportGenerator.dll")).GetTypes()
            .Single(static type => type.Name == "LibraryImportGenerator");
        return ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }
}
