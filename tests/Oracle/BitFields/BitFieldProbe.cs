// Stage: bit-fields. No operator of C tells where a bit-field lies. So each gets an object of its record whose only set bits are
// that field's, in an ELF section of its own: the compiler is judged by the bytes that it emits, on every target, and nothing runs.
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Text;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.Oracle.Compilers;
using UapiGen.Oracle.Facts;

namespace UapiGen.Oracle.BitFields;

internal sealed record BitField(string Record, string Designator, long BitOffset, int BitWidth)
{
    public string Subject => $"bit-field {Record}.{Designator}";

    public static IEnumerable<BitField> Of(RecordDeclaration record, Target target) =>
        FieldPath.Of(record, target)
            .Where(path => path.Shape.Field.BitWidth is not null)
            .Select(path => new BitField(Spelling.Of(record), path.Designator, path.Shape.BitOffset ?? -1, path.Shape.Field.BitWidth!.Value));
}

/// <summary>The bit-fields of one unit.</summary>
/// <param name="Include">What is read before.</param>
/// <param name="Fields">Where the front end puts them.</param>
internal sealed record BitFieldQuestion(string Include, IReadOnlyList<BitField> Fields);

internal static class BitFieldProbe
{
    private const string SectionPrefix = ".uapigen.";

    /// <summary>Compares each unit's bit-fields with the bits that the compiler sets for them.</summary>
    /// <returns>Of each unit, a sentence for each that is wrong.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> JudgeEach(IReadOnlyList<BitFieldQuestion> questions, Compiler compiler, CompileOptions options)
    {
        using CompilerBatch batch = compiler.RunEach(["-c"], [.. questions.Select(Ask)], options);
        return [.. questions.Select((question, unit) => Judge(question.Fields, batch.ObjectOf(unit), batch.Errors[unit], compiler, options.Target))];
    }

    private static string Ask(BitFieldQuestion question)
    {
        var text = new StringBuilder(question.Include);
        for (int i = 0; i < question.Fields.Count; i++)
        {
            BitField field = question.Fields[i];
            text.Append($"__attribute__((section(\"{SectionPrefix}{i}\"))) {field.Record} uapigen_probe{i} = {{ .{field.Designator} = -1 }};\n");
        }

        return text.ToString();
    }

    private static List<string> Judge(IReadOnlyList<BitField> fields, byte[]? objectFile, IReadOnlyList<CompilerError> errors, Compiler compiler, Target target)
    {
        if (objectFile is null || errors.Count > 0)
        {
            return [$"{compiler.Name} refuses the bit-fields: {(errors is [var first, ..] ? first.Message : "it writes no object")}"];
        }

        Dictionary<string, byte[]> sections = ElfSections.Read(objectFile);
        var wrong = new List<string>();
        for (int i = 0; i < fields.Count; i++)
        {
            string actual = Describe(sections.GetValueOrDefault(SectionPrefix + i, []), target.IsBigEndian);
            string expected = Describe(fields[i].BitOffset, fields[i].BitWidth);
            if (actual != expected)
            {
                wrong.Add($"{fields[i].Subject}: {expected}, but {compiler.Name} says {actual}");
            }
        }

        return wrong;
    }

    private static string Describe(long offset, long width) => $"{width} bits at bit {offset}";

    private static string Describe(byte[] bytes, bool isBigEndian)
    {
        List<int> set = [.. Enumerable.Range(0, bytes.Length * 8).Where(bit => IsSet(bytes[bit / 8], bit % 8, isBigEndian))];
        int total = bytes.Sum(value => BitOperations.PopCount(value));
        return total == 0 ? "no bits" : set[^1] - set[0] + 1 == total ? Describe(set[0], total) : $"bits {string.Join(' ', set)}";
    }

    private static bool IsSet(byte value, int bit, bool isBigEndian) => (value & (isBigEndian ? 0x80 >> bit : 1 << bit)) != 0;
}
