// In: generated C#. Out: the same as it runs on another ABI, on this machine: what the JIT would fold there is folded in the text.
// nint becomes int on ILP32, and pointers, which are spelled as nint without unsafe code, with it; i386's alignment of 8-byte members is
// Pack = 4 (what .NET does there by itself); the questions to the runtime are put to a class of ours.
using System;
using System.Text.RegularExpressions;
using UapiGen.C.Layout;

namespace UapiGen.Layout.Tests.Corpus;

/// <param name="target">The ABI.</param>
internal sealed partial class SimulatedAbi(Target target)
{
    public Target Target { get; } = target;

    /// <summary>True for the ABI of this machine, whose code is left as it is.</summary>
    public bool IsReal => Target == Target.X86_64;

    /// <summary>The class that answers in place of the runtime.</summary>
    public string Seam => $$"""
        internal static class Seam
        {
            public static global::System.Runtime.InteropServices.Architecture ProcessArchitecture => (global::System.Runtime.InteropServices.Architecture){{Architecture}};
            public static bool IsLittleEndian => {{(Target.IsBigEndian ? "false" : "true")}};
            public static int PointerSize => {{Target.PointerSize}};
        }
        """;

    /// <summary>The numbers of <c>System.Runtime.InteropServices.Architecture</c>.</summary>
    private int Architecture =>
        Target == Target.I386 ? 0
        : Target == Target.X86_64 ? 1
        : Target == Target.Arm ? 2
        : Target == Target.Aarch64 ? 3
        : Target == Target.S390X ? 5
        : Target == Target.LoongArch64 ? 6
        : Target == Target.Ppc64Le ? 8
        : Target == Target.RiscV64 ? 9
        : throw new InvalidOperationException(Target.Triple);

    public string Apply(string text)
    {
        if (IsReal)
        {
            return text;
        }

        text = text
            .Replace("global::System.IntPtr.Size", "global::Seam.PointerSize", StringComparison.Ordinal)
            .Replace("global::System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture", "global::Seam.ProcessArchitecture", StringComparison.Ordinal)
            .Replace("global::System.BitConverter.IsLittleEndian", "global::Seam.IsLittleEndian", StringComparison.Ordinal);
        if (Target.LongLongAlignmentInStruct == 4)
        {
            text = text.Replace("LayoutKind.Sequential)", "LayoutKind.Sequential, Pack = 4)", StringComparison.Ordinal);
        }

        return Target.PointerSize == 8 ? text : NativeUnsigned().Replace(NativeSigned().Replace(text, "int"), "uint");
    }

    [GeneratedRegex(@"\bnint\b")]
    private static partial Regex NativeSigned();

    [GeneratedRegex(@"\bnuint\b")]
    private static partial Regex NativeUnsigned();
}
