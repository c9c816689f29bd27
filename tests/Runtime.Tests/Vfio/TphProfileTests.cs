using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace UapiGen.Runtime.Tests;

/// <summary>The version is read off the generated payload, and the index off the same header.</summary>
public sealed class TphProfileTests
{
    [Fact]
    public void Version_IsReadOffThePayload()
    {
        Assert.Equal(TphVersion.Seed, TphProfile.For<Uapi.vfio_device_feature_dma_buf_tph>(77).Version);
        Assert.Equal(TphVersion.Latest, TphProfile.For<UapiTphV11.vfio_device_feature_dma_buf_tph>(77).Version);
        Assert.Throws<NotSupportedException>(() => TphProfile.For<Uapi.vfio_device_feature>(77));
    }

    [Theory]
    [InlineData(TphVersion.Seed)]
    [InlineData(TphVersion.Latest)]
    public void Index_IsTheHeaders_WhereverItMoves(TphVersion version)
    {
        const int Moved = 42;
        TphProfile moved = version == TphVersion.Seed
            ? TphProfile.For<Uapi.vfio_device_feature_dma_buf_tph>(Moved)
            : TphProfile.For<UapiTphV11.vfio_device_feature_dma_buf_tph>(Moved);
        using EmulatedMachine machine = new(new EmulatedKernelOptions { PageSize = EmulatedMachine.Page, Tph = moved });
        using DmaBuf buffer = machine.Export();

        Assert.True(machine.Device.Supports(Moved, VfioFeatureOperations.Set));
        Assert.False(machine.Device.Supports(TphProfile.Seed.Feature, VfioFeatureOperations.Set));
        Assert.True(machine.Device.SetTph(buffer, new TphHints(2) { ExtendedSteeringTag = 0x1f0 }).IsSuccess);
        Assert.True(buffer.GetPciTph(extended: true, out ushort tag, out byte hint).IsSuccess);
        Assert.Equal((0x1f0, 2), (tag, hint));
    }

    [Fact]
    public void SeedPayload_HasOneTag()
    {
        using EmulatedMachine machine = new();
        using DmaBuf buffer = machine.Export();

        Assert.Throws<ArgumentException>(() => machine.Device.SetTph(buffer, new TphHints(1)));
        Assert.Throws<ArgumentException>(() => machine.Device.SetTph(buffer, new TphHints(1) { SteeringTag = 1, ExtendedSteeringTag = 2 }));
        Assert.True(machine.Device.SetTph(buffer, new TphHints(1) { SteeringTag = 3, ExtendedSteeringTag = 3 }).IsSuccess);
    }

    [Fact]
    public void SeedReaders_CanSeeHalvesOfTwoSets_WhereTheKernelTears()
    {
        using EmulatedMachine machine = new(new EmulatedKernelOptions { PageSize = EmulatedMachine.Page, TearsSeedTph = true });
        using DmaBuf buffer = machine.Export();
        Assert.True(machine.Device.SetTph(buffer, 0, 0).IsSuccess);
        using System.Threading.CancellationTokenSource enough = new(TimeSpan.FromSeconds(20));
        bool torn = false;
        System.Threading.Thread writer = new(() =>
        {
            for (ushort round = 0; !System.Threading.Volatile.Read(ref torn) && !enough.IsCancellationRequested; round++)
            {
                machine.Device.SetTph(buffer, (ushort)(round & 0xff), (byte)round).ThrowIfError("SET");
            }
        });
        writer.Start();
        while (!torn && !enough.IsCancellationRequested)
        {
            if (buffer.GetTph(16, out ushort tag, out byte hint).IsSuccess && tag != hint)
            {
                System.Threading.Volatile.Write(ref torn, true);
            }
        }

        writer.Join();
        Assert.True(torn);
    }

    [Theory]
    [InlineData("linux/vfio.h", "steering_tag")]
    [InlineData("kernel/dma-buf.h", "get_tph|get_pci_tph")]
    public void BothRenditions_DifferInTheProposalOnly(string header, string proposal)
    {
        string root = typeof(TphProfileTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;
        string[] ours = Declarations(Path.Combine(root, "headers", header));
        string[] latest = Declarations(Path.Combine(root, "headers", "dma-buf-tph-v11", header));

        int same = ours.Zip(latest).TakeWhile(pair => pair.First == pair.Second).Count();
        int alike = ours.Reverse().Zip(latest.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();

        Assert.True(same + alike < ours.Length);
        string[] changed = ours[same..^alike];
        Assert.Contains(changed, line => proposal.Split('|').Any(line.Contains));
        Assert.InRange(changed.Length, 1, 10);
    }

    // Comments aside, which are one by one lines that begin with a star.
    private static string[] Declarations(string path) =>
        [.. File.ReadAllLines(path).Where(line => !line.TrimStart().StartsWith('*') && !line.TrimStart().StartsWith("/*", StringComparison.Ordinal) && line.Length > 0)];
}
