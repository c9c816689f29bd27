// Stage: model. In: a record's size on each target. Out: fields that make a C# struct have that very size on each of them.
// Three things of .NET follow the ABI: nint, and the padding before and behind an 8-byte integer, which i386 aligns to 4 (i386 psABI,
// Figure 2-1). Unsafe.SizeOf, arrays, spans and _IOC_SIZE then all say what the kernel copies.
using System;
using System.Linq;
using UapiGen.C.Layout;

namespace UapiGen.Model;

/// <summary>The fields, in this order.</summary>
/// <param name="Framed">Structs of <c>uint, ulong, uint</c>: 24 bytes, and 16 on i386.</param>
/// <param name="Padded">Structs of <c>uint, ulong</c>: 16 bytes, and 12 on i386.</param>
/// <param name="Words"><c>nint</c>s: 8 bytes on LP64, 4 on ILP32.</param>
/// <param name="Bytes">Bytes.</param>
/// <param name="IsPacked">True when nothing may be added behind them.</param>
internal sealed record AbiStorage(int Framed, int Padded, int Words, int Bytes, bool IsPacked)
{
    /// <summary>What such a struct is written with, so that no member bears these names.</summary>
    public static readonly string[] Names =
        ["At", "Get", "KernelSize", "Framed", "FramedElement", "Padded", "PaddedElement", "Words", "Bytes", "_framed", "_padded", "_words", "_bytes"];

    /// <summary>Bytes for the largest of the sizes.</summary>
    public static AbiStorage OfLargest(AbiNumber sizes) => new(0, 0, 0, (int)Math.Max(1, sizes.Values.Max()), IsPacked: false);

    /// <param name="sizes">Bytes on each target.</param>
    /// <returns>Null when no such fields give these sizes.</returns>
    public static AbiStorage? Of(AbiNumber sizes)
    {
        if (Size(Target.X86_64) is not { } lp64 || Abi.Targets.Any(target => target.PointerSize == 8 && Size(target) is { } other && other != lp64))
        {
            return null;
        }

        long arm = Size(Target.Arm) ?? Size(Target.I386) ?? lp64;
        long i386 = Size(Target.I386) ?? arm;
        long framed = (arm - i386) / 8;
        long padded = (arm - i386) % 8 / 4;
        long words = (lp64 - arm) / 4;
        long bytes = lp64 - (framed * 24) - (padded * 16) - (words * 8);
        bool isExact = arm >= i386 && lp64 >= arm && (arm - i386) % 4 == 0 && (lp64 - arm) % 4 == 0 && bytes >= 0 && i386 > 0;
        if (!isExact)
        {
            return null;
        }

        bool hasLong = framed + padded > 0;
        bool isRound = lp64 % (hasLong || words > 0 ? 8 : 1) == 0 && arm % (hasLong ? 8 : words > 0 ? 4 : 1) == 0 && i386 % (hasLong || words > 0 ? 4 : 1) == 0;
        return new AbiStorage((int)framed, (int)padded, (int)words, (int)bytes, !isRound);

        long? Size(Target target) => sizes.On(target) is >= 0 and var size ? size : null;
    }
}
