// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- compiler [LINES [RUNS [INPUT]]]
// What the rules add to a whole run of the SDK's compiler: it parses, binds, emits and writes, as its server does it in memory for `dotnet build`,
// with its own settings, and with or without our analyzer. Runs take turns; processor time is that of the server, garbage collection included.
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
    // The server's own code, and ours, is compiled at first by a compiler in a hurry.
    private const int WarmUps = 6;

    /// <param name="lines">Of each input, about.</param>
    /// <param name="runs">Pairs of runs, to take the medians of.</param>
    /// <param name="only">The number of one input, from 1; 0 for all.</param>
    public static void Run(int lines, int runs, int only)
    {
        string root = Directory.CreateTempSubdirectory("uapigen-compiler-").FullName;
        using var server = new Server(root);
        try
        {
            Table.Head($"one run of the compiler, {lines} lines, medians of {runs}", "without", "with", "added, of each pair");
            foreach (var input in CostInput.All.Where((_, i) => only == 0 || only == i + 1))
            {
                Show(input, Write(input, lines, Path.Combine(root, input.Name.Replace(' ', '-'))), runs, server);
            }
        }
        finally
        {
            server.Dispose();
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Show(CostInput input, string arguments, int runs, Server server)
    {
        string analyzer = Path.Combine(AppContext.BaseDirectory, "UapiGen.Analyzers.dll");
        var (without, with) = (new List<Measured>(), new List<Measured>());
        for (int i = -WarmUps; i < runs; i++)
        {
            // Who comes second finds the memory as the first has left it.
            bool isFirst = i % 2 == 0;
            var first = server.Compile(arguments, isFirst ? analyzer : null);
            var second = server.Compile(arguments, isFirst ? null : analyzer);
            if (i >= 0)
            {
                with.Add(isFirst ? first : second);
                without.Add(isFirst ? second : first);
            }
        }

        var (plain, ours) = (Median(without), Median(with));
        var added = Median([.. with.Zip(without, static (one, other) => new Measured(one.Wall - other.Wall, one.Cpu - other.Cpu, 0))]);
        Table.Row(input.Name, Cell(plain), Cell(ours), string.Create(CultureInfo.InvariantCulture, $"{added.Cpu:F0} ms cpu = {100 * added.Cpu / plain.Cpu:F1} %, {added.Wall:F0} ms = {100 * added.Wall / plain.Wall:F1} %"));
    }

    private static string Cell(Measured measured) => string.Create(CultureInfo.InvariantCulture, $"{measured.Cpu:F0} ms cpu, {measured.Wall:F0} ms");

    private static Measured Median(List<Measured> all) => new(Middle(all.Select(static one => one.Wall)), Middle(all.Select(static one => one.Cpu)), 0);

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
        private readonly string _pipe = "uapigen-" + Guid.NewGuid().ToString("N")[..12];
        private readonly string _compiler = Path.Combine(SdkFolder(), "Roslyn", "bincore", "csc.dll");
        private Process? _process;

        public Measured Compile(string arguments, string? analyzer)
        {
            _process ??= Start(arguments);
            TimeSpan before = Processor();
            long start = Stopwatch.GetTimestamp();
            Client(arguments, analyzer);
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
            Client(arguments, null);
            return Process.GetProcesses().First(process => CommandLine(process) is { } line
                && line.Contains("VBCSCompiler", StringComparison.Ordinal) && line.Contains(_pipe, StringComparison.Ordinal));
        }

        private void Client(string arguments, string? analyzer)
        {
            string[] command = ["dotnet", "exec", _compiler, "-noconfig", "-shared:" + _pipe, "-keepalive:600", "@" + arguments, .. analyzer is null ? Array.Empty<string>() : ["-analyzer:" + analyzer]];
            if (Measured.Run(command, out string output) is not 0 and var exitCode)
            {
                throw new InvalidOperationException($"The compiler ended with {exitCode}, called from {root}: {output}");
            }
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
