// Facts: the header's own name for bits of a record's field. Headers name flags after the structure that has them.
using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Facts;

internal static class ConstantNames
{
    /// <summary>The constant beside a record with this value whose name has most in common with the record's; null when two are alike, or when none has anything.</summary>
    public static string? Find(RecordFacts record, ulong value)
    {
        var candidates = (record.Type.ContainingType?.GetMembers().OfType<IFieldSymbol>() ?? [])
            .Where(field => field is { IsConst: true, ConstantValue: not (null or string or char or bool or float or double) } && Equals(field.ConstantValue, value))
            .Where(field => IsNamedAfter(field.Name, record))
            .Select(field => (field.Name, Common: (Words: CommonWords(field.Name, record.Name), Prefix: CommonPrefix(field.Name, record.Type.Name))))
            .OrderByDescending(static candidate => candidate.Common)
            .Take(2)
            .ToArray();
        return candidates.Length switch
        {
            0 => null,
            1 => candidates[0].Name,
            _ => candidates[0].Common.CompareTo(candidates[1].Common) > 0 ? candidates[0].Name : null,
        };
    }

    /// <summary>The constant's name, or the value in hexadecimal digits.</summary>
    public static string Show(RecordFacts record, ulong value) => Find(record, value) ?? Hexadecimal(value);

    /// <summary>As <see cref="Show(RecordFacts, ulong)"/>, by a full name that means the same everywhere.</summary>
    public static string Spell(RecordFacts record, ulong value) => Find(record, value) is { } name
        ? $"{record.Type.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{name}"
        : Hexadecimal(value);

    public static string Hexadecimal(BigInteger value)
    {
        var digits = value.ToString("X", CultureInfo.InvariantCulture).TrimStart('0');
        return "0x" + (digits.Length == 0 ? "0" : digits);
    }

    /// <summary>A member as people name it.</summary>
    public static string Show(ISymbol member) => $"{member.ContainingType.Name}.{member.Name}";

    private static bool Equals(object value, ulong wanted) => value switch
    {
        int number => unchecked((uint)number) == wanted,
        uint number => number == wanted,
        long number => unchecked((ulong)number) == wanted,
        ulong number => number == wanted,
        short or ushort or byte or sbyte => Convert.ToInt64(value, CultureInfo.InvariantCulture) == (long)wanted,
        _ => false,
    };

    /// <summary>
    /// True when a constant begins with a word of the record's name, or with the beginning of that name: <c>LO_FLAGS_READ_ONLY</c> is for <c>loop_info</c>.
    /// Headers that are bound together have constants with the same value that are not flags of each other's records.
    /// </summary>
    private static bool IsNamedAfter(string constant, RecordFacts record)
    {
        var name = record.Name.Split(' ').Last();
        return constant.Split(['_'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() is { } first
            && (name.StartsWith(first, StringComparison.OrdinalIgnoreCase) || name.Split('_').Contains(first, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Words of the record's name that the constant's has too, <c>VFIO_DMA_MAP_FLAG_READ</c> three of <c>vfio_iommu_type1_dma_map</c>; and one more for a flag by its name.</summary>
    private static int CommonWords(string constant, string record)
    {
        var words = constant.Split('_');
        var common = record.Split(' ').Last().Split('_').Distinct().Count(word => words.Contains(word, StringComparer.OrdinalIgnoreCase));
        return words.Contains("FLAG") || words.Contains("FLAGS") ? common + 1 : common;
    }

    private static int CommonPrefix(string left, string right)
    {
        var length = 0;
        while (length < left.Length && length < right.Length && char.ToUpperInvariant(left[length]) == char.ToUpperInvariant(right[length]))
        {
            length++;
        }

        return length;
    }
}
