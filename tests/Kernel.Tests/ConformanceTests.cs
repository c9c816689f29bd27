// The real kernel and the emulated one get the same questions. Where an answer differs the emulated kernel is wrong.
using System;
using System.Globalization;
using System.IO;
using System.Linq;
using UapiGen.Conformance;
using UapiGen.Runtime;
using Xunit;

namespace UapiGen.Kernel.Tests;

public sealed class ConformanceTests
{
    // In the slots that TestDevice.All names.
    private static readonly string[] Devices =
    [
        "-device", "edu,addr=2,dma_mask=0xffffffffffffffff",
        "-netdev", "user,id=net,restrict=on", "-device", "e1000e,addr=3,netdev=net,romfile=",
        "-device", "pci-testdev,addr=4,membar=16M",
        "-object", "memory-backend-ram,id=shared,size=16M,share=on", "-device", "ivshmem-plain,addr=5,memdev=shared",
    ];

    // Each asking waits a second and more, for what a kernel does by and by.
    private static readonly Lazy<string[]> Emulated = new(() => AskEmulatedKernel(EmulatedMachine.Debian));

    private static readonly string[] Identities = ["1234:11e8", "8086:10d3", "1b36:0005", "1af4:1110"];

    [Fact]
    public void EmulatedKernel_AskedAsTheRealOne_AnswersTheSame()
    {
        GuestOutcome guest = Guest.Run("conformance", "UapiGen.Conformance", Devices, Identities);
        string[] emulated = Emulated.Value;
        File.WriteAllLines(Path.Combine(Repository.Boots, "conformance.emulated"), emulated);

        TranscriptComparison comparison = TranscriptComparison.Of(guest.Lines, emulated);
        File.WriteAllText(
            Repository.Table,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                | real kernel | devices | lines compared | lines that differ | seconds of the boot |
                |---|---|---|---|---|
                | {guest.KernelVersion} | {string.Join(", ", TestDevice.All.Select(device => device.Label))} | {comparison.Compared} | {comparison.Differences.Count} | {guest.Seconds:F1} |

                """));

        Assert.True(comparison.Compared > 10_000, $"Just {comparison.Compared} lines were compared.");
        Assert.True(
            comparison.Differences.Count == 0,
            $"{comparison.Differences.Count} of {comparison.Compared} lines differ:\n{string.Join('\n', comparison.Differences)}");
    }

    // The planted lies: kernels that are built otherwise must be found out, line by line, or the test above means nothing.
    [Fact]
    public void KernelWithoutSyncFiles_IsFoundOut()
    {
        TranscriptComparison comparison = TranscriptComparison.Of(Emulated.Value, AskEmulatedKernel(new EmulatedKernelOptions { Tph = null, HasSyncFiles = false }));

        Assert.NotEmpty(comparison.Differences);
        Assert.All(comparison.Differences, difference => Assert.Contains("sync file: ", difference.Call));
        Assert.Contains(comparison.Differences, difference => difference is { Call: "edu sync file: EXPORT flags 3", Real: "0 fd", Emulated: "ENOTTY" });
    }

    [Fact]
    public void KernelWithTheTphFeature_IsFoundOut()
    {
        TranscriptComparison comparison = TranscriptComparison.Of(Emulated.Value, AskEmulatedKernel(new EmulatedKernelOptions { Tph = TphProfile.Seed }));

        string feature = string.Create(CultureInfo.InvariantCulture, $"feature: {TphProfile.Seed.Feature} ");
        Assert.NotEmpty(comparison.Differences);
        Assert.All(comparison.Differences, difference => Assert.Contains(feature, difference.Call));
        Assert.Equal(TestDevice.All.Count, comparison.Differences.Select(difference => difference.Call.Split(' ')[0]).Distinct().Count());
    }

    [Fact]
    public void EmulatedKernel_AskedTwice_AnswersTheSame()
    {
        TranscriptComparison comparison = TranscriptComparison.Of(Emulated.Value, AskEmulatedKernel(EmulatedMachine.Debian));

        Assert.True(comparison.Compared > 10_000);
        Assert.Empty(comparison.Differences);
    }

    private static string[] AskEmulatedKernel(EmulatedKernelOptions options)
    {
        using EmulatedMachine machine = new(options);
        using StringWriter output = new() { NewLine = "\n" };
        Questions.Ask(machine, output);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
