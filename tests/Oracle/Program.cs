// dotnet run --project tests/Oracle -- [-I DIR]... [-idirafter DIR]... [--target TRIPLE] [--details] HEADER-OR-GLOB...
// Judges any headers, and prints a table: header, facts judged, wrong, missing, extra.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using UapiGen.C.Layout;
using UapiGen.Oracle;
using UapiGen.Oracle.Compilers;

const int HeadersAtOnce = 25;

var patterns = new Argument<string[]>("HEADER") { Description = "A header, or a glob such as '/usr/include/linux/**/*.h'.", Arity = ArgumentArity.OneOrMore };
var directories = new Option<string[]>("-I") { Description = "Where #include looks; the installed kernel headers when none is given." };
var libcDirectories = new Option<string[]>("-idirafter") { Description = "Where #include looks last, for headers that are read and not judged." };
var target = new Option<string>("--target") { DefaultValueFactory = _ => Target.X86_64.Triple };
var forcedIncludes = new Option<string[]>("-include") { Description = "A header that is read first." };
var defines = new Option<string[]>("-D");
var details = new Option<bool>("--details") { Description = "Print each finding below its header." };
var onlyBad = new Option<bool>("--bad") { Description = "Leave the headers without findings out of the table." };
var root = new RootCommand("Judges the front end by gcc and clang.") { patterns, directories, libcDirectories, target, forcedIncludes, defines, details, onlyBad };
root.SetAction(result =>
{
    string[] given = result.GetValue(directories) ?? [];
    var options = new CompileOptions(
        Target.Find(result.GetValue(target)!) ?? throw new ArgumentException("no such target: " + result.GetValue(target)),
        [.. (given.Length > 0 ? given : InstalledHeaders.Directories).Select(Path.GetFullPath)],
        result.GetValue(forcedIncludes) ?? [],
        result.GetValue(defines) ?? [])
    {
        LibcDirectories = [.. (result.GetValue(libcDirectories) ?? []).Select(Path.GetFullPath)],
    };
    var clock = Stopwatch.StartNew();
    ConcurrentBag<Verdict> verdicts = [];
    var judge = new HeaderJudge(options);
    List<string> headers = [.. result.GetValue(patterns)!.SelectMany(HeaderGlob.Expand).Distinct()];
    headers.Chunk(HeadersAtOnce).AsParallel().WithDegreeOfParallelism(Environment.ProcessorCount).ForAll(some =>
    {
        foreach (Verdict verdict in judge.JudgeEach(some))
        {
            verdicts.Add(verdict);
        }

        Console.Error.Write($"\r{verdicts.Count} of {headers.Count} ");
    });
    Console.Error.WriteLine();
    return VerdictTable.Print(verdicts, Console.Out, result.GetValue(details), result.GetValue(onlyBad), clock.Elapsed);
});

try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception problem) when (problem.GetBaseException() is JudgeMissingException missing)
{
    Console.Error.WriteLine(missing.Message);
    return 2;
}
