// Stage: compilers. Many translation units in one run of a compiler, for its start costs more than a header: clang's own compiler (-cc1)
// takes any number of inputs and reads each anew; gcc's driver runs its compiler once for each.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace UapiGen.Oracle.Compilers;

internal sealed partial class CompilerBatch : IDisposable
{
    /// <summary>By the driver's arguments: what it would hand to the compiler proper.</summary>
    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> Cc1Arguments = new(StringComparer.Ordinal);

    private readonly string _directory = Directory.CreateTempSubdirectory("uapigen-").FullName;
    private readonly List<CompilerError>[] _errors;
    private readonly MemoryStream _output = new();

    private CompilerBatch(IReadOnlyList<string> texts)
    {
        Count = texts.Count;
        _errors = [.. texts.Select(_ => new List<CompilerError>())];
        for (int i = 0; i < texts.Count; i++)
        {
            File.WriteAllText(PathOf(i), texts[i]);
        }
    }

    public int Count { get; }

    /// <summary>Each unit's errors; what stands in the text itself is in the file <see cref="Compiler.StandardInput"/>.</summary>
    public IReadOnlyList<IReadOnlyList<CompilerError>> Errors => _errors;

    /// <summary>Standard output of all units, one behind the other.</summary>
    public byte[] Output => _output.ToArray();

    /// <summary>The object file of a unit; null when it has none.</summary>
    public byte[]? ObjectOf(int unit) => File.Exists(ObjectPathOf(unit)) ? File.ReadAllBytes(ObjectPathOf(unit)) : null;

    /// <summary>The unit whose text a path means; -1 when it means none.</summary>
    public int UnitOf(string path) =>
        path.StartsWith(_directory, StringComparison.Ordinal) && int.TryParse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture, out int unit)
            ? unit
            : -1;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <exception cref="InvalidOperationException">The compiler dies without a word about its input.</exception>
    public static CompilerBatch Run(string program, bool isClang, IReadOnlyList<string> arguments, IReadOnlyList<string> texts)
    {
        var batch = new CompilerBatch(texts);
        IReadOnlyList<string> command = isClang ? ["-cc1", .. Cc1Arguments.GetOrAdd(program + " " + string.Join(' ', arguments), _ => AskForCc1(program, arguments))] : arguments;
        int first = 0;
        while (first < texts.Count)
        {
            CommandOutput output = CommandOutput.Of(program, [.. command, .. Enumerable.Range(first, texts.Count - first).Select(batch.PathOf)], directory: batch._directory);
            if (output.ExitCode is not (0 or 1))
            {
                throw new InvalidOperationException($"{program} dies over one of {texts.Count} texts: {output.Error}");
            }

            first = batch.Take(output, first, isClang, arguments.Contains("-c"));
        }

        return batch;
    }

    private string PathOf(int unit) => Path.Combine(_directory, unit.ToString(CultureInfo.InvariantCulture) + ".c");

    private string ObjectPathOf(int unit) => Path.ChangeExtension(PathOf(unit), ".o");

    /// <summary>
    /// Takes the answers about the units from <paramref name="first"/> on. clang keeps silent behind a fatal error, and writes no object
    /// behind any error.
    /// </summary>
    /// <returns>The first unit that is still to be asked about.</returns>
    private int Take(CommandOutput output, int first, bool isClang, bool wantsObjects)
    {
        int told = Count;
        int unit = first;
        foreach (string line in output.Error.Split('\n'))
        {
            // An error in a header stands behind the chain of its includers, unless the error before has the same; the chain ends in the text.
            if (TextPath().Match(line) is { Success: true } path && UnitOf(path.Value) is >= 0 and var named)
            {
                unit = named;
            }

            if (unit < told && CompilerError.ParseLine(line) is { } error)
            {
                _errors[unit].Add(UnitOf(error.File) >= 0 ? error with { File = Compiler.StandardInput } : error);
                told = isClang && (error.IsFatal || wantsObjects) ? unit + 1 : told;
            }
        }

        _output.Write(output.Output);
        return told;
    }

    private static List<string> AskForCc1(string program, IReadOnlyList<string> arguments)
    {
        string told = CommandOutput.Of(program, [.. arguments, "-###", "-"]).Error;
        string command = told.TrimEnd().Split('\n')[^1];
        List<string> words = [.. QuotedWord().Matches(command).Select(match => EscapedCharacter().Replace(match.Groups["word"].Value, "$1"))];
        var kept = new List<string>();

        // The compiler's own path and "-cc1" lead, the input ends it; each unit has a main file and an output of its own.
        for (int i = 2; i < words.Count - 1; i++)
        {
            if (words[i] is "-main-file-name" or "-o")
            {
                i++;
            }
            else
            {
                kept.Add(words[i]);
            }
        }

        return kept;
    }

    [GeneratedRegex(@"/[^\s:,]*/\d+\.c")]
    private static partial Regex TextPath();

    [GeneratedRegex("\"(?<word>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex QuotedWord();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex EscapedCharacter();
}
