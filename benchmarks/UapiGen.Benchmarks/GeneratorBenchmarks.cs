// The generator inside of a compiler's driver: a first run, the keystroke that concerns no header, and an edit in one header.
using System.Collections.Immutable;
using System.Linq;
using Basic.Reference.Assemblies;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UapiGen.Generator.Tests.Harness;

namespace UapiGen.Benchmarks;

[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12);

    private readonly TestHeader[] _headers = [.. BundledHeaders.Files().Select(file => new TestHeader("/headers/" + file.LogicalPath, file.Text, file.LogicalPath, "bundled"))];
    private readonly CSharpCompilation _compilation = Compilation("class Other { }");
    private readonly CSharpCompilation _edited = Compilation("class Other { int _field; }");
    private TestHeader _vfio = null!;
    private TestHeader _editedVfio = null!;
    private GeneratorDriver _warm = null!;

    [GlobalSetup]
    public void Setup()
    {
        _vfio = _headers.First(header => header.LogicalPath == "linux/vfio.h");
        string text = _vfio.GetText()!.ToString().Replace("#endif", "#define VFIO_EDITED 1\n#endif", System.StringComparison.Ordinal);
        _editedVfio = new TestHeader(_vfio.Path, text, _vfio.LogicalPath, "bundled");
        _warm = Driver().RunGenerators(_compilation);
    }

    [Benchmark(Baseline = true)]
    public object FirstRun() => Driver().RunGenerators(_compilation);

    [Benchmark]
    public object UnrelatedEdit() => _warm.RunGenerators(_edited);

    [Benchmark]
    public object HeaderEdit() => _warm.ReplaceAdditionalText(_vfio, _editedVfio).RunGenerators(_compilation);

    private CSharpGeneratorDriver Driver() =>
        CSharpGeneratorDriver.Create([new UapiGenerator().AsSourceGenerator()], _headers.ToImmutableArray<AdditionalText>(), ParseOptions, new TestOptions());

    private static CSharpCompilation Compilation(string other) => CSharpCompilation.Create(
        "Benchmark",
        [
            CSharpSyntaxTree.ParseText("[UapiGen.UapiBindings(\"linux/vfio.h\", \"linux/dma-buf.h\")] internal static partial class Uapi;", ParseOptions),
            CSharpSyntaxTree.ParseText(other, ParseOptions),
        ],
        Net80.References.All,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
}
