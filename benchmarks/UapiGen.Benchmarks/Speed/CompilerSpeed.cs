// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- compiler [LINES [RUNS [INPUT]]]
// What the rules add to a whole run of the SDK's compiler: it parses, binds, analyses, emits and writes, as its server does for `dotnet build`, with the
// server's settings and the analyzers that the SDK gives to every project. Runs take turns; processor time is the server's, garbage collection included.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;

namespace UapiGen.Benchmarks.Speed;

internal static class CompilerSpeed
{
    // The server's own code, and ours, is compiled at first by a compiler in a hurry, and well only after some thirty uses.
    private const int WarmUpLines = 5_000;
    private const int ShortWarmUps = 30;
    private const int LongWarmUps = 3;

    /// <param name="lines">Of each input, about.</param>
    /// <param name="runs">Pairs of runs, to take the medians of.</param>
    /// <param name="only">The number of one input, from 1; 0 for all.</param>
    public static void Run(int lines, int runs, int only)
    {
        string root = Directory.CreateTempSubdirectory("uapigen-compiler-").FullName;
        using var server = new Server(root);
        try
        {
            Table.Head($"one run of the compiler, {lines} lines, medians of {runs}", "with the SDK's analyzers", "with ours as well", "added, of each pair");
            foreach (var input in CostInput.All.Where((_, i) => only == 0 || only == i + 1))
            {
                string folder = Path.Combine(root, input.Name.Replace(' ', '-'));
                _ = Pairs(server, Write(input, Math.Min(lines, WarmUpLines), folder + "-short"), ShortWarmUps);
                string arguments = Write(input, lines, folder);
                _ = Pairs(server, arguments, LongWarmUps);
                Show(input.Name, Pairs(server, arguments, runs));
            }
        }
        finally
        {
            server.Dispose();
            Directory.Delete(root, recursive: true);
        }
    }

    private static List<(Measured With, Measured Without)> Pairs(Server server, string arguments, int count)
    {
        var pairs = new List<(Measured With, Measured Without)>();
        for (int i = 0; i < count; i++)
        {
            // Who comes second finds the memory as the first has left it.
            bool isFirst = i % 2 == 0;
            var first = server.Compile(arguments, isFirst);
            var second = server.Compile(arguments, !isFirst);
            pairs.Add(isFirst ? (first, second) : (second, first));
        }

        return pairs;
    }

    private static void Show(string name, List<(Measured With, Measured Without)> pairs)
    {
        var (plain, ours) = (Median(pairs.Select(static pair => pair.Without)), Median(pairs.Select(static pair => pair.With)));
        var added = Median(pairs.Select(static pair => new Measured(pair.With.Wall - pair.Without.Wall, pair.With.Cpu - pair.Without.Cpu, 0)));
        Table.Row(name, Cell(plain), Cell(ours), string.Create(CultureInfo.InvariantCulture, $"{added.Cpu:F0} ms cpu = {100 * added.Cpu / plain.Cpu:F1} %, {added.Wall:F0} ms = {100 * added.Wall / plain.Wall:F1} %"));
    }

    private static string Cell(Measured measured) => string.Create(CultureInfo.InvariantCulture, $"{measured.Cpu:F0} ms cpu, {measured.Wall:F0} ms");

    private static Measured Median(IEnumerable<Measured> all) => new(Middle(all.Select(static one => one.Wall)), Middle(all.Select(static one => one.Cpu)), 0);

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Writes the sources, those of the generator among them, and the references.</summary>
    /// <returns>A file of arguments for the compiler.</returns>
    private static string Write(CostInput input, int lines, string folder)
    {
        Directory.CreateDirectory(folder);
        var arguments = new List<string> { "-nologo", "-noconfig", "-nostdlib", "-target:library", "-unsafe", "-optimize", "-deterministic", "-debug:portable", "-langversion:13", $"-out:\"{folder}/out.dll\"" };
        int count = 0;
        foreach (var tree in input.Create(lines).SyntaxTrees)
        {
            string suffix = tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) ? ".g.cs" : ".cs";
            string file = Path.Combine(folder, (count++).ToString(CultureInfo.InvariantCulture) + suffix);
            File.WriteAllText(file, tree.ToString());
            arguments.Add($"\"{file}\"");
        }

        foreach (var reference in Net80.ReferenceInfos.All)
        {
            string file = Path.Combine(folder, reference.FileName);
            File.WriteAllBytes(file, reference.ImageBytes);
            arguments.Add($"-r:\"{file}\"");
        }

        string answers = Path.Combine(folder, "arguments.rsp");
        File.WriteAllLines(answers, arguments);
        return answers;
    }

    /// <summary>A compile server of our own, which nobody else's build talks to.</summary>
    private sealed class Server(string root) : IDisposable
    {
        private static readonly string s_sdk = SdkFolder();
        private static readonly string[] s_usual = Usual(Path.Combine(s_sdk, "Sdks", "Microsoft.NET.Sdk", "analyzers"));
        private static readonly string[] s_ours = ["-analyzer:" + Path.Combine(AppContext.BaseDirectory, "UapiGen.Analyzers.dll")];

        private readonly string _pipe = "uapigen-" + Guid.NewGuid().ToString("N")[..12];
        private readonly string _compiler = Path.Combine(s_sdk, "Roslyn", "bincore", "csc.dll");
        private Process? _process;

        public Measured Compile(string arguments, bool isOurs)
        {
            _process ??= Start(arguments);
            TimeSpan before = Processor();
            long start = Stopwatch.GetTimestamp();
            Client(arguments, isOurs);
            return new Measured(Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Processor() - before).TotalMilliseconds, 0);
        }

        public void Dispose()
        {
            _process?.Kill();
            _process?.Dispose();
            _process = null;
        }

        /// <summary>The client starts the server, whose arguments name the pipe.</summary>
        private Process Start(string arguments)
        {
            Client(arguments, isOurs: false);
            return Process.GetProcesses().First(process => CommandLine(process) is { } line
                && line.Contains("VBCSCompiler", StringComparison.Ordinal) && line.Contains(_pipe, StringComparison.Ordinal));
        }

        private void Client(string arguments, bool isOurs)
        {
            string[] command = ["dotnet", "exec", _compiler, "-noconfig", "-shared:" + _pipe, "-keepalive:600", "@" + arguments, .. s_usual, .. isOurs ? s_ours : []];
            if (Measured.Run(command, out string output) is not 0 and var exitCode)
            {
                throw new InvalidOperationException($"The compiler ended with {exitCode}, called from {root}: {output}");
            }
        }

        /// <summary>The analyzers of every project, at the level that is the default.</summary>
        private static string[] Usual(string analyzers)
        {
            string major = Path.GetFileName(s_sdk).Split('.')[0];
            return
            [
                "-analyzer:" + Path.Combine(analyzers, "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll"),
                "-analyzer:" + Path.Combine(analyzers, "Microsoft.CodeAnalysis.NetAnalyzers.dll"),
                "-analyzerconfig:" + Path.Combine(analyzers, "build", "config", $"analysislevel_{major}_default.globalconfig"),
            ];
        }

        private TimeSpan Processor()
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }

        private static string? CommandLine(Process process)
        {
            try
            {
                return File.ReadAllText($"/proc/{process.Id}/cmdline");
            }
            catch (IOException)
            {
                return null;
            }
        }

        private static string SdkFolder()
        {
            if (Measured.Run(["dotnet", "--version"], out string version) != 0)
            {
                throw new InvalidOperationException("dotnet --version failed: install the .NET SDK.");
            }

            string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
            return Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "sdk", version.Trim()));
        }
    }
}
