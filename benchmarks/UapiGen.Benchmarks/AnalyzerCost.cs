// What the rules add to a compile of 100,000 lines, or as many as are asked for:
// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- analyzers [LINES]
// Three inputs: no facts in sight; facts in sight and not used; used in one method of ten.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using UapiGen.Analyzers.Rules;
using UapiGen.Generator.Tests.Harness;

namespace UapiGen.Benchmarks;

/// <summary>Times one compile without analyzers, and what each rule takes in one with them, on one thread.</summary>
internal static class AnalyzerCost
{
    private const int MethodsPerClass = 10;
    private const int UsesOneMethodOf = 10;

    private const string Plain = """
            public static int Method{0}(int[] values, string name)
            {{
                int sum = 0;
                for (int i = 0; i < values.Length; i++)
                {{
                    sum += values[i] * {0};
                }}

                return name.Length > sum ? sum : name.Length;
            }}

        """;

    private const string Uses = """
            public static unsafe ulong Method{0}(int fd, uint index)
            {{
                var info = Demo.Uapi.vfio_region_info.Create();
                info.index = index + {0};
                if (Libc.ioctl(fd, Demo.Uapi.VFIO_DEVICE_GET_REGION_INFO, &info) < 0)
                {{
                    return 0;
                }}

                return info.size;
            }}

        """;

    private const string Libc = """
        internal static unsafe class Libc
        {
            [System.Runtime.InteropServices.DllImport("libc", SetLastError = true)]
            public static extern int ioctl(int fd, nuint request, void* argument);
        }
        """;

    private static readonly TestHeader[] Headers =
        [.. BundledHeaders.Files().Select(static file => new TestHeader("/headers/" + file.LogicalPath, file.Text, file.LogicalPath, "bundled"))];

    public static void Run(int lines)
    {
        Rules(Create(1_000, withFacts: true, uses: true), out _);
        Measure(lines, "no facts in sight", withFacts: false, uses: false);
        Measure(lines, "facts in sight, not used", withFacts: true, uses: false);
        Measure(lines, "used in one method of ten", withFacts: true, uses: true);
    }

    private static void Measure(int lines, string what, bool withFacts, bool uses)
    {
        Compile(Create(lines, withFacts, uses));
        var compile = TimeSpan.FromTicks(Enumerable.Range(0, 3).Select(_ => Compile(Create(lines, withFacts, uses)).Ticks).Min());
        var times = Rules(Create(lines, withFacts, uses), out int findings);
        var all = times.Aggregate(TimeSpan.Zero, static (sum, rule) => sum + rule.Time);
        Console.WriteLine($"{what}: compile {compile.TotalMilliseconds:F0} ms, rules {all.TotalMilliseconds:F1} ms = {100 * all / compile:F2} %, {findings} findings");
        foreach (var (id, time) in times.Take(5))
        {
            Console.WriteLine($"    {id} {time.TotalMilliseconds,8:F1} ms {100 * time / compile,6:F2} %");
        }
    }

    /// <summary>What each rule takes, the dearest first. The first call in a process pays for the JIT.</summary>
    private static List<(string Id, TimeSpan Time)> Rules(Compilation compilation, out int findings)
    {
        var rules = typeof(ReservedFieldSetAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .ToImmutableArray();

        // To bind the references is the compile's own work, and not that of whichever rule asks first.
        _ = compilation.SourceModule.ReferencedAssemblySymbols.Length;
        var analysis = compilation.WithAnalyzers(
            rules, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        findings = analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult().Length;
        return rules
            .Select(rule => (rule.SupportedDiagnostics[0].Id, Time: analysis.GetAnalyzerTelemetryInfoAsync(rule, default).GetAwaiter().GetResult().ExecutionTime))
            .OrderByDescending(rule => rule.Time)
            .ToList();
    }

    private static TimeSpan Compile(Compilation compilation)
    {
        var clock = Stopwatch.StartNew();
        var result = compilation.Emit(Stream.Null);
        return result.Success ? clock.Elapsed : throw new InvalidOperationException(result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).ToString());
    }

    private static Compilation Create(int lines, bool withFacts, bool uses)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp13);
        var trees = Sources(lines, uses).Select((source, i) => CSharpSyntaxTree.ParseText(source, parsing, $"/src/{i}.cs", Encoding.UTF8));
        Compilation compilation = CSharpCompilation.Create(
            "Cost", trees, Net80.References.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        if (withFacts)
        {
            compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
                "namespace Demo;\n[UapiGen.UapiBindings(\"linux/vfio.h\")]\npublic static partial class Uapi;\n", parsing, "/src/Bindings.cs", Encoding.UTF8));
            CSharpGeneratorDriver.Create([new UapiGenerator().AsSourceGenerator()], Headers, parsing, new TestOptions())
                .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        }

        return compilation;
    }

    private static IEnumerable<string> Sources(int lines, bool uses)
    {
        yield return Libc;
        var linesOfMethod = Plain.Split('\n').Length - 1;
        for (int method = 0; method * linesOfMethod < lines; method += MethodsPerClass)
        {
            var text = new StringBuilder($"public static class Class{method}\n{{\n");
            for (int i = method; i < method + MethodsPerClass; i++)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{string.Format(System.Globalization.CultureInfo.InvariantCulture, uses && i % UsesOneMethodOf == 0 ? Uses : Plain, i)}\n");
            }

            yield return text.Append("}\n").ToString();
        }
    }
}
