using System;
using System.Diagnostics;
using System.Runtime.Versioning;

namespace UapiGen.Runtime.Benchmarks;

/// <summary>The same pairs, measured in turns within one process: the best of many, so that a busy machine does not count.</summary>
[SupportedOSPlatform("linux")]
internal static class QuickRatios
{
    private const int Turns = 200;
    private const int RoundsPerTurn = 10_000;

    public static void Print()
    {
        using SetAndGetBenchmarks pairs = new();
        (double c, double managed) = Best(pairs.C, pairs.Emulated);
        Console.WriteLine($"set + get: C {c:F1} ns, emulated kernel {managed:F1} ns, ratio {managed / c:F2}");
        using IoctlBenchmarks ioctls = new();
        (c, managed) = Best(ioctls.C, ioctls.Transport);
        Console.WriteLine($"ioctl: C {c:F1} ns, Linux transport {managed:F1} ns, {managed - c:+0.0;-0.0} ns");
    }

    private static (double First, double Second) Best(Func<int> first, Func<int> second)
    {
        (double First, double Second) best = (double.MaxValue, double.MaxValue);
        for (int turn = 0; turn < Turns; turn++)
        {
            best = (Math.Min(best.First, Measure(first)), Math.Min(best.Second, Measure(second)));
        }

        return best;
    }

    private static double Measure(Func<int> work)
    {
        long started = Stopwatch.GetTimestamp();
        if (work() != 0)
        {
            throw new InvalidOperationException("A call failed.");
        }

        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / RoundsPerTurn;
    }
}
