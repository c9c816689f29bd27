// What the analyzer opens: bodies that name something of interest, however the name gets there, and no other. Nothing here is timed.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using UapiGen.Analyzers.Rules;
using UapiGen.Analyzers.Tests.Verification;
using Xunit;

namespace UapiGen.Analyzers.Tests;

public sealed class OpenedBodiesTests
{
    private const string Field = "tph.steering_tag = 0; tph.reserved = 1;";

    /// <summary>A hundred methods whose variables and members bear the names of fields: flags, size, count, index, ph, reserved, Read.</summary>
    private static readonly string s_dull = "class Dull\n{\n    public int flags, size, reserved, ph; public int steering_tag { get; set; }\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $$"""
            public int Method{{i}}(Dull other, int size, System.IO.Stream source, byte[] data)
            {
                // ioctl and vfio_device_feature_dma_buf_tph are named in comments and in "literals" alone.
                var reserved = "ioctl VFIO_DEVICE_FEATURE";
                other.reserved = size + source.Read(data, 0, {{i}});
                other.steering_tag = new Dull { ph = 1, reserved = 2 }.flags + reserved.Length;
                return other.size;
            }

        """)) + "}\n";

    [Fact]
    public async Task BodiesWithoutInterest_AreNotOpened()
    {
        var (opened, findings) = await RunAsync(s_dull, "class Another { int Count() => 1; }");
        Assert.Empty(opened);
        Assert.Empty(findings);
    }

    [Fact]
    public async Task BodiesOfInterest_AreOpenedOnceEach()
    {
        const string Interesting = """
            class Interesting
            {
                static void First(vfio_device_feature_dma_buf_tph tph) { tph.reserved = 1; tph.ph = 2; tph.ph = 1; }
                static int Dull(int size) => size + 1;
                static unsafe int Second(int fd) => Ioctl(fd, 0, null);
            }
            """;
        var (opened, findings) = await RunAsync(s_dull, Interesting);
        Assert.Equal(["First", "Second"], opened);
        Assert.Equal(["UAPI2001: tph.reserved = 1"], findings);
    }

    [Fact]
    public async Task NoFactsInSight_NothingIsOpened()
    {
        var observer = new Observer();
        var compilation = Compile([s_dull]);
        Assert.Empty(await compilation.WithAnalyzers([new UapiAnalyzer(AllRules.Create(), observer)]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
        Assert.Empty(observer.Opened);
        Assert.Equal(1, observer.Calls);
    }

    [Fact]
    public async Task RulesThatAreOff_OpenNothing()
    {
        var observer = new Observer();
        var off = AllRules.Create().ToDictionary(rule => rule.SupportedDiagnostic.Id, _ => ReportDiagnostic.Suppress);
        off.Remove("UAPI2107");
        var compilation = Compile([.. Facts, "class C { static void M(vfio_device_feature_dma_buf_tph tph) { tph.reserved = 1; } }"]);
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(off));
        Assert.Empty(await compilation.WithAnalyzers([new UapiAnalyzer(AllRules.Create(), observer)]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
        Assert.Empty(observer.Opened);
    }

    [Fact]
    public async Task EditorConfig_TurnsOneRuleOffInOneFile()
    {
        var test = new UapiTest<ReservedFieldSetAnalyzer, NoFix> { TestCode = "class C { static void M(vfio_device_feature_dma_buf_tph tph) { tph.reserved = 1; } }" };
        test.TestState.EditorConfig = "dotnet_diagnostic.UAPI2001.severity = none";
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The same mistake behind every way by which C# lets a structure be written without its name in the body.</summary>
    [Theory]
    [InlineData("using R = Sample.Uapi.vfio_device_feature_dma_buf_tph;\nclass C { static void M() { R tph = default; tph.reserved = 1; } }", null)]
    [InlineData("class C { static void M() { var tph = H.Make(); tph.reserved = 1; } }", "static class H { public static vfio_device_feature_dma_buf_tph Make() => default; }")]
    [InlineData("class C { static void M() { H.Take(new() { reserved = 1 }); } }", "static class H { public static void Take(vfio_device_feature_dma_buf_tph tph) { } }")]
    [InlineData("class C { static void M(H h) { h.Tph.reserved = 1; } }", "class H { public vfio_device_feature_dma_buf_tph Tph; }")]
    [InlineData("class C { static void M(H h) { var tph = h.Copy with { reserved = 1 }; _ = tph; } }", "class H { public vfio_device_feature_dma_buf_tph Copy { get; set; } }")]
    [InlineData("class C { static void M(H h) { foreach (var one in h) { var tph = one; tph.reserved = 1; } } }", "class H { public IEnumerator<vfio_device_feature_dma_buf_tph> GetEnumerator() => null!; }")]
    [InlineData("class C { static void M(H h) { var (tph, _) = h; tph.reserved = 1; } }", "class H { public void Deconstruct(out vfio_device_feature_dma_buf_tph tph, out int number) { tph = default; number = 0; } }")]
    [InlineData("class C { static void M(H h) { h[0].reserved = 1; } }", "class H { private vfio_device_feature_dma_buf_tph _tph; public ref vfio_device_feature_dma_buf_tph this[int i] => ref _tph; }")]
    [InlineData("class C { static void M(H h) { var tph = -h; tph.reserved = 1; } }", "class H { public static vfio_device_feature_dma_buf_tph operator -(H h) => default; }")]
    [InlineData("class C { static async Task M(H h) { var tph = await h.Later(); tph.reserved = 1; } }", "class H { public Task<vfio_device_feature_dma_buf_tph> Later() => null!; }")]
    [InlineData("class C { static void M() { H.Do((ref x) => x.reserved = 1); } }", "delegate void D(ref vfio_device_feature_dma_buf_tph tph); static class H { public static void Do(D d) { } }")]
    [InlineData("class C { static void M(int fd) { var tph = fd.Tph(); tph.reserved = 1; } }", "static class H { public static vfio_device_feature_dma_buf_tph Tph(this int fd) => default; }")]
    [InlineData("class C : B<vfio_device_feature_dma_buf_tph> { void M() { Value.reserved = 1; } }", "class B<T> { public T Value = default!; }")]
    [InlineData("class C : D { void M() { Value.reserved = 1; } }", "class B<T> { public T Value = default!; } class D : B<vfio_device_feature_dma_buf_tph>;")]
    [InlineData("partial class C { void M() { Value.reserved = 1; } }", "class B<T> { public T Value = default!; } partial class C : B<vfio_device_feature_dma_buf_tph>;")]
    [InlineData("class C { static void M() { var tph = Make().Wrapped; tph.reserved = 1; } static H Make() => null!; }", "class H { public vfio_device_feature_dma_buf_tph Wrapped; }")]
    [InlineData("using static H;\nclass C { static void M() { var tph = Make(); tph.reserved = 1; } }", "static class H { public static vfio_device_feature_dma_buf_tph Make() => default; }")]
    [InlineData("class C(H h) { void M() { h.Tph.reserved = 1; } }", "record class H(int Number) { public vfio_device_feature_dma_buf_tph Tph; }")]
    [InlineData("class C { static void M(H h) { var tph = h.Tph; tph.reserved = 1; } }", "record H(vfio_device_feature_dma_buf_tph Tph);")]
    [InlineData("class C { static void M(H h) { var q = from x in h.All select x with { reserved = 1 }; _ = q; } }", "class H { public List<vfio_device_feature_dma_buf_tph> All = []; }\n", true)]
    [InlineData("class C { static void M() { vfio_device_feature_dma_buf_tph tph = default; tph.res\\u0065rved = 1; } }", null)]
    [InlineData("class C { static void M() { vfio_device_feature_dma_buf_tph tph = default; tph.@reserved = 1; } }", null)]
    [InlineData("class C { static void M(vfio_device_feature_dma_buf_tph tph) { _ = $\"{tph.reserved = 1}\"; } }", null)]
    public async Task Structure_WrittenWithoutItsName_IsFound(string source, string? other, bool isQuery = false)
    {
        var usings = isQuery ? "using System.Linq;\n" : "";
        var (_, findings) = await RunAsync(usings + source, other ?? "");
        Assert.StartsWith("UAPI2001: ", Assert.Single(findings), StringComparison.Ordinal);
    }

    /// <summary>Every kind of body that C# has.</summary>
    [Theory]
    [InlineData("class C { vfio_device_feature_dma_buf_tph _tph = new() { reserved = 1 }; }")]
    [InlineData("class C { vfio_device_feature_dma_buf_tph P { get; } = new() { reserved = 1 }; }")]
    [InlineData("class C { vfio_device_feature_dma_buf_tph P => new() { reserved = 1 }; }")]
    [InlineData("class C { vfio_device_feature_dma_buf_tph P { get => new() { reserved = 1 }; } }")]
    [InlineData("class C { vfio_device_feature_dma_buf_tph P { get { return new() { reserved = 1 }; } set { } } }")]
    [InlineData("class C { vfio_device_feature_dma_buf_tph this[int i] => new() { reserved = 1 }; }")]
    [InlineData("class C { event Action E { add { vfio_device_feature_dma_buf_tph tph = default; tph.reserved = 1; } remove { } } }")]
    [InlineData("class C { C() { vfio_device_feature_dma_buf_tph tph = default; tph.reserved = 1; } }")]
    [InlineData("class B(vfio_device_feature_dma_buf_tph tph) { int N => tph.ph; } class C : B { C() : base(new() { reserved = 1 }) { } }")]
    [InlineData("class B(vfio_device_feature_dma_buf_tph tph) { int N => tph.ph; } class C() : B(new() { reserved = 1 });")]
    [InlineData("class C { ~C() { vfio_device_feature_dma_buf_tph tph = default; tph.reserved = 1; } }")]
    [InlineData("class C { static vfio_device_feature_dma_buf_tph M() => new() { reserved = 1 }; }")]
    [InlineData("class C { static void M() { L(); void L() { vfio_device_feature_dma_buf_tph tph = default; tph.reserved = 1; } } }")]
    [InlineData("class C { static readonly Func<vfio_device_feature_dma_buf_tph> F = () => new() { reserved = 1 }; }")]
    [InlineData("partial class C { partial void M(); partial void M() { vfio_device_feature_dma_buf_tph tph = default; tph.reserved = 1; } }")]
    [InlineData("class C { public static explicit operator vfio_device_feature_dma_buf_tph(C c) => new() { reserved = 1 }; }")]
    [InlineData("class C { public static vfio_device_feature_dma_buf_tph operator +(C c) => new() { reserved = 1 }; }")]
    [InlineData("interface I { vfio_device_feature_dma_buf_tph M() => new() { reserved = 1 }; }")]
    [InlineData("namespace N { namespace O { class C { class D { static vfio_device_feature_dma_buf_tph M() => new() { reserved = 1 }; } } } }")]
    public async Task Body_OfAnyKind_IsOpened(string source)
    {
        var (_, findings) = await RunAsync(source);
        var finding = Assert.Single(findings);
        Assert.StartsWith("UAPI2001: ", finding, StringComparison.Ordinal);
        Assert.EndsWith("reserved = 1", finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TopLevelStatements_AreOneBody()
    {
        var observer = new Observer();
        var compilation = Compile([.. Facts, "vfio_device_feature_dma_buf_tph tph = default;\nSystem.Console.WriteLine();\n" + Field + "\nclass Dull { int M(int reserved) => reserved; }"])
            .WithOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true));
        var findings = await compilation.WithAnalyzers([new UapiAnalyzer(AllRules.Create(), observer)]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal("UAPI2001", Assert.Single(findings).Id);
        Assert.IsType<CompilationUnitSyntax>(Assert.Single(observer.Opened));
    }

    /// <summary>A role on an overridden method's parameter holds in the overriding one, which names nothing but the method.</summary>
    [Fact]
    public async Task Override_OfMethodWithRoles_IsOpened()
    {
        var (opened, findings) = await RunAsync(
            "class C : H { public override byte Cut(ushort tag) => (byte)tag; byte Other(ushort tag) => (byte)tag; }",
            "abstract class H { public abstract byte Cut([UapiGen.UapiRole(UapiGen.UapiRole.SteeringTag, Width = 16)] ushort tag); }");
        Assert.Equal(["Cut"], opened);
        Assert.Equal(["UAPI2002: (byte)tag"], findings);
    }

    /// <summary>Facts on what C# calls without a name: there is nothing to look for, so that all is opened.</summary>
    [Theory]
    [InlineData("class C { static void M(H h) { _ = h[1]; } }", "class H { public int this[[UapiGen.UapiRole(UapiGen.UapiRole.Reserved)] int i] => i; }")]
    [InlineData("class C { static void M(D d) { d(1); } }", "delegate void D([UapiGen.UapiRole(UapiGen.UapiRole.Reserved)] int i);")]
    [InlineData("class C { static void M() { Take(new(1)); } static void Take(H h) { } }", "class H { public H([UapiGen.UapiRole(UapiGen.UapiRole.Reserved)] int i) { } }")]
    public async Task Fact_OnWhatHasNoName_IsFound(string source, string other) => Assert.Equal(["UAPI2001: 1"], (await RunAsync(source, other)).Findings);

    [Theory]
    [InlineData("[DllImport(\"libc\", EntryPoint = \"ioctl\", SetLastError = true)] static extern int Send(int fd, uint request); static void M() { Send(1, 2); }")]
    [InlineData("const string Name = \"ioctl\"; [DllImport(\"libc\", EntryPoint = Name, SetLastError = true)] static extern int Send(int fd, uint request); static void M() { Send(1, 2); }")]
    [InlineData("static void M() { Send(1, 2); [DllImport(\"libc\", EntryPoint = \"ioctl\", SetLastError = true)] static extern int Send(int fd, uint request); }")]
    public async Task Ioctl_ByAnotherName_IsFound(string members) => Assert.Equal(["UAPI2003: Send(1, 2)"], (await RunAsync($"class C {{ {members} }}")).Findings);

    private static IEnumerable<string> Facts => [GeneratedSample.GlobalUsings, .. GeneratedSample.Sources.Select(source => source.Text)];

    private static async Task<(List<string> Opened, List<string> Findings)> RunAsync(params string[] sources)
    {
        var observer = new Observer();
        var compilation = Compile([.. Facts, .. sources]);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        var found = await compilation.WithAnalyzers([new UapiAnalyzer(AllRules.Create(), observer)]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return (
            [.. observer.Opened.OfType<MethodDeclarationSyntax>().OrderBy(method => method.SpanStart).Select(method => method.Identifier.Text)],
            [.. found.OrderBy(d => d.Location.SourceSpan.Start).Select(d => $"{d.Id}: {d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)}")]);
    }

    private static CSharpCompilation Compile(IEnumerable<string> sources) => CSharpCompilation.Create(
        "Opened",
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview), $"/src/{i}.cs")),
        Net80.References.All,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    private sealed class Observer : IAnalysisObserver
    {
        private readonly ConcurrentBag<SyntaxNode> _opened = [];
        private int _calls;

        public IEnumerable<SyntaxNode> Opened => _opened;

        public int Calls => _calls;

        void IAnalysisObserver.Opened(SyntaxNode body) => _opened.Add(body);

        public IDisposable? Measure(string part)
        {
            System.Threading.Interlocked.Add(ref _calls, part == AnalysisParts.All ? 1 : 0);
            return null;
        }
    }
}
