// Stage: hazards. In: a number on each target. Out: a sentence part that says them with as few names of targets as will do.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using UapiGen.C.Layout;

namespace UapiGen.Model.Hazards;

internal static class TargetNumbers
{
    /// <summary><c>4 bytes</c>; <c>8 bytes on 64-bit targets, 4 bytes on 32-bit targets</c>.</summary>
    /// <param name="numbers">A target each.</param>
    /// <param name="say">A number in words.</param>
    public static string Say(IReadOnlyList<(Target Target, long Number)> numbers, Func<long, string> say)
    {
        List<IGrouping<long, Target>> groups = numbers.GroupBy(pair => pair.Number, pair => pair.Target).ToList();
        return groups.Count == 1
            ? say(groups[0].Key)
            : string.Join(", ", groups.Select(group => say(group.Key) + " on " + Names(group.ToList(), numbers.Select(pair => pair.Target).ToList())));
    }

    /// <summary><c>4 bytes</c>, <c>3 bits</c>, <c>none</c>.</summary>
    public static string Bits(long bits) =>
        bits == 0 ? "none"
        : bits % 8 != 0 ? bits.ToString(CultureInfo.InvariantCulture) + (bits == 1 ? " bit" : " bits")
        : Bytes(bits / 8);

    public static string Bytes(long bytes) => bytes.ToString(CultureInfo.InvariantCulture) + (bytes == 1 ? " byte" : " bytes");

    private static string Names(List<Target> some, List<Target> all)
    {
        foreach (int size in (int[])[8, 4])
        {
            List<Target> ofSize = all.Where(target => target.PointerSize == size).ToList();
            if (ofSize.Count == some.Count && ofSize.All(some.Contains))
            {
                return size == 8 ? "64-bit targets" : "32-bit targets";
            }
        }

        return some.Count > all.Count / 2
            ? "all targets but " + string.Join(" and ", all.Where(target => !some.Contains(target)).Select(Short))
            : string.Join(" and ", some.Select(Short));
    }

    private static string Short(Target target) => target.Triple.Substring(0, target.Triple.IndexOf('-'));
}
