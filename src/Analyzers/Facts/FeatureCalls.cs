// Facts: what the flags in the head of a feature call select.
using System.Linq;
using System.Numerics;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Facts;

/// <summary>The bits of a feature call's flags.</summary>
/// <param name="Index">Those that hold the index.</param>
/// <param name="Get">Gets.</param>
/// <param name="Set">Sets.</param>
/// <param name="Probe">Only asks.</param>
internal readonly record struct FeatureBits(ulong Index, ulong Get, ulong Set, ulong Probe)
{
    public static FeatureBits Of(RoleMember selector) => new(
        selector.Role.Number("Index") ?? 0, selector.Role.Number("Get") ?? 0, selector.Role.Number("Set") ?? 0, selector.Role.Number("Probe") ?? 0);

    public bool Gets(BigInteger flags) => !(flags & Get).IsZero;

    public bool Sets(BigInteger flags) => !(flags & Set).IsZero;

    public bool Probes(BigInteger flags) => !(flags & Probe).IsZero;
}

internal static class FeatureCalls
{
    /// <summary>The one feature that flags select; null when they are not known, or select several.</summary>
    public static FeatureFacts? FeatureOf(UapiSymbols symbols, RecordFacts head, RoleMember selector, Known flags)
    {
        var bits = FeatureBits.Of(selector);
        var indices = flags.Numbers.Select(number => (ulong)(number & bits.Index)).Distinct().ToList();
        return indices.Count == 1 ? symbols.FeatureOf(head, indices[0]) : null;
    }
}
