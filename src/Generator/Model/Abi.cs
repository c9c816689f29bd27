// Stage: model. The ABIs that one assembly has to serve, and a number that may differ between them.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Layout;
using UapiGen.Pipeline;

namespace UapiGen.Model;

internal static class Abi
{
    /// <summary>The targets on which .NET runs; the first is the one whose layout is written down.</summary>
    public static readonly IReadOnlyList<Target> Targets =
        [Target.X86_64, Target.Aarch64, Target.RiscV64, Target.LoongArch64, Target.Ppc64Le, Target.S390X, Target.I386, Target.Arm];

    public static int IndexOf(Target target) => ((List<Target>)[.. Targets]).IndexOf(target);
}

/// <summary>A number on each target of <see cref="Abi.Targets"/>, in that order.</summary>
internal sealed record AbiNumber(EquatableArray<long> Values)
{
    /// <summary>Stands for a target that has no such record, so that any number will do.</summary>
    public const long None = long.MinValue;

    /// <summary>Stands for a target whose record has no such member.</summary>
    public const long Absent = long.MinValue + 1;

    /// <param name="value">The number on a target; null where it has none.</param>
    public static AbiNumber Of(Func<Target, long?> value) => new(Abi.Targets.Select(target => value(target) ?? None).ToEquatableArray());

    /// <summary>True when one number serves all targets that have it.</summary>
    public bool IsSame => Values.All(value => value == None || value == Values[0]);

    public long On(Target target) => Values[Abi.IndexOf(target)];
}
