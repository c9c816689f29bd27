// Stage: compilers. In: what gcc or clang print. Out: their errors with places; both use the same first line.
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace UapiGen.Oracle.Compilers;

/// <summary>An error of a compiler.</summary>
/// <param name="File">The file, <see cref="Compiler.StandardInput"/> for what was piped in.</param>
/// <param name="Line">From 1; 0 when the compiler names none.</param>
/// <param name="Message">The sentence.</param>
internal sealed partial record CompilerError(string File, int Line, string Message)
{
    public static List<CompilerError> Parse(string standardError)
    {
        var errors = new List<CompilerError>();
        foreach (Match match in ErrorLine().Matches(standardError))
        {
            int line = match.Groups["line"].Success ? int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture) : 0;
            errors.Add(new CompilerError(match.Groups["file"].Value, line, match.Groups["message"].Value));
        }

        return errors;
    }

    public override string ToString() => $"{File}:{Line}: {Message}";

    [GeneratedRegex(@"^(?<file>[^\n]+?):(?:(?<line>\d+):(?:\d+:)?)? (?:fatal )?error: (?<message>.*)$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
