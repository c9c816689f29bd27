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
    private const string Preparation = "struct uapigen_unfit { int x; } uapigen_unfit;\n";

    /// <summary>The real values or types as text, for those facts of which the compiler tells them.</summary>
    /// <param name="facts">The denied facts.</param>
    /// <param name="before">The C text that stands before the facts: the include and #undefs.</param>
    /// <param name="compiler">Who denied them.</param>
    /// <param name="options">How they were compiled.</param>
    public static Dictionary<Fact, string> Of(IReadOnlyList<Fact> facts, string before, Compiler compiler, CompileOptions options)
    {
        string preparation = before + Preparation;
        int linesBefore = preparation.Count(c => c == '\n');
        string questions = string.Concat(facts.Select((fact, index) => Question(fact, index) + "\n"));
        ILookup<int, string> messages = compiler.Check(preparation + questions, options)
            .Where(error => error.File == Compiler.StandardInput)
            .ToLookup(error => error.Line - linesBefore - 1, error => error.Message);

        var values = new Dictionary<Fact, string>();
        for (int i = 0; i < facts.Count; i++)
        {
            if ((facts[i] is TypeFact ? FindType(messages[i]) : FindValue(messages[i], facts[i])) is { } value)
            {
                values[facts[i]] = value;
            }
        }

        return values;
    }

    /// <summary>One line, so that the error's line tells whose answer it is.</summary>
    private static string Question(Fact fact, int index) => fact is TypeFact type
        ? $"__typeof__({type.Operand}) *uapigen_type{index} = uapigen_unfit;"
        : string.Join(' ', Enumerable.Range(0, 4).Select(part =>
            $"char (*uapigen_part{index}_{part})[((((unsigned long long)({fact.Expression})) >> {part * 16}) & 0xffff) + 1] = uapigen_unfit;"));

    private static string? FindType(IEnumerable<string> errors) =>
        errors.Select(error => PointerInMessage().Matches(error)).Where(matches => matches.Count > 0)
            .Select(matches => matches[^1].Groups["type"].Value).FirstOrDefault();

    private static string? FindValue(IEnumerable<string> errors, Fact fact)
    {
        List<ulong> parts =
        [
            .. errors.Select(error => BoundInMessage().Match(error)).Where(match => match.Success)
                .Select(match => ulong.Parse(match.Groups["bound"].Value, CultureInfo.InvariantCulture) - 1),
        ];
        return parts.Count == 4 ? fact.Show(parts[0] | (parts[1] << 16) | (parts[2] << 32) | (parts[3] << 48)) : null;
    }

    [GeneratedRegex(@"'char \(\*\)\[(?<bound>\d+)\]'")]
    private static partial Regex BoundInMessage();

    [GeneratedRegex(@"'(?<type>[^']*?) ?\*'|'(?<type>[^']*\(\*\)[^']*)'")]
    private static partial Regex PointerInMessage();
}
