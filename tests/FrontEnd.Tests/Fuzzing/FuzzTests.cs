// The fuzzer: any text whatever is read without an exception, in a second, in bounded memory, on the small stack of a host's worker thread.
// The same seed makes the same inputs; docs/fuzzing.md says how to run it on and on, and how to see one input again.
using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using UapiGen.C;
using UapiGen.C.Layout;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Fuzzing;

public sealed class FuzzTests
{
    public const string SeedVariable = "UAPIGEN_FUZZ_SEED";
    public const string FirstVariable = "UAPIGEN_FUZZ_FIRST";
    public const string CountVariable = "UAPIGEN_FUZZ_COUNT";

    private const int StackSize = 256 * 1024;

    /// <summary>Bytes that reading one input may allocate; garbage of all stages together.</summary>
    private const long MostAllocated = 512L << 20;

    /// <summary>Processor time that reading one input may take.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>A collection of what other tests left behind can fall to this thread, but not each time.</summary>
    private const int Attempts = 3;

    private readonly FuzzCorpus _corpus = FuzzCorpus.Load();
    private readonly ConcurrentQueue<string> _failures = [];
    private readonly int _seed = (int)FuzzSettings.Number(SeedVariable, 1);
    private long _next = FuzzSettings.Number(FirstVariable, 0) - 1;

    [Fact]
    public void Inputs_OfAnyKind_AreReadInTimeAndMemoryWithoutException()
    {
        long end = FuzzSettings.Number(FirstVariable, 0) + FuzzSettings.Number(CountVariable, 200_000);
        Thread[] workers = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() => Work(end), StackSize))];
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        Assert.True(_failures.IsEmpty, string.Join('\n', _failures));
        Assert.True(_next >= end - 1, "not every input was read");
    }

    private void Work(long end)
    {
        while (Interlocked.Increment(ref _next) is var number && number < end)
        {
            string text = FuzzInput.Make(_corpus, _seed, number);
            if (Read(text, Target.All[(int)(number % Target.All.Count)]) is { } failure)
            {
                string path = Path.Combine(Repository.Root, "artifacts", string.Create(CultureInfo.InvariantCulture, $"fuzz-{_seed}-{number}.h"));
                File.WriteAllText(path, text);
                _failures.Enqueue($"{FuzzInput.Describe(_seed, number)}: {failure} ({path})");
            }
        }
    }

    /// <returns>What went wrong; null when nothing did.</returns>
    private static string? Read(string text, Target target)
    {
        var options = new FrontEndOptions { Target = target };
        string? failure = null;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan start = ThreadClock.Now;
            try
            {
                Header.Read(text, options, CancellationToken.None, Repository.BaseHeaders);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                return exception.ToString();
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > MostAllocated)
            {
                return $"{allocated} bytes allocated";
            }

            TimeSpan taken = ThreadClock.Now - start;
            if (taken <= Limit)
            {
                return null;
            }

            failure = $"{taken.TotalSeconds:f1} s of processor time";
        }

        return failure;
    }
}
