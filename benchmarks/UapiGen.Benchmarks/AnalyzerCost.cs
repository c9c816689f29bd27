// What the rules add to a compile of 100,000 lines, or as many as are asked for:
// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- analyzers [LINES [RUNS [INPUT]]]
// Processor time of the process, and time on the clock; each row is the median of its runs, which take turns. The compile binds and emits;
// neither the parser nor the generator is counted, so that the true share is smaller.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Rules;

namespace UapiGen.Benchmarks;

/// <summary>Times compiles without an analyzer, with one that does nothing, and with ours.</summary>
internal static class AnalyzerCost
{
    private const int DearestParts = 8;

    // A compiler that stays in memory, as the SDK's does, has run its own code and ours many times before.
    private const int WarmUpLines = 4_000;
    private const int WarmUpRuns = 12;

    /// <param name="lines">Of each input, about.</param>
    /// <param name="runs">To take the median of.</param>
    /// <param name="only">The number of one input, from 1; 0 for all.</param>
    public static void Run(int lines, int runs, int only)
    {
        Console.WriteLine($"{lines} lines, median of {runs} runs");
        foreach (var input in CostInput.All.Where((_, i) => only == 0 || only == i + 1))
        {
            Measure(input, Math.Min(lines, WarmUpLines), WarmUpRuns, isWarm: false);
            Measure(input, lines, runs, isWarm: true);
        }
    }

    private static void Measure(CostInput input, int lines, int runs, bool isWarm)
    {
        var (compiles, idles, withRules, inside) = (new List<Cost>(), new List<Cost>(), new List<Cost>(), new List<Counts>());
        var findings = 0;
        for (int i = 0; i < runs; i++)
        {
            compiles.Add(Time(input.Create(lines), static compilation => Compile(compilation)));
            idles.Add(Time(input.Create(lines), static compilation => Analyze(compilation, new Idle(), out _)));
            var counts = new Counts(hasParts: false);
            var analyzer = new UapiAnalyzer(AllRules.Create(), counts);
            withRules.Add(Time(input.Create(lines), compilation => Analyze(compilation, analyzer, out findings)));
            inside.Add(counts);
        }

        if (!isWarm)
        {
            return;
        }

        // To time the parts takes time: the whole is not timed in the same run.
        var parts = new Counts(hasParts: true);
        Analyze(input.Create(lines), new UapiAnalyzer(AllRules.Create(), parts), out _);
        var (compile, idle, rules) = (Median(compiles), Median(idles), Median(withRules));
        var analyzing = inside.Select(static counts => counts.Inside).Order().ElementAt(inside.Count / 2);
        Console.WriteLine();
        Console.WriteLine($"{input.Name}: {parts.Bodies} bodies opened, {findings} findings");
        Console.WriteLine($"    compile                    {Show(compile)}");
        Console.WriteLine($"    in the analyzer            {analyzing.TotalMilliseconds,8:F1} ms = {100 * analyzing / compile.Processor:F2} %, {inside[^1].Allocated / 1e6:F1} MB allocated");
        Console.WriteLine($"    whole analysis, less idle  {(rules.Processor - idle.Processor).TotalMilliseconds,8:F1} ms = {100 * (rules.Processor - idle.Processor) / compile.Processor:F2} % (processor), "
            + $"{100 * (rules.Clock - idle.Clock) / compile.Clock:F2} % (clock)");
        Console.WriteLine($"    parts, in a run of its own {parts.Inside.TotalMilliseconds,8:F1} ms, of which rules {parts.Parts.Where(static pair => pair.Key.StartsWith("UAPI", StringComparison.Ordinal)).Sum(static pair => pair.Value.TotalMilliseconds):F1} ms");
        foreach (var (part, time) in parts.Parts.OrderByDescending(static pair => pair.Value).Take(DearestParts))
        {
            Console.WriteLine($"        {part,-8} {time.TotalMilliseconds,8:F1} ms {100 * time / compile.Processor,6:F2} %");
        }
    }

    private static string Show(Cost cost) => $"{cost.Processor.TotalMilliseconds,8:F1} ms (processor), {cost.Clock.TotalMilliseconds:F1} ms (clock)";

    private static Cost Median(List<Cost> costs) => new(
        costs.Select(static cost => cost.Processor).Order().ElementAt(costs.Count / 2), costs.Select(static cost => cost.Clock).Order().ElementAt(costs.Count / 2));

    private static Cost Time(Compilation compilation, Action<Compilation> action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var (processor, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        action(compilation);
        return new Cost(Environment.CpuUsage.TotalTime - processor, clock.Elapsed);
    }

    private static void Analyze(Compilation compilation, DiagnosticAnalyzer analyzer, out int findings)
    {
        // To bind the references and to table the declarations is the compile's own work, and not that of the analyzer that asks first.
        _ = compilation.SourceModule.ReferencedAssemblySymbols.Length;
        _ = compilation.Assembly.GetTypeByMetadataName("Libc");
        var analysis = compilation.WithAnalyzers(
            [analyzer], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), static (exception, _, _) => throw exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        findings = analysis.GetAllDiagnosticsAsync().GetAwaiter().GetResult().Count(static d => d.Id.StartsWith("UAPI", StringComparison.Ordinal));
    }

    private static void Compile(Compilation compilation)
    {
        var result = compilation.Emit(Stream.Null);
        if (!result.Success)
        {
            throw new InvalidOperationException(result.Diagnostics.First(static d => d.Severity == DiagnosticSeverity.Error).ToString());
        }
    }

    private readonly record struct Cost(TimeSpan Processor, TimeSpan Clock);

    /// <summary>What the compiler's machinery costs with any analyzer; the SDK's own are always there.</summary>
#pragma warning disable RS1001, RS1015, RS1036, RS2008 // Not for a compiler to load.
    private sealed class Idle : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor s_rule = new("IDLE", "Idle", "Idle", "Idle", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [s_rule];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationStartAction(static start => start.RegisterSemanticModelAction(static _ => { }));
        }
    }
#pragma warning restore RS1001, RS1015, RS1036, RS2008

    /// <summary>Takes the time of the thread's own processor, on which a busy machine has little influence.</summary>
    private sealed class Counts(bool hasParts) : IAnalysisObserver
    {
        private readonly ConcurrentQueue<(string Part, TimeSpan Time)> _times = new();
        private int _bodies;
        private long _allocated;

        /// <summary>Gets the bytes allocated by all that the analyzer does.</summary>
        public long Allocated => _allocated;

        public int Bodies => _bodies;

        public TimeSpan Inside => Sum(_times.Where(static entry => entry.Part == AnalysisParts.All));

        public IEnumerable<KeyValuePair<string, TimeSpan>> Parts => _times.Where(static entry => entry.Part != AnalysisParts.All)
            .GroupBy(static entry => entry.Part, static (part, entries) => KeyValuePair.Create(part, Sum(entries)));

        public void Opened(SyntaxNode body) => Interlocked.Increment(ref _bodies);

        public IDisposable? Measure(string part) => hasParts || part == AnalysisParts.All ? new Measurement(this, part) : null;

        private static TimeSpan Sum(IEnumerable<(string Part, TimeSpan Time)> entries) => entries.Aggregate(TimeSpan.Zero, static (sum, entry) => sum + entry.Time);

        private void Add(string part, TimeSpan time, long allocated)
        {
            _times.Enqueue((part, time));
            Interlocked.Add(ref _allocated, part == AnalysisParts.All ? allocated : 0);
        }

        private sealed class Measurement(Counts counts, string part) : IDisposable
        {
            private readonly TimeSpan _start = ThreadClock.Now;
            private readonly long _allocated = GC.GetAllocatedBytesForCurrentThread();

            public void Dispose() => counts.Add(part, ThreadClock.Now - _start, GC.GetAllocatedBytesForCurrentThread() - _allocated);
        }
    }

    /// <summary>What the calling thread has had of a processor.</summary>
    private static class ThreadClock
    {
        private const int ThreadProcessorTime = 3;

        public static TimeSpan Now => OperatingSystem.IsLinux() && clock_gettime(ThreadProcessorTime, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0)
            : Stopwatch.GetElapsedTime(0);

        [DllImport("libc")]
        private static extern int clock_gettime(int clock, out Time time);

        private readonly struct Time
        {
            public readonly nint Seconds;
            public readonly nint Nanoseconds;
        }
    }
}
