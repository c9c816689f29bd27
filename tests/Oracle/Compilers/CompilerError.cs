// Stage: compilers. In: what gcc or clang print. Out: their errors with places; both use the same first line.
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace UapiGen.Oracle.Compilers;

/// <summary>An error of a compiler.</summary>
/// <param name="File">The file, <see cref="Compiler.StandardInput"/> for what was piped in.</param>
/// <param name="Line">From 1; 0 when the compiler names none.</param>
/// <param name="Message">The sentence.</param>
/// <param name="IsFatal">Whether the compiler gave up there.</param>
internal sealed partial record CompilerError(string File, int Line, string Message, bool IsFatal = false)
{
    public static List<CompilerError> Parse(string standardError) => [.. ErrorLine().Matches(standardError).Select(Of)];

    /// <summary>The error that a line of a compiler's output tells; null when it tells none.</summary>
    public static CompilerError? ParseLine(string text) => ErrorLine().Match(text) is { Success: true } match ? Of(match) : null;

    private static CompilerError Of(Match match)
    {
        int line = match.Groups["line"].Success ? int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture) : 0;
        return new CompilerError(match.Groups["file"].Value, line, match.Groups["message"].Value, match.Groups["fatal"].Success);
    }

    public override string ToString() => $"{File}:{Line}: {Message}";

    [GeneratedRegex(@"^(?<file>[^\n]+?):(?:(?<line>\d+):(?:\d+:)?)? (?<fatal>fatal )?error: (?<message>.*)$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
