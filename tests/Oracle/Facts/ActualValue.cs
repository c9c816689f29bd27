// Stage: facts. Asks a compiler what the value or type of a denied fact really is. A compiler prints no values but in errors
// about types, so the value becomes an array's bound, 16 bits at a time, in an initialization that cannot be.
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using UapiGen.Oracle.Compilers;

namespace UapiGen.Oracle.Facts;

internal static partial class ActualValue
{
    private const string Preparation = "struct uapigen_unfit { int x; } uapigen_unfit;";

    /// <summary>The real value or type as text; null when the compiler does not tell.</summary>
    /// <param name="fact">The denied fact.</param>
    /// <param name="before">The C text that stands before the fact: its includes and #undefs.</param>
    /// <param name="compiler">Who denied it.</param>
    /// <param name="options">How it was compiled.</param>
    public static string? Of(Fact fact, string before, Compiler compiler, CompileOptions options)
    {
        string question = fact is TypeFact type
            ? $"__typeof__({type.Operand}) *uapigen_type = uapigen_unfit;"
            : string.Join('\n', Enumerable.Range(0, 4).Select(part =>
                $"char (*uapigen_part{part})[((((unsigned long long)({fact.Expression})) >> {part * 16}) & 0xffff) + 1] = uapigen_unfit;"));
        IEnumerable<string> errors = compiler.Check(before + Preparation + "\n" + question + "\n", options)
            .Where(error => error.File == Compiler.StandardInput)
            .Select(error => error.Message);
        return fact is TypeFact ? FindType(errors) : FindValue(errors) is { } value ? fact.Show(value) : null;
    }

    private static string? FindType(IEnumerable<string> errors) =>
        errors.Select(error => PointerInMessage().Matches(error)).Where(matches => matches.Count > 0)
            .Select(matches => matches[^1].Groups["type"].Value).FirstOrDefault();

    private static ulong? FindValue(IEnumerable<string> errors)
    {
        List<ulong> parts =
        [
            .. errors.Select(error => BoundInMessage().Match(error)).Where(match => match.Success)
                .Select(match => ulong.Parse(match.Groups["bound"].Value, CultureInfo.InvariantCulture) - 1),
        ];
        return parts.Count == 4 ? parts[0] | (parts[1] << 16) | (parts[2] << 32) | (parts[3] << 48) : null;
    }

    [GeneratedRegex(@"'char \(\*\)\[(?<bound>\d+)\]'")]
    private static partial Regex BoundInMessage();

    [GeneratedRegex(@"'(?<type>[^']*?) ?\*'|'(?<type>[^']*\(\*\)[^']*)'")]
    private static partial Regex PointerInMessage();
}
