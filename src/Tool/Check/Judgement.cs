// Stage: check. In: the facts of a header and a compiler. Out: which of them it denies, with the value that it has instead.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using UapiGen.C.Binding;

namespace UapiGen.Tool.Check;

/// <summary>A fact that a compiler denies.</summary>
/// <param name="Declaration">What it is about.</param>
/// <param name="Subject">The fact.</param>
/// <param name="Expected">The value that was read from the header.</param>
/// <param name="Actual">The compiler's.</param>
internal sealed record Denial(Declaration Declaration, string Subject, string Expected, string Actual);

/// <param name="Facts">How many facts the compiler judged.</param>
/// <param name="Denials">Those that it denies.</param>
/// <param name="Refusal">Why it does not take the header at all; null when it does.</param>
internal sealed partial record Judgement(int Facts, IReadOnlyList<Denial> Denials, string? Refusal)
{
    private const string Unfit = "struct uapigen_unfit { int x; } uapigen_unfit;\n";

    /// <param name="include">The text that includes the header.</param>
    /// <param name="macros">Names that are undefined before declarations are judged: a macro may bear the name of a field.</param>
    /// <param name="facts">What is claimed.</param>
    /// <param name="bits">Where bit-fields are claimed to be.</param>
    /// <param name="compiler">Who judges.</param>
    /// <param name="options">Include directories, definitions.</param>
    /// <param name="isBigEndian">How bits count.</param>
    public static Judgement Of(
        string include, IReadOnlyList<string> macros, IReadOnlyList<CheckFact> facts, IReadOnlyList<BitFact> bits, JudgingCompiler compiler, IReadOnlyList<string> options, bool isBigEndian)
    {
        string withoutMacros = include + string.Concat(macros.Select(name => $"#undef {name}\n"));
        var text = new StringBuilder(include);
        var lines = new List<CheckFact?>(Enumerable.Repeat<CheckFact?>(null, include.Count(c => c == '\n')));
        void Add(IEnumerable<CheckFact> some)
        {
            foreach (CheckFact fact in some)
            {
                text.Append(fact.Assertion).Append('\n');
                lines.Add(fact);
            }
        }

        Add(facts.Where(fact => fact.IsMacro));
        foreach (string name in macros)
        {
            text.Append("#undef ").Append(name).Append('\n');
            lines.Add(null);
        }

        Add(facts.Where(fact => !fact.IsMacro));
        List<CompilerError> errors = compiler.Check(text.ToString(), options);
        CheckFact? FactOf(CompilerError error) => error.File == JudgingCompiler.StandardInput && error.Line >= 1 && error.Line <= lines.Count ? lines[error.Line - 1] : null;
        if (errors.Find(error => FactOf(error) is null) is { } elsewhere)
        {
            return new Judgement(0, [], $"{elsewhere.File}:{elsewhere.Line}: {elsewhere.Message}");
        }

        List<(CheckFact Fact, string Message)> denied = [.. errors.Select(error => (FactOf(error)!, error.Message)).DistinctBy(pair => pair.Item1)];
        int unjudged = denied.RemoveAll(pair => NoConstant().IsMatch(pair.Message));
        Dictionary<CheckFact, string> actual = new();
        foreach (IGrouping<bool, CheckFact> group in denied.Select(pair => pair.Fact).GroupBy(fact => fact.IsMacro))
        {
            Ask([.. group], group.Key ? include : withoutMacros, compiler, options, actual);
        }

        IEnumerable<Denial> wrong = denied.Select(pair => new Denial(
            pair.Fact.Declaration, pair.Fact.Subject, CheckFact.Show(pair.Fact.Expected),
            actual.GetValueOrDefault(pair.Fact) ?? (pair.Message.StartsWith("static", StringComparison.Ordinal) ? "another value" : pair.Message)));
        IReadOnlyList<Denial> wrongBits = JudgeBits(bits, withoutMacros, compiler, options, isBigEndian, out bool areBitsJudged);
        return new Judgement(facts.Count - unjudged + (areBitsJudged ? bits.Count * 2 : 0), [.. wrong, .. wrongBits], null);
    }

    /// <summary>A compiler prints no values, but types in errors: so the value becomes an array's bound there, 16 bits at a time.</summary>
    private static void Ask(List<CheckFact> facts, string before, JudgingCompiler compiler, IReadOnlyList<string> options, Dictionary<CheckFact, string> actual)
    {
        string preparation = before + Unfit;
        int linesBefore = preparation.Count(c => c == '\n');
        string questions = string.Concat(facts.Select((fact, index) => string.Concat(Enumerable.Range(0, 4).Select(part =>
            $"char (*uapigen_part{index}_{part})[((((unsigned long long)({fact.Expression})) >> {part * 16}) & 0xffff) + 1] = uapigen_unfit; ")) + "\n"));
        ILookup<int, string> answers = compiler.Check(preparation + questions, options)
            .Where(error => error.File == JudgingCompiler.StandardInput)
            .ToLookup(error => error.Line - linesBefore - 1, error => error.Message);
        for (int i = 0; i < facts.Count; i++)
        {
            List<ulong> parts =
            [
                .. answers[i].Select(message => Bound().Match(message)).Where(match => match.Success)
                    .Select(match => ulong.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) - 1),
            ];
            if (parts.Count == 4)
            {
                actual[facts[i]] = CheckFact.Show(parts[0] | (parts[1] << 16) | (parts[2] << 32) | (parts[3] << 48));
            }
        }
    }

    /// <summary>Each bit-field gets an object whose only set bits are its own, in a section of its own: the bytes tell where it is.</summary>
    private static List<Denial> JudgeBits(
        IReadOnlyList<BitFact> bits, string before, JudgingCompiler compiler, IReadOnlyList<string> options, bool isBigEndian, out bool areJudged)
    {
        var text = new StringBuilder(before);
        for (int i = 0; i < bits.Count; i++)
        {
            text.Append($"__attribute__((section(\".uapigen.{i}\"))) {bits[i].Record} uapigen_probe{i} = {{ .{bits[i].Designator} = -1 }};\n");
        }

        areJudged = false;
        if (bits.Count == 0 || compiler.Compile(text.ToString(), options) is not { } image)
        {
            return [];
        }

        areJudged = true;
        Dictionary<string, byte[]> sections = ObjectSections.Read(image);
        var wrong = new List<Denial>();
        for (int i = 0; i < bits.Count; i++)
        {
            string actual = Place(sections.GetValueOrDefault($".uapigen.{i}", []), isBigEndian);
            string expected = $"{bits[i].Width} bits at bit {bits[i].Offset}";
            if (actual != expected)
            {
                wrong.Add(new Denial(bits[i].Declaration, bits[i].Subject, expected, actual));
            }
        }

        return wrong;
    }

    private static string Place(byte[] bytes, bool isBigEndian)
    {
        int first = Enumerable.Range(0, bytes.Length * 8).FirstOrDefault(bit => (bytes[bit / 8] & (isBigEndian ? 0x80 >> (bit % 8) : 1 << (bit % 8))) != 0, -1);
        return first < 0 ? "no bits" : $"{bytes.Sum(value => BitOperations.PopCount(value))} bits at bit {first}";
    }

    /// <summary>Not every address that gcc folds is a constant to clang; such a claim has not been judged.</summary>
    [GeneratedRegex("not constant|not an integral constant|not an integer constant|constant expression", RegexOptions.CultureInvariant)]
    private static partial Regex NoConstant();

    [GeneratedRegex(@"'char \(\*\)\[(\d+)\]'")]
    private static partial Regex Bound();
}
