// Facts: a number of flags as the header's own names for its bits.
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Facts;

internal static class FlagNames
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.WithMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType);

    /// <summary>The names of all bits, joined as C# does it, and the same by full names; null when the kernel does not know one. Null as well when any bit that it
    /// knows has none: then the names are in another header, and what has the value here means something else.</summary>
    public static (string Names, string Text)? Of(UapiSymbols symbols, RecordFacts record, RoleMember flags, BigInteger number)
    {
        if (number.IsZero || flags.Role.Mask is not { } mask || !(number & ~(BigInteger)mask).IsZero)
        {
            return null;
        }

        var (names, texts) = (new List<string>(), new List<string>());
        var index = flags.Role.Number("Index") ?? 0;
        if (Bits(mask & ~index).Any(bit => ConstantNames.Find(record, bit) is null))
        {
            return null;
        }

        foreach (var bit in Bits((ulong)(number & ~(BigInteger)index)))
        {
            if (ConstantNames.Find(record, bit) is not { } name)
            {
                return null;
            }

            names.Add(name);
            texts.Add(ConstantNames.Spell(record, bit));
        }

        if (index != 0)
        {
            if (symbols.FeatureOf(record, (ulong)(number & index)) is not { } feature)
            {
                return null;
            }

            names.Add(feature.Symbol.Name);
            texts.Add(feature.Symbol.ToDisplayString(Qualified));
        }

        return (string.Join(" | ", names), string.Join(" | ", texts));
    }

    /// <summary>Each bit of a number by itself, the lowest first.</summary>
    public static IEnumerable<ulong> Bits(ulong number)
    {
        for (var bit = 1UL; bit != 0; bit <<= 1)
        {
            if ((number & bit) != 0)
            {
                yield return bit;
            }
        }
    }
}
