// The oracle over headers: every fact that the front end tells is confirmed by gcc and clang, and none is left out.
using System;
using System.Linq;
using UapiGen.C.Layout;
using Xunit;

namespace UapiGen.Layout.Tests;

public sealed class HeaderTests
{
    /// <summary>What other headers of ours are judged with on every target: the roots, which reach all the others.</summary>
    private static readonly string[] Roots = ["linux/vfio.h", "linux/vfio_zdev.h", "linux/dma-buf.h", "linux/dma-heap.h", "linux/udmabuf.h", "kernel/dma-buf.h"];

    public static TheoryData<string> OwnHeaders => [.. Repository.LogicalPaths];

    public static MatrixTheoryData<string, string> OwnHeadersOnOtherTargets =>
        new(Roots, Target.All.Where(target => target != Target.X86_64).Select(target => target.Triple));

    public static TheoryData<string> KernelHeaders => ["linux/vfio.h", "linux/dma-buf.h"];

    [Theory]
    [MemberData(nameof(OwnHeaders))]
    public void OwnHeader_OnX8664_AgreesWithCompilers(string logicalPath) =>
        Judges.AssertGood(logicalPath, Target.X86_64, [Repository.Headers]);

    [Theory]
    [MemberData(nameof(OwnHeadersOnOtherTargets))]
    public void OwnHeader_OnOtherTarget_AgreesWithClang(string logicalPath, string triple) =>
        Judges.AssertGood(logicalPath, Target.Find(triple) ?? throw new ArgumentException(triple), [Repository.Headers]);

    [Theory]
    [MemberData(nameof(KernelHeaders))]
    public void InstalledHeader_OnX8664_AgreesWithCompilers(string logicalPath) =>
        Judges.AssertGood(logicalPath, Target.X86_64, Judges.InstalledDirectories);

    [Theory]
    [MemberData(nameof(KernelHeaders))]
    public void BackportsHeader_OnX8664_AgreesWithCompilers(string logicalPath) =>
        Judges.AssertGood(logicalPath, Target.X86_64, Judges.BackportsDirectories);
}
