// What the rules add to a compile of 100,000 lines, or as many as are asked for:
// DOTNET_gcServer=1 dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- analyzers [LINES [RUNS [INPUT]]]
// Processor time within the analyzer over that of the compile; each row is the median of its runs, which take turns. The compile binds and emits;
// neither the parser nor the generator is counted, so that the true share is smaller. What collections of what the analyzer allocates add in a whole
// run of the compiler, `-- compiler` measures.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime;
using System.Runtime.InteropServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Rules;

namespace UapiGen.Benchmarks;

/// <summary>Times compiles, and the analyzer over the same input.</summary>
internal static class AnalyzerCost
{
    private const int DearestParts = 8;

    // A compiler that stays in memory, as the SDK's does, has run its own code and ours many times before: short runs call the methods often,
    // long ones give the runtime's own compiler the time to make good code of them.
    private const int WarmUpLines = 4_000;
    private const int ShortWarmUps = 12;
    private const int LongWarmUps = 3;

    /// <param name="lines">Of each input, about.</param>
    /// <param name="runs">To take the median of.</param>
    /// <param name="only">The number of one input, from 1; 0 for all.</param>
    public static void Run(int lines, int runs, int only)
    {
        Console.WriteLine($"{lines} lines, median of {runs} runs, {(GCSettings.IsServerGC ? "server" : "workstation: set DOTNET_gcServer=1 for the SDK compiler's")} garbage collection");
        foreach (var input in CostInput.All.Where((_, i) => only == 0 || only == i + 1))
        {
            Measure(input, Math.Min(lines, WarmUpLines), ShortWarmUps, isWarm: false);
            Measure(input, lines, LongWarmUps, isWarm: false);
            Measure(input, lines, runs, isWarm: true);
        }
    }

    private static void Measure(CostInput input, int lines, int runs, bool isWarm)
    {
        var (compiles, analyses) = (new List<Cost>(), new List<Counts>());
        var findings = 0;
        for (int i = 0; i < runs; i++)
        {
            compiles.Add(Time(input.Create(lines), static compilation => Compile(compilation)));
            var counts = new Counts(hasParts: false);
            findings = Analyze(input.Create(lines), new UapiAnalyzer(AllRules.Create(), counts));
            analyses.Add(counts);
        }

        if (!isWarm)
        {
            return;
        }

        // To time the parts takes time: the whole is not timed in the same run.
        var parts = new Counts(hasParts: true);
        Analyze(input.Create(lines), new UapiAnalyzer(AllRules.Create(), parts));
        var compile = Median(compiles);
        var analyzing = analyses.Select(static counts => counts.Inside).Order().ElementAt(analyses.Count / 2);
        Console.WriteLine();
        Console.WriteLine($"{input.Name}: {parts.Bodies} bodies opened, {findings} findings");
        Console.WriteLine($"    compile                    {Show(compile)}");
        Console.WriteLine($"    in the analyzer            {analyzing.TotalMilliseconds,8:F1} ms = {100 * analyzing / compile.Processor:F2} %, {analyses[^1].Allocated / 1e6:F1} MB allocated");
        Console.WriteLine($"    parts, in a run of its own {parts.Inside.TotalMilliseconds,8:F1} ms, of which rules {parts.Parts.Where(static part => part.Name.StartsWith("UAPI", StringComparison.Ordinal)).Sum(static part => part.Time.TotalMilliseconds):F1} ms");
        foreach (var (part, time, allocated) in parts.Parts.OrderByDescending(static part => part.Time).Take(DearestParts))
        {
            Console.WriteLine($"        {part,-8} {time.TotalMilliseconds,8:F1} ms {100 * time / compile.Processor,6:F2} %, {allocated / 1e6:F1} MB");
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

    private static int Analyze(Compilation compilation, DiagnosticAnalyzer analyzer)
    {
        // To bind the references and to table the declarations is the compile's own work, and not that of the analyzer that asks first.
        _ = compilation.SourceModule.ReferencedAssemblySymbols.Length;
        _ = compilation.Assembly.GetTypeByMetadataName("Libc");
        var analysis = compilation.WithAnalyzers(
            [analyzer], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), static (exception, _, _) => throw exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        return analysis.GetAllDiagnosticsAsync().GetAwaiter().GetResult().Count(static d => d.Id.StartsWith("UAPI", StringComparison.Ordinal));
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

    /// <summary>Takes the time of the thread's own processor, on which a busy machine has little influence.</summary>
    private sealed class Counts(bool hasParts) : IAnalysisObserver
    {
        private readonly ConcurrentQueue<Part> _parts = new();
        private int _bodies;

        public int Bodies => _bodies;

        public TimeSpan Inside => Sum(_parts.Where(static part => part.Name == AnalysisParts.All)).Time;

        /// <summary>Gets the bytes allocated by all that the analyzer does.</summary>
        public long Allocated => Sum(_parts.Where(static part => part.Name == AnalysisParts.All)).Allocated;

        public IEnumerable<Part> Parts => _parts.Where(static part => part.Name != AnalysisParts.All).GroupBy(static part => part.Name, static (_, parts) => Sum(parts));

        public void Opened(SyntaxNode body) => Interlocked.Increment(ref _bodies);

        public IDisposable? Measure(string part) => hasParts || part == AnalysisParts.All ? new Measurement(_parts, part) : null;

        private static Part Sum(IEnumerable<Part> parts) =>
            parts.Aggregate(new Part("", TimeSpan.Zero, 0), static (sum, part) => new Part(part.Name, sum.Time + part.Time, sum.Allocated + part.Allocated));

        private sealed class Measurement(ConcurrentQueue<Part> parts, string name) : IDisposable
        {
            private readonly TimeSpan _start = ThreadClock.Now;
            private readonly long _allocated = GC.GetAllocatedBytesForCurrentThread();

            public void Dispose() => parts.Enqueue(new Part(name, ThreadClock.Now - _start, GC.GetAllocatedBytesForCurrentThread() - _allocated));
        }
    }

    /// <summary>What a part of the analysis took, of a thread's processor and of memory in bytes.</summary>
    private readonly record struct Part(string Name, TimeSpan Time, long Allocated);

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
