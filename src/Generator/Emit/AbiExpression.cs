// Stage: emitting. In: a number on each target. Out: a C# expression that is that number in the running process, and that the JIT folds:
//     8
//     (global::System.IntPtr.Size == 8 ? 24 : 16)
//     (global::System.BitConverter.IsLittleEndian ? 4 : 0)
//     (global::System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture switch { (…)0 => 12, _ => 16 })
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using UapiGen.C.Layout;
using UapiGen.Model;

namespace UapiGen.Emit;

internal static class AbiExpression
{
    private const string Architecture = "global::System.Runtime.InteropServices.Architecture";

    /// <summary>Patterns of <c>ProcessArchitecture</c>; RiscV64 has the number that .NET 9 gave it, for .NET 8 has no name for it.</summary>
    private static readonly Dictionary<Target, string> s_patterns = new()
    {
        [Target.X86_64] = Architecture + ".X64",
        [Target.Aarch64] = Architecture + ".Arm64",
        [Target.RiscV64] = "(" + Architecture + ")9",
        [Target.LoongArch64] = Architecture + ".LoongArch64",
        [Target.Ppc64Le] = Architecture + ".Ppc64le",
        [Target.S390X] = Architecture + ".S390x",
        [Target.I386] = Architecture + ".X86",
        [Target.Arm] = Architecture + ".Arm or " + Architecture + ".Armv6",
    };

    private const string Absent = "throw new global::System.PlatformNotSupportedException()";

    /// <summary>The number as an <c>int</c>; an exception where the record has no such member.</summary>
    public static string Write(AbiNumber number) => Write(number, value => value.ToString(CultureInfo.InvariantCulture));

    public static string Write(AbiNumber number, Func<long, string> write) => Write(number.Values.Select(value =>
        value == AbiNumber.None ? null
        : value == AbiNumber.Absent ? Absent
        : write(value)).ToList());

    /// <summary>The same for a number that is used beside one that throws.</summary>
    public static string WritePresent(AbiNumber number, Func<long, string> write) =>
        Write(number.Values.Select(value => value < 0 ? null : write(value)).ToList());

    /// <summary>A choice of one expression a target, in the order of <see cref="Abi.Targets"/>; null where any will do.</summary>
    public static string Write(IReadOnlyList<string?> values)
    {
        List<IGrouping<string, Target>> groups = Abi.Targets
            .Select((target, i) => (Target: target, Value: values[i]))
            .Where(pair => pair.Value is not null)
            .GroupBy(pair => pair.Value!, pair => pair.Target)
            .OrderByDescending(group => group.Count())
            .ToList();
        if (groups.Count == 1)
        {
            return groups[0].Key;
        }

        if (groups.Count == 2)
        {
            return Choice("global::System.IntPtr.Size == 8", target => target.PointerSize == 8, groups)
                ?? Choice("global::System.BitConverter.IsLittleEndian", target => !target.IsBigEndian, groups)
                ?? Switch(groups);
        }

        return Switch(groups);
    }

    private static string? Choice(string condition, Func<Target, bool> holds, List<IGrouping<string, Target>> groups)
    {
        foreach ((IGrouping<string, Target> yes, IGrouping<string, Target> no) in new[] { (groups[0], groups[1]), (groups[1], groups[0]) })
        {
            if (yes.All(holds) && !no.Any(holds))
            {
                return $"({condition} ? {yes.Key} : {no.Key})";
            }
        }

        return null;
    }

    private static string Switch(List<IGrouping<string, Target>> groups) =>
        "(global::System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture switch { "
        + string.Concat(groups.Skip(1).Select(group => string.Join(" or ", group.Select(target => s_patterns[target])) + " => " + group.Key + ", "))
        + "_ => " + groups[0].Key + " })";
}
