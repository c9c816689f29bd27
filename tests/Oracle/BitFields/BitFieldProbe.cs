// Stage: bit-fields. No operator of C tells where a bit-field lies. So each gets an object of its record whose only set bits are
// that field's, in an ELF section of its own: the compiler is judged by the bytes that it emits, on every target, and nothing runs.
using System.Collections.Generic;
using System.IO;
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

internal static class BitFieldProbe
{
    private const string SectionPrefix = ".uapigen.";

    /// <summary>Compares each bit-field with the bits that the compiler sets for it.</summary>
    /// <returns>A sentence for each that is wrong.</returns>
    public static IEnumerable<string> Judge(IReadOnlyList<BitField> fields, string before, Compiler compiler, CompileOptions options)
    {
        if (fields.Count == 0)
        {
            yield break;
        }

        var text = new StringBuilder(before);
        for (int i = 0; i < fields.Count; i++)
        {
            text.Append($"__attribute__((section(\"{SectionPrefix}{i}\"))) {fields[i].Record} uapigen_probe{i} = {{ .{fields[i].Designator} = -1 }};\n");
        }

        string objectFile = Path.GetTempFileName();
        try
        {
            CommandOutput output = compiler.Run(["-c", "-o", objectFile], text.ToString(), options);
            if (output.ExitCode != 0)
            {
                yield return $"{compiler.Name} refuses the bit-fields: {CompilerError.Parse(output.Error).FirstOrDefault()?.Message ?? output.Error}";
                yield break;
            }

            Dictionary<string, byte[]> sections = ElfSections.Read(File.ReadAllBytes(objectFile));
            for (int i = 0; i < fields.Count; i++)
            {
                string actual = Describe(sections.GetValueOrDefault(SectionPrefix + i, []), options.Target.IsBigEndian);
                string expected = Describe(fields[i].BitOffset, fields[i].BitWidth);
                if (actual != expected)
                {
                    yield return $"{fields[i].Subject}: {expected}, but {compiler.Name} says {actual}";
                }
            }
        }
        finally
        {
            File.Delete(objectFile);
        }
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
