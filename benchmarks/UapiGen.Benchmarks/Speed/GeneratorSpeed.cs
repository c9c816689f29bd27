// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- generator
// The generator in a compiler's driver, warm: a first run, an edit of C# that concerns no header, and an edit in one of 1, 10 and 100 headers.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UapiGen.C;
using UapiGen.Generator.Tests.Harness;

namespace UapiGen.Benchmarks.Speed;

internal static class GeneratorSpeed
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12);

    public static void Run()
    {
        ImmutableArray<TestHeader> bundled = [.. BundledHeaders.Files().Select(file => new TestHeader("/headers/" + file.LogicalPath, file.Text, file.LogicalPath, "bundled"))];
        List<IncludedHeader> kernel = new KernelHeaders().All().ToList();
        ImmutableArray<TestHeader> all = [.. kernel.Select(header => new TestHeader("/kernel/" + header.LogicalPath, header.Text, header.LogicalPath, "/kernel")), .. bundled];

        Table.Head("in the driver", "first run", "allocated", "edit of C#", "allocated", "edit in one header", "allocated");
        Show("no generator", [], bundled, []);
        Show("linux/vfio.h", ["linux/vfio.h"], bundled, [new UapiGenerator()]);
        // Those that a compiler takes alone; the largest of all are among them.
        string[] names = [.. kernel.Where(header => header.LogicalPath.StartsWith("linux/", StringComparison.Ordinal) && Path.GetDirectoryName(header.LogicalPath) == "linux").Select(header => header.LogicalPath)];
        foreach (int count in new[] { 1, 10, 100 })
        {
            string[] chosen = [.. Enumerable.Range(0, count).Select(i => names[i * names.Length / count])];
            Show($"{count} of a kernel's headers, among {all.Length}", chosen, all, [new UapiGenerator()]);
        }
    }

    private static void Show(string what, string[] names, ImmutableArray<TestHeader> headers, UapiGenerator[] generators)
    {
        CSharpCompilation compilation = Compilation(names, "class Other { }");
        CSharpCompilation edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Parse("class Other { int _field; }"));
        GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
            generators.Select(generator => generator.AsSourceGenerator()), headers.CastArray<AdditionalText>(), ParseOptions, new TestOptions());

        int warmUps = names.Length > 10 ? 2 : 30;
        GeneratorDriver warm = Driver().RunGenerators(compilation);
        Measured first = Measured.InProcess(() => Driver().RunGenerators(compilation), warmUps);
        Measured unrelated = Measured.InProcess(() => warm.RunGenerators(edited), warmUps);
        Measured? header = null;
        if (names.Length > 0)
        {
            TestHeader old = headers.First(candidate => candidate.LogicalPath == names[^1]);
            var changed = new TestHeader(old.Path, old.GetText() + "\n#define EDITED_JUST_NOW 1\n", old.LogicalPath, old.IncludeRoot);
            header = Measured.InProcess(() => warm.ReplaceAdditionalText(old, changed).RunGenerators(compilation), warmUps);
        }

        Table.Row(
            what, Table.Milliseconds(first.Wall), Table.Bytes(first.Allocated), Table.Milliseconds(unrelated.Wall), Table.Bytes(unrelated.Allocated),
            header is null ? "" : Table.Milliseconds(header.Wall), header is null ? "" : Table.Bytes(header.Allocated));
    }

    /// <summary>A class for each header: two headers of a kernel may declare the same thing.</summary>
    private static CSharpCompilation Compilation(string[] names, string other) => CSharpCompilation.Create(
        "Speed",
        [Parse(string.Join('\n', names.Select((name, i) => $"[UapiGen.UapiBindings(\"{name}\")] internal static partial class Uapi{i};"))), Parse(other)],
        Net80.References.All,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, ParseOptions);
}
