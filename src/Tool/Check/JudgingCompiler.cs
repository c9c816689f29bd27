// Stage: check. A compiler of the user's, as it has to be called for a target; or a sentence why it cannot judge.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using UapiGen.C.Layout;

namespace UapiGen.Tool.Check;

/// <summary>An error that a compiler printed.</summary>
/// <param name="File">Where; <c>&lt;stdin&gt;</c> for the text that it was given.</param>
/// <param name="Line">From 1.</param>
/// <param name="Message">The sentence.</param>
internal sealed record CompilerError(string File, int Line, string Message);

internal sealed partial class JudgingCompiler
{
    public const string StandardInput = "<stdin>";

    private readonly string _program;
    private readonly string[] _arguments;

    private JudgingCompiler(string name, string program, string[] arguments)
    {
        Name = name;
        _program = program;
        _arguments = arguments;
    }

    /// <summary>As the user called it.</summary>
    public string Name { get; }

    /// <summary>Finds out how a compiler judges a target.</summary>
    /// <param name="command">A program, and after blanks options of its own: <c>gcc -fshort-enums</c>.</param>
    /// <param name="target">The target.</param>
    /// <returns>The compiler; or why it cannot judge.</returns>
    public static (JudgingCompiler? Compiler, string? Reason) Find(string command, Target target)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] own = words[1..];
        if (Run(words[0], ["--version"], "") is not { } version)
        {
            return (null, $"{words[0]} is not installed, or not in PATH, so it judged nothing");
        }

        string text = Encoding.UTF8.GetString(version.Output);
        if (text.Contains("clang", StringComparison.OrdinalIgnoreCase))
        {
            var clang = new JudgingCompiler(command, words[0], [.. own, "--target=" + target.Triple, "-ferror-limit=0", "-fno-caret-diagnostics"]);
            return clang.Check("", []).Count == 0 ? (clang, null) : (null, $"{words[0]} does not know {target.Triple}, so it judged nothing there; a newer clang may");
        }

        string[] options = [.. own, "-ftrack-macro-expansion=0", "-fno-diagnostics-show-caret", "-fmax-errors=0"];
        string machine = Encoding.UTF8.GetString(Run(words[0], ["-dumpmachine"], "")?.Output ?? []).Trim();
        if (Target.Find(machine) == target)
        {
            return (new JudgingCompiler(command, words[0], options), null);
        }

        if (Target.Find(machine) == Target.X86_64 && target == Target.I386)
        {
            return (new JudgingCompiler(command, words[0], [.. options, "-m32"]), null);
        }

        string cross = target.Triple + "-gcc";
        return words[0] == "gcc" && Run(cross, ["--version"], "") is not null
            ? (new JudgingCompiler(command, cross, options), null)
            : (null, $"{words[0]} compiles for {machine}, so it judged nothing of {target.Triple}; {cross} would");
    }

    /// <summary>Compiles without output, and tells the errors.</summary>
    public List<CompilerError> Check(string text, IReadOnlyList<string> options)
    {
        (int exitCode, _, string error) = Call(["-fsyntax-only", .. options], text);
        List<CompilerError> errors =
        [
            .. ErrorLine().Matches(error).Select(match => new CompilerError(
                match.Groups["file"].Value,
                match.Groups["line"].Success ? int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture) : 0,
                match.Groups["message"].Value)),
        ];
        return exitCode != 0 && errors.Count == 0 ? [new CompilerError(_program, 0, error.Trim())] : errors;
    }

    /// <summary>Compiles to an object file.</summary>
    /// <returns>Its bytes; null when the compiler refuses the text.</returns>
    public byte[]? Compile(string text, IReadOnlyList<string> options)
    {
        string file = Path.GetTempFileName();
        try
        {
            return Call(["-c", "-o", file, .. options], text).ExitCode == 0 ? File.ReadAllBytes(file) : null;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private (int ExitCode, byte[] Output, string Error) Call(IEnumerable<string> arguments, string text) =>
        Run(_program, [.. _arguments, "-x", "c", "-std=gnu11", "-w", .. arguments, "-"], text) ?? (1, [], _program + " could not be started");

    private static (int ExitCode, byte[] Output, string Error)? Run(string program, IEnumerable<string> arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        start.Environment["LC_ALL"] = "C";
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        using (process)
        {
            Task<string> error = process.StandardError.ReadToEndAsync();
            Task written = Task.Run(() => Write(process.StandardInput, input));
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            Task.WaitAll(error, written);
            process.WaitForExit();
            return (process.ExitCode, output.ToArray(), error.Result);
        }
    }

    private static void Write(StreamWriter standardInput, string input)
    {
        try
        {
            standardInput.Write(input);
            standardInput.Close();
        }
        catch (IOException)
        {
            // A compiler that gives up early closes its end; its errors say why.
        }
    }

    [GeneratedRegex(@"^(?<file>[^\n]+?):(?:(?<line>\d+):(?:\d+:)?)? (?:fatal )?error: (?<message>.*)$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
