// What a measurement is made of: repeated runs in this process or of another, their medians, and a table to print.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace UapiGen.Benchmarks.Speed;

/// <summary>Medians over the runs of one thing.</summary>
/// <param name="Wall">Milliseconds by the clock.</param>
/// <param name="Cpu">Milliseconds of processor time, of user and system, on all cores.</param>
/// <param name="Allocated">Bytes that one run allocates on its thread; 0 for another process.</param>
internal sealed record Measured(double Wall, double Cpu, long Allocated)
{
    private const int ChildrenOnly = -1;

    /// <summary>Runs in this process until the time is over, once it is warm.</summary>
    public static Measured InProcess(Action run, int warmUps = 40, int milliseconds = 2000)
    {
        for (int i = 0; i < warmUps; i++)
        {
            run();
        }

        var walls = new List<double>();
        using var process = Process.GetCurrentProcess();
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan cpuBefore = process.TotalProcessorTime;
        var whole = Stopwatch.StartNew();
        while (whole.ElapsedMilliseconds < milliseconds || walls.Count < 5)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            walls.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        process.Refresh();
        double cpu = (process.TotalProcessorTime - cpuBefore).TotalMilliseconds / walls.Count;
        return new Measured(Median(walls), cpu, (GC.GetAllocatedBytesForCurrentThread() - allocatedBefore) / walls.Count);
    }

    /// <summary>Runs a command so many times; its output is thrown away.</summary>
    /// <param name="runs">How many times; the medians are of these.</param>
    /// <param name="mustSucceed">False for a compiler that is to read what it partly refuses.</param>
    /// <param name="command">The program and its arguments.</param>
    public static Measured Command(int runs, bool mustSucceed, params string[] command)
    {
        var walls = new List<double>();
        var cpus = new List<double>();
        for (int i = 0; i < runs; i++)
        {
            double before = CpuOfChildren();
            long start = Stopwatch.GetTimestamp();
            int exitCode = Run(command, out string output);
            walls.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            cpus.Add(CpuOfChildren() - before);
            if (mustSucceed && exitCode != 0)
            {
                throw new InvalidOperationException($"{string.Join(' ', command)} exits with {exitCode}{Environment.NewLine}{output}");
            }
        }

        return new Measured(Median(walls), Median(cpus), 0);
    }

    /// <summary>Runs a command once.</summary>
    public static int Run(string[] command, out string output)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start) ?? throw new Win32Exception(command[0] + " did not start");
        var errors = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>True when a program of that name is installed.</summary>
    public static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    /// <summary>Milliseconds that processes which have ended took (<c>getrusage(2)</c>).</summary>
    private static double CpuOfChildren()
    {
        Span<long> usage = stackalloc long[18];
        return GetResourceUsage(ChildrenOnly, ref MemoryMarshal.GetReference(usage)) == 0
            ? ((usage[0] + usage[2]) * 1000) + ((usage[1] + usage[3]) / 1000.0)
            : throw new Win32Exception();
    }

    [DllImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static extern int GetResourceUsage(int who, ref long usage);
}

/// <summary>A table in Markdown, a line as soon as it is known.</summary>
internal static class Table
{
    public static void Head(params string[] columns)
    {
        Console.WriteLine();
        Row(columns);
        Row([.. columns.Select((_, i) => i == 0 ? "---" : "---:")]);
    }

    public static void Row(params string[] cells) => Console.WriteLine("| " + string.Join(" | ", cells) + " |");

    public static string Milliseconds(double milliseconds) => Format(milliseconds) + " ms";

    public static string Bytes(long bytes) => bytes < 1 << 20 ? Format(bytes / 1024.0) + " KiB" : Format(bytes / 1048576.0) + " MiB";

    public static string Format(double value) => value.ToString(value < 0.1 ? "0.000" : value < 10 ? "0.00" : value < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture);
}
