// Stage: compilers. A judge: gcc or clang, told to read headers from the same directories as the front end and no others.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using UapiGen.C.Layout;

namespace UapiGen.Oracle.Compilers;

/// <summary>How a header is compiled: the options that front end and compilers share.</summary>
internal sealed record CompileOptions(Target Target, IReadOnlyList<string> Directories, IReadOnlyList<string> ForcedIncludes, IReadOnlyList<string> Defines);

internal sealed class Compiler
{
    /// <summary>How both compilers call the text that was piped in.</summary>
    public const string StandardInput = "<stdin>";

    public static readonly Compiler Gcc = new("gcc", GccOptions);

    public static readonly Compiler Clang = new("clang", ClangOptions);

    /// <summary>LoongArch came to LLVM with version 16, which Debian 12 has beside its own clang 14.</summary>
    private static readonly Lazy<Compiler> ClangForLoongArch = new(() => Clang.KnowsLoongArch ? Clang : new Compiler("clang-16", ClangOptions));

    private static string[] GccOptions => ["-ftrack-macro-expansion=0", "-fno-diagnostics-show-caret", "-fmax-errors=0"];

    private static string[] ClangOptions => ["-ferror-limit=0", "-fno-caret-diagnostics"];

    private readonly string[] _options;

    private string? _ownDirectory;

    private Compiler(string name, string[] options)
    {
        Name = name;
        _options = options;
    }

    public string Name { get; }

    /// <summary>The directory of the compiler's own headers: <c>stddef.h</c>, <c>stdarg.h</c>.</summary>
    public string OwnDirectory => _ownDirectory ??= Encoding.UTF8.GetString(CommandOutput.Of(Name, ["-print-file-name=include"]).Output).Trim();

    /// <summary>
    /// The compilers that can judge a target: clang knows each, the installed gcc its own and that one's 32-bit half; the others' gcc
    /// is asked where Debian's cross compiler is installed.
    /// </summary>
    public static IReadOnlyList<Compiler> For(Target target) => [.. GccFor(target), ClangFor(target)];

    public static Compiler ClangFor(Target target) => target == Target.LoongArch64 ? ClangForLoongArch.Value : Clang;

    private static IEnumerable<Compiler> GccFor(Target target)
    {
        if (target == Target.X86_64 || target == Target.I386)
        {
            return [Gcc];
        }

        string name = target.Triple + "-gcc";
        bool isInstalled = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, name)));
        return isInstalled ? [new Compiler(name, GccOptions)] : [];
    }

    private bool KnowsLoongArch => Encoding.UTF8.GetString(CommandOutput.Of(Name, ["-print-targets"]).Output).Contains("loongarch64", StringComparison.Ordinal);

    /// <summary>Compiles without output, and tells the errors.</summary>
    public IReadOnlyList<CompilerError> Check(string text, CompileOptions options)
    {
        CommandOutput output = Run(["-fsyntax-only"], text, options);
        List<CompilerError> errors = CompilerError.Parse(output.Error);
        if (output.ExitCode != 0 && errors.Count == 0)
        {
            errors.Add(new CompilerError(Name, 0, output.Error.Trim()));
        }

        return errors;
    }

    /// <summary>Runs the compiler over piped text with further arguments of its own.</summary>
    public CommandOutput Run(IEnumerable<string> arguments, string text, CompileOptions options) =>
        CommandOutput.Of(Name, [.. Arguments(options), .. arguments, "-"], text);

    private IEnumerable<string> Arguments(CompileOptions options)
    {
        IEnumerable<string> target = Name.StartsWith("clang", StringComparison.Ordinal) ? ["--target=" + options.Target.Triple] : this == Gcc && options.Target == Target.I386 ? ["-m32"] : [];
        return
        [
            .. target, "-x", "c", "-std=gnu11", "-w", "-nostdinc", .. _options,
            .. options.Directories.Select(directory => "-I" + directory), "-I" + OwnDirectory,
            .. options.Defines.Select(define => "-D" + define),
            .. options.ForcedIncludes.SelectMany(header => new[] { "-include", header }),
        ];
    }
}
