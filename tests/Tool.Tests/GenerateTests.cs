// `uapigen generate`: what it writes is what the generator emits, and compiles by itself.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace UapiGen.Tool.Tests;

public sealed class GenerateTests : IDisposable
{
    private const string Header = """
        struct item {
            unsigned char tag;
            unsigned int low : 3, high : 5;
            void *pointer;
            unsigned char name[16];
            struct { int x, y; } point;
            int tail[];
        };
        enum color { RED, BLUE = 7 };
        #define LIMIT 4096
        #define TWICE(x) ((x) * 2)
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12);

    private readonly HeaderDirectory _headers = new();

    private string Out => _headers.Path("out");

    public void Dispose() => _headers.Dispose();

    [Fact]
    public void Files_OfHeader_AreTheGeneratorsOwn()
    {
        string header = _headers.Add("test.h", Header + "\n");
        Run("generate", header, "-o", Out, "--namespace", "Demo");

        CSharpCompilation user = Compile(
        [
            CSharpSyntaxTree.ParseText("namespace Demo;\n[UapiGen.UapiBindings(\"test.h\")] internal static partial class Uapi;\n", Language, cancellationToken: TestContext.Current.CancellationToken),
        ]);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new UapiGenerator().AsSourceGenerator()], [new HeaderText("test.h", Header + "\n")], Language);
        GeneratorRunResult emitted = driver.RunGenerators(user, TestContext.Current.CancellationToken).GetRunResult().Results[0];

        List<GeneratedSourceResult> ofClass = [.. emitted.GeneratedSources.Where(source => source.HintName.StartsWith("Demo.Uapi/", StringComparison.Ordinal))];
        Assert.True(ofClass.Count >= 4);
        Assert.All(ofClass, source => Assert.Equal(source.SourceText.ToString(), File.ReadAllText(Out + "/" + source.HintName)));
        Assert.Equal(
            ofClass.Select(source => source.HintName).Append("Demo.Uapi/Uapi.g.cs").Append("UapiGen.Attributes.g.cs").Order(StringComparer.Ordinal),
            Written().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData]
    [InlineData("--namespace", "Acme.Kernel", "--public")]
    [InlineData("--namespace", "Acme.event", "--class", "Vfio", "--public")]
    [InlineData("--naming", "pascal")]
    [InlineData("--no-unsafe")]
    [InlineData("--include", "vfio_device_info", "--exclude", "VFIO_*")]
    public void Files_OfBundledHeaders_Compile(params string[] options)
    {
        Run(["generate", "linux/vfio.h", "linux/dma-buf.h", "-o", Out, .. options]);

        CSharpCompilation compilation = Compile(Written().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(Out + "/" + file), Language)), allowsUnsafe: !options.Contains("--no-unsafe"));

        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        Assert.Contains(options.Contains("pascal") ? "VfioDeviceInfo" : "vfio_device_info", compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type, TestContext.Current.CancellationToken).Select(symbol => symbol.Name));
    }

    [Fact]
    public void Class_Public_IsSeenOutside()
    {
        Run("generate", _headers.Add("test.h", Header + "\n"), "-o", Out, "--class", "Kernel", "--public");

        CSharpCompilation compilation = Compile(Written().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(Out + "/" + file), Language)));

        Assert.Equal(Accessibility.Public, compilation.GetTypeByMetadataName("Kernel")!.DeclaredAccessibility);
        Assert.Contains(compilation.GetTypeByMetadataName("Kernel+item")!.GetAttributes(), attribute => attribute.AttributeClass!.Name == "UapiRecordAttribute");
    }

    [Fact]
    public void SecondRun_SameHeader_WritesNothing()
    {
        string header = _headers.Add("test.h", Header + "\n");
        ToolRun first = Run("generate", header, "-o", Out);
        Dictionary<string, DateTime> times = Written().ToDictionary(file => file, file => File.GetLastWriteTimeUtc(Out + "/" + file));
        ToolRun second = Run("generate", header, "-o", Out);

        Assert.Contains("written  Uapi/test/item.g.cs\n", first.Output, StringComparison.Ordinal);
        Assert.EndsWith($"{Out}: {times.Count} written, 0 unchanged, 0 removed\n", first.Output, StringComparison.Ordinal);
        Assert.Equal($"{Out}: 0 written, {times.Count} unchanged, 0 removed\n", second.Output);
        Assert.All(times, file => Assert.Equal(file.Value, File.GetLastWriteTimeUtc(Out + "/" + file.Key)));
    }

    [Fact]
    public void SecondRun_TypeGone_RemovesItsFileAndNoOther()
    {
        string header = _headers.Add("test.h", Header + "\n");
        Run("generate", header, "-o", Out);
        string own = _headers.Add("out/Uapi/Mine.g.cs", "class Mine;\n");
        _headers.Add("test.h", "enum color { RED };\n");
        JsonElement json = Run("generate", header, "-o", Out, "--format", "json").Json;

        Assert.Contains("Uapi/test/item.g.cs", json.GetProperty("removed").EnumerateArray().Select(path => path.GetString()));
        Assert.DoesNotContain("Uapi/test/item.g.cs", Written());
        Assert.True(File.Exists(own));
    }

    [Fact]
    public void Facts_BesideTheHeader_RideOnTheCode()
    {
        string header = _headers.Add("own.h", "struct own { int word; };\n");
        _headers.Add("own.h.facts", "field own.word reserved\n");
        Run("generate", header, "-o", Out);

        Assert.Contains("UapiRole", File.ReadAllText(Out + "/Uapi/own/own.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Finding_InAHeader_IsToldAndTheRestWritten()
    {
        ToolRun run = ToolRun.Of("generate", _headers.Add("a.h", "struct lost { unknown_t x; };\nstruct kept { int x; };\n"), "-o", Out);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("a.h(1,15): error UAPI1202: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("Uapi/a/kept.g.cs", Written());
    }

    [Theory]
    [InlineData("generate", "linux/vfio.h")]
    [InlineData("generate", "linux/vfio.h", "-o", "/dev/null/x")]
    [InlineData("generate", "linux/vfio.h", "-o", "/tmp", "--class", "two words")]
    [InlineData("generate", "linux/vfio.h", "-o", "/tmp", "--namespace", "a..b")]
    public void Arguments_ThatMakeNoSense_ExitTwo(params string[] arguments) =>
        Assert.Equal((2, ""), ToolRun.Of(arguments) is var run ? (run.ExitCode, run.Output) : default);

    private static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees, bool allowsUnsafe = true) => CSharpCompilation.Create(
        "generated", trees, Net80.References.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: allowsUnsafe));

    private static ToolRun Run(params string[] arguments)
    {
        ToolRun run = ToolRun.Of(arguments);
        Assert.Equal(0, run.ExitCode);
        return run;
    }

    private List<string> Written() =>
        [.. Directory.EnumerateFiles(Out, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Out, path).Replace('\\', '/'))];

    private sealed class HeaderText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
