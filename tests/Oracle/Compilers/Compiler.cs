// Stage: compilers. A judge: gcc or clang, told to read headers from the same directories as the front end and no others.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using UapiGen.C.Layout;

namespace UapiGen.Oracle.Compilers;

/// <summary>How a header is compiled: the options that front end and compilers share.</summary>
internal sealed record CompileOptions(Target Target, IReadOnlyList<string> Directories, IReadOnlyList<string> ForcedIncludes, IReadOnlyList<string> Defines)
{
    /// <summary>Where #include looks behind <see cref="Directories"/>: headers that are read and not judged.</summary>
    public IReadOnlyList<string> LibcDirectories { get; init; } = [];
}

internal sealed class Compiler
{
    /// <summary>How both compilers call the text that was piped in.</summary>
    public const string StandardInput = "<stdin>";

    private static readonly string[] GccOptions = ["-ftrack-macro-expansion=0", "-fno-diagnostics-show-caret", "-fmax-errors=0"];

    private static readonly string[] ClangOptions = ["-ferror-limit=0", "-fno-caret-diagnostics"];

    public static readonly Compiler Gcc = new("gcc", GccOptions);

    private static readonly ConcurrentDictionary<Target, Compiler> ClangByTarget = new();

    private static readonly ConcurrentDictionary<Target, IReadOnlyList<Compiler>> ByTarget = new();

    private readonly string[] _options;

    private string? _ownDirectory;

    private Compiler(string name, string[] options)
    {
        Name = name;
        _options = options;
    }

    public string Name { get; }

    public string NameAndVersion => $"{Name} {Encoding.UTF8.GetString(CommandOutput.Of(Name, ["-dumpfullversion", "-dumpversion"]).Output).Trim()}";

    /// <summary>The directory of the compiler's own headers: <c>stddef.h</c>, <c>stdarg.h</c>.</summary>
    public string OwnDirectory => _ownDirectory ??= Encoding.UTF8.GetString(CommandOutput.Of(Name, ["-print-file-name=include"]).Output).Trim();

    /// <summary>
    /// The compilers that can judge a target: clang knows each, the installed gcc its own and that one's 32-bit half; the others' gcc
    /// is asked where Debian's cross compiler is installed.
    /// </summary>
    /// <exception cref="JudgeMissingException">No clang knows it.</exception>
    public static IReadOnlyList<Compiler> For(Target target) => ByTarget.GetOrAdd(target, static target => [.. GccFor(target), ClangFor(target)]);

    /// <summary>The clang that knows a target: the default one, or else the newest that does (LoongArch came with clang 16).</summary>
    /// <exception cref="JudgeMissingException">None does.</exception>
    public static Compiler ClangFor(Target target) => ClangByTarget.GetOrAdd(target, static target =>
        Clangs().FirstOrDefault(clang => clang.Check("", new CompileOptions(target, [], [], [])).Count == 0)
        ?? throw new JudgeMissingException($"no installed clang knows {target.Triple}: run eng/install-judges.sh as root, or install Debian's newest clang-N"));

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

    /// <summary>The same for many texts, each a translation unit of its own; its answers are in the texts' order.</summary>
    public CompilerBatch RunEach(IReadOnlyList<string> arguments, IReadOnlyList<string> texts, CompileOptions options) =>
        CompilerBatch.Run(Name, _options == ClangOptions, [.. Arguments(options), .. arguments], texts);

    /// <summary>Compiles each text without output, and tells each one's errors.</summary>
    public IReadOnlyList<IReadOnlyList<CompilerError>> CheckEach(IReadOnlyList<string> texts, CompileOptions options)
    {
        using CompilerBatch batch = RunEach(["-fsyntax-only"], texts, options);
        return batch.Errors;
    }

    private IEnumerable<string> Arguments(CompileOptions options)
    {
        IEnumerable<string> target = _options == ClangOptions ? ["--target=" + options.Target.Triple] : this == Gcc && options.Target == Target.I386 ? ["-m32"] : [];
        return
        [
            .. target, "-x", "c", "-std=gnu11", "-w", "-nostdinc", .. _options,
            .. options.Directories.Concat(options.LibcDirectories).Select(directory => "-I" + directory), "-I" + OwnDirectory,
            .. options.Defines.Select(define => "-D" + define),
        ];
    }

    private static IEnumerable<Compiler> GccFor(Target target)
    {
        string cross = target.Triple + "-gcc";
        bool isOwn = target == Target.X86_64 || target == Target.I386;
        return isOwn ? [Gcc] : ProgramsLike(cross).Any() ? [new Compiler(cross, GccOptions)] : [];
    }

    private static IEnumerable<Compiler> Clangs()
    {
        const string Versioned = "clang-";
        IEnumerable<string> newestFirst = ProgramsLike(Versioned + "*")
            .Where(name => int.TryParse(name.AsSpan(Versioned.Length), CultureInfo.InvariantCulture, out _))
            .OrderByDescending(name => int.Parse(name.AsSpan(Versioned.Length), CultureInfo.InvariantCulture));
        return newestFirst.Prepend("clang").Select(name => new Compiler(name, ClangOptions));
    }

    private static IEnumerable<string> ProgramsLike(string pattern) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Directory.Exists)
            .SelectMany(directory => Directory.EnumerateFiles(directory, pattern))
            .Select(path => Path.GetFileName(path));
}
