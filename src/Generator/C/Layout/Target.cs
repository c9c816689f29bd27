// Stage: layout. The ABI as a value with named questions; no rule asks for an architecture by name.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;

namespace UapiGen.C.Layout;

/// <summary>A target: its ABI's answers, and the macros that compilers predefine for it.</summary>
internal sealed class Target
{
    public static readonly Target X86_64 = new("x86_64-linux-gnu", ["x86_64", "amd64"], ["__x86_64__", "__x86_64", "__amd64__", "__amd64"]) { VaListSize = 24 };

    public static readonly Target Aarch64 = new("aarch64-linux-gnu", ["aarch64", "arm64"], ["__aarch64__", "__AARCH64EL__"])
    {
        IsCharUnsigned = true,
        WideCharacter = BuiltinKind.UnsignedInt,
        VaListSize = 32,
        DoesUnnamedBitFieldAlignRecord = true,
    };

    public static readonly Target RiscV64 = new("riscv64-linux-gnu", ["riscv64"], ["__riscv", "__riscv_xlen=64"]) { IsCharUnsigned = true };

    public static readonly Target LoongArch64 = new("loongarch64-linux-gnu", ["loongarch64"], ["__loongarch__", "__loongarch64", "__loongarch_grlen=64", "__LITTLE_ENDIAN__"]);

    public static readonly Target I386 = new("i386-linux-gnu", ["i386", "i486", "i586", "i686", "x86"], ["__i386__", "__i386", "__i686__"])
    {
        PointerSize = 4,
        VaListSize = 4,
        LongLongAlignmentInStruct = 4,
        LongDoubleSize = 12,
        LongDoubleAlignment = 4,
    };

    public static readonly Target Arm = new("arm-linux-gnueabihf", ["arm", "armv7", "armv7l", "armhf", "armel"], ["__arm__", "__ARM_EABI__", "__ARMEL__", "__ARM_ARCH=7"])
    {
        PointerSize = 4,
        VaListSize = 4,
        IsCharUnsigned = true,
        WideCharacter = BuiltinKind.UnsignedInt,
        LongDoubleSize = 8,
        LongDoubleAlignment = 8,
        BiggestAlignment = 8,
        IsVectorAlignmentCapped = true,
        DoesUnnamedBitFieldAlignRecord = true,
    };

    public static readonly Target Ppc64Le = new("powerpc64le-linux-gnu", ["powerpc64le", "ppc64le"], ["__powerpc__", "__powerpc64__", "__PPC__", "__PPC64__", "__LITTLE_ENDIAN__", "_LITTLE_ENDIAN", "_CALL_ELF=2"]) { IsCharUnsigned = true };

    public static readonly Target S390X = new("s390x-linux-gnu", ["s390x"], ["__s390__", "__s390x__", "__zarch__"])
    {
        IsBigEndian = true,
        IsCharUnsigned = true,
        VaListSize = 32,
        LongDoubleAlignment = 8,
        Int128Alignment = 8,
        BiggestAlignment = 8,
    };

    public static readonly Target Mips64El = new("mips64el-linux-gnuabi64", ["mips64el", "mips64le", "mips64r6el"], ["__mips__", "__mips=64", "__mips_isa_rev=2", "__mips64", "__mips64__", "_MIPSEL", "__MIPSEL__", "_MIPS_SZLONG=64", "_MIPS_SZPTR=64", "_MIPS_SZINT=32", "_MIPS_SIM=_ABI64", "_ABI64=3", "_ABIO32=1", "_ABIN32=2"]);

    /// <summary>Every target, in the order of the documentation.</summary>
    public static readonly IReadOnlyList<Target> All = [X86_64, Aarch64, RiscV64, LoongArch64, I386, Arm, Ppc64Le, S390X, Mips64El];

    private readonly string[] _architectures;

    private Target(string triple, string[] architectures, string[] macros)
    {
        Triple = triple;
        _architectures = architectures;
        ArchitectureMacros = macros;
    }

    /// <summary>The triple that Debian's compilers use.</summary>
    public string Triple { get; }

    /// <summary>Macros that name the architecture: <c>NAME</c> (meaning 1) or <c>NAME=VALUE</c>.</summary>
    public IReadOnlyList<string> ArchitectureMacros { get; }

    /// <summary>Bytes; 8 on LP64, 4 on ILP32. <c>long</c> is as wide.</summary>
    public int PointerSize { get; private init; } = 8;

    public bool IsBigEndian { get; private init; }

    public bool IsCharUnsigned { get; private init; }

    /// <summary>What <c>wchar_t</c> is: an integer of 32 bits on every Linux ABI.</summary>
    public BuiltinKind WideCharacter { get; private init; } = BuiltinKind.Int;

    /// <summary>Bytes of <c>va_list</c>: an array of one struct, or a pointer (psABIs).</summary>
    public int VaListSize { get; private init; } = 8;

    /// <summary>Bytes: what <c>long long</c> and <c>double</c> are aligned to as members; 4 on i386 (i386 psABI).</summary>
    public int LongLongAlignmentInStruct { get; private init; } = 8;

    public int LongDoubleSize { get; private init; } = 16;

    public int LongDoubleAlignment { get; private init; } = 16;

    public int Int128Alignment { get; private init; } = 16;

    /// <summary>Bytes: what <c>aligned</c> without a number means.</summary>
    public int BiggestAlignment { get; private init; } = 16;

    /// <summary>Bytes: the most that a vector type is aligned to.</summary>
    public long BiggestVectorAlignment => IsVectorAlignmentCapped ? BiggestAlignment : long.MaxValue;

    private bool IsVectorAlignmentCapped { get; init; }

    /// <summary>Bytes of <c>long</c>: as wide as a pointer on every Linux ABI.</summary>
    public int LongSize => PointerSize;

    /// <summary>True where an unnamed or zero-width bit-field raises the record's alignment too (AAPCS, AAPCS64).</summary>
    public bool DoesUnnamedBitFieldAlignRecord { get; private init; }

    /// <summary>True when both give the same answers on layout, but for unnamed bit-fields and <c>va_list</c>.</summary>
    public bool HasLayoutOf(Target other) => PointerSize == other.PointerSize
        && IsBigEndian == other.IsBigEndian
        && LongLongAlignmentInStruct == other.LongLongAlignmentInStruct
        && LongDoubleSize == other.LongDoubleSize
        && LongDoubleAlignment == other.LongDoubleAlignment
        && Int128Alignment == other.Int128Alignment
        && BiggestAlignment == other.BiggestAlignment
        && BiggestVectorAlignment == other.BiggestVectorAlignment;

    /// <summary>The target whose triple, or whose architecture, is <paramref name="name"/>; null when there is none.</summary>
    public static Target? Find(string name)
    {
        string architecture = name.Split('-')[0];
        return All.FirstOrDefault(target => target._architectures.Contains(architecture, StringComparer.OrdinalIgnoreCase)
            || string.Equals(target.Triple, name, StringComparison.OrdinalIgnoreCase));
    }

    public override string ToString() => Triple;
}
