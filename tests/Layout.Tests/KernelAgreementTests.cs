// Our headers against the kernel's of the same name. What both declare has to agree:
//   a record has the same kind, and the fields that both have lie at the same place with the same type; it may have grown at its
//   end, since argsz and the feature sizes let the kernel append fields, but not shrunk, and its alignment stays;
//   a constant, an enumerator and an ioctl number have the same value, and a constant the same type;
//   no VFIO feature index means one feature here and another there.
// What only one of them declares is nobody's fault: versions differ. Intended differences are listed with their reason.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.Oracle;
using UapiGen.Oracle.Compilers;
using Xunit;

namespace UapiGen.Layout.Tests;

public sealed class KernelAgreementTests
{
    /// <summary>A disagreement's name, and why it is meant.</summary>
    private static readonly Dictionary<string, string> Intended = new(StringComparer.Ordinal)
    {
        ["VFIO_DEVICE_FEATURE_DMA_BUF_TPH"] = "13 is what the proposed series took; Linux 7.3 gave it to VFIO_DEVICE_FEATURE_ZPCI_ERROR",
        ["DMA_HEAP_VALID_HEAP_FLAGS"] = "an int up to Linux 6.1; the flags field has 64 bits, and so has the mask since",
    };

    private static readonly string[] KernelFolders = ["asm", "asm-generic", "linux"];

    public static TheoryData<string> OwnHeaders => [.. Repository.LogicalPaths];

    [Theory]
    [MemberData(nameof(OwnHeaders))]
    public void OwnHeader_AndInstalledOne_AgreeOnWhatBothDeclare(string logicalPath) =>
        AssertAgreement(logicalPath, Judges.InstalledDirectories);

    [Theory]
    [MemberData(nameof(OwnHeaders))]
    public void OwnHeader_AndBackportsOne_AgreeOnWhatBothDeclare(string logicalPath) =>
        AssertAgreement(logicalPath, Judges.BackportsDirectories);

    /// <summary>The contested index is there in the newest kernel: the intended difference is one.</summary>
    [Fact]
    public void ContestedFeatureIndex_InBackportsHeader_IsTold()
    {
        TranslationUnit ours = Read(Path.Combine(Repository.Headers, "linux/vfio.h"), [Repository.Headers]);
        TranslationUnit kernels = Read(Judges.BackportsDirectories[0] + "/linux/vfio.h", Judges.BackportsDirectories);

        Disagreement disagreement = Assert.Single(HeaderAgreement.Compare(ours, kernels));
        Assert.Equal("VFIO_DEVICE_FEATURE_DMA_BUF_TPH", disagreement.Name);
    }

    private static void AssertAgreement(string logicalPath, IReadOnlyList<string> kernelDirectories)
    {
        string? kernelPath = kernelDirectories.Select(directory => directory + "/" + logicalPath).FirstOrDefault(File.Exists);
        if (kernelPath is null)
        {
            // Kernel-internal headers, headers of another architecture and stand-ins for libc's have no counterpart in the kernel's package.
            Assert.True(HasNoCounterpart(logicalPath), logicalPath + " is no header of the kernel's");
            return;
        }

        TranslationUnit ours = Read(Path.Combine(Repository.Headers, logicalPath), [Repository.Headers]);
        TranslationUnit kernels = Read(kernelPath, kernelDirectories);
        List<Disagreement> disagreements = [.. HeaderAgreement.Compare(ours, kernels).Where(disagreement => !Intended.ContainsKey(disagreement.Name))];
        Assert.True(disagreements.Count == 0, string.Join('\n', disagreements.Select(disagreement => disagreement.Sentence)));
    }

    /// <summary>The kernel's package keeps its headers in folders of their own; elsewhere, and at the root, the names are libc's.</summary>
    private static bool HasNoCounterpart(string logicalPath) =>
        logicalPath is "asm/sgidefs.h" or "linux/compiler.h" or "linux/compiler_types.h" || !KernelFolders.Contains(logicalPath.Split('/')[0]);

    private static TranslationUnit Read(string path, IReadOnlyList<string> directories) =>
        HeaderJudge.Read(path, new CompileOptions(Target.X86_64, directories, [], []));
}
