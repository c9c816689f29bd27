using System;
using System.Threading;
using UapiGen.Runtime.Emulation;
using Xunit;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>KERNEL 2.7: map, unmap, revoke, un-revoke, cleanup and release of the VFIO exporter.</summary>
public sealed class RevokeTests : IDisposable
{
    private const dma_data_direction Direction = dma_data_direction.DMA_BIDIRECTIONAL;

    private readonly EmulatedMachine _machine = new();
    private readonly DmaBuf _buffer;
    private readonly TestImporter _importer = new();

    public RevokeTests() => _buffer = _machine.Export();

    public static TheoryData<string> Revokers => ["configuration write", "low power entry", "low power entry with wakeup", "memory bit"];

    [Fact]
    public void Map_GivesTheAddressesOfTheBar_AndUnmapTakesThem()
    {
        using DmaBufAttachment attachment = Attach();
        Assert.True(attachment.Map(Direction, out DmaBufMapping? mapping).IsSuccess);

        Assert.Equal([new DmaBufPiece(EmulatedMachine.BarAddress, EmulatedMachine.Page)], mapping!.Pieces.ToArray());
        Assert.Equal(1, attachment.MappingCount);
        attachment.Unmap(mapping, Direction);
        Assert.Equal(0, attachment.MappingCount);
        Assert.Equal(0, _machine.Kernel.WarningCount);
    }

    [Fact]
    public void Map_Revoked_IsEnodev_EvenWithoutMemory()
    {
        using DmaBufAttachment attachment = Attach();
        _machine.First.MemoryEnabled = false;
        _machine.Kernel.Faults.Arm(EmulatedFault.Allocation);

        Assert.Equal(Errno.ENODEV, attachment.Map(Direction, out _).Errno);
    }

    [Fact]
    public void Map_WithoutMemory_IsEnomem()
    {
        using DmaBufAttachment attachment = Attach();
        _machine.Kernel.Faults.Arm(EmulatedFault.Allocation);

        Assert.Equal(Errno.ENOMEM, attachment.Map(Direction, out _).Errno);
    }

    [Theory]
    [MemberData(nameof(Revokers))]
    public void Revoke_TellsImporters_AndUnrevokeTellsThemAgain(string revoker)
    {
        using DmaBufAttachment attachment = Attach();
        MapAndKeep(attachment);

        Revoke(revoker);
        Assert.Equal(1, _machine.Kernel.IsRevoked(_buffer.FileDescriptor).Value);
        Assert.Equal((1, 0), (_importer.Invalidations, attachment.MappingCount));

        Restore(revoker);
        Assert.Equal(0, _machine.Kernel.IsRevoked(_buffer.FileDescriptor).Value);
        Assert.Equal(2, _importer.Invalidations);
        MapAndKeep(attachment);
        Unmap(attachment);
    }

    [Fact]
    public void Reset_RevokesAndUnrevokes()
    {
        using DmaBufAttachment attachment = Attach();
        MapAndKeep(attachment);

        Assert.True(_machine.Device.Reset().IsSuccess);

        Assert.Equal((2, 0), (_importer.Invalidations, attachment.MappingCount));
        Assert.Equal(0, _machine.Kernel.IsRevoked(_buffer.FileDescriptor).Value);
    }

    [Fact]
    public void Reset_WithMemoryOff_LeavesTheBufferRevoked()
    {
        _machine.First.MemoryEnabled = false;

        Assert.True(_machine.Device.Reset().IsSuccess);

        Assert.Equal(1, _machine.Kernel.IsRevoked(_buffer.FileDescriptor).Value);
    }

    [Fact]
    public void LowPowerExit_WithMemoryOff_LeavesTheBufferRevoked()
    {
        Assert.True(_machine.Device.SetFeature(VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY).IsSuccess);
        _machine.First.MemoryEnabled = false;
        Assert.True(_machine.Device.SetFeature(VFIO_DEVICE_FEATURE_LOW_POWER_EXIT).IsSuccess);

        Assert.Equal(1, _machine.Kernel.IsRevoked(_buffer.FileDescriptor).Value);
    }

    [Fact]
    public void Revoke_WaitsUntilTheLastMappingIsGone()
    {
        using DmaBufAttachment attachment = Attach();
        using ManualResetEventSlim told = new();
        _importer.KeepsMappings = true;
        _importer.OnInvalidate = told.Set;
        MapAndKeep(attachment);
        Thread revoker = new(() => _machine.First.MemoryEnabled = false);
        revoker.Start();
        Assert.True(told.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        Assert.False(revoker.Join(50));
        Unmap(attachment);

        Assert.True(revoker.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal(1, _machine.Kernel.IsRevoked(_buffer.FileDescriptor).Value);
    }

    [Fact]
    public void Cleanup_IsForGood_AndTheDescriptorStaysOpenAndUseless()
    {
        using DmaBufAttachment attachment = Attach();
        MapAndKeep(attachment);
        _machine.Device.Dispose();

        Assert.Equal(0, attachment.MappingCount);
        Assert.Equal(Errno.ENODEV, attachment.Map(Direction, out _).Errno);
        using VfioDevice again = _machine.First.Open();
        _machine.First.MemoryEnabled = false;
        _machine.First.MemoryEnabled = true;
        Assert.Equal(Errno.ENODEV, attachment.Map(Direction, out _).Errno);
        Assert.Equal(Errno.ENODEV, _machine.Kernel.Attach(_buffer.FileDescriptor, _importer, out _).Errno);
        Assert.Equal(0, _machine.First.DmaBufCount);
        Assert.True(_buffer.BeginCpuAccess(DmaBufAccess.Read).IsSuccess);
    }

    [Fact]
    public void Release_OfTheLastReference_UnlinksTheBuffer()
    {
        DmaBufAttachment attachment = Attach();
        _buffer.Dispose();
        Assert.Equal(1, _machine.First.DmaBufCount);

        attachment.Dispose();

        Assert.Equal(0, _machine.First.DmaBufCount);
    }

    [Fact]
    public void Attachment_WithAMapping_IsNotDisposed()
    {
        DmaBufAttachment attachment = Attach();
        MapAndKeep(attachment);

        Assert.Throws<InvalidOperationException>(attachment.Dispose);
        Unmap(attachment);
        attachment.Dispose();
        Assert.Equal(1, _machine.First.DmaBufCount);
    }

    [Fact]
    public void OtherDevicesBuffers_AreLeftAlone()
    {
        using VfioDevice second = _machine.Second.Open();
        using DmaBuf ofSecond = _machine.Export(second);
        _machine.First.MemoryEnabled = false;

        Assert.Equal(0, _machine.Kernel.IsRevoked(ofSecond.FileDescriptor).Value);
    }

    [Fact]
    public void RevokedBuffer_MovedTwice_TellsImportersOnce()
    {
        using DmaBufAttachment attachment = Attach();
        _machine.First.MemoryEnabled = false;
        _machine.First.MemoryEnabled = false;

        Assert.Equal(1, _importer.Invalidations);
    }

    [Fact]
    public void Tph_SurvivesRevoke_AndDiesWithTheBuffer()
    {
        Assert.True(_machine.Device.SetTph(_buffer, 0xf0, 2).IsSuccess);
        _machine.First.MemoryEnabled = false;
        Assert.True(_buffer.GetTph(8, out ushort tag, out byte hint).IsSuccess);
        Assert.Equal((0xf0, 2), (tag, hint));
        Assert.True(_machine.Device.SetTph(_buffer, 0xf1, 3).IsSuccess);
        _machine.Device.Dispose();

        Assert.True(_buffer.GetTph(8, out tag, out hint).IsSuccess);
        Assert.Equal((0xf1, 3), (tag, hint));
        _buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _buffer.GetTph(8, out _, out _));
    }

    [Fact]
    public void MapPrivate_InTheExporter_SeesOnePiece()
    {
        Assert.True(_machine.Kernel.MapPrivate(_buffer.FileDescriptor, out DmaBufPiece piece).IsSuccess);

        Assert.Equal(new DmaBufPiece(EmulatedMachine.BarAddress, EmulatedMachine.Page), piece);
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _machine.Dispose();
    }

    private DmaBufAttachment Attach()
    {
        Assert.True(_machine.Kernel.Attach(_buffer.FileDescriptor, _importer, out DmaBufAttachment? attachment).IsSuccess);
        return attachment!;
    }

    private static void MapAndKeep(DmaBufAttachment attachment)
    {
        Assert.True(attachment.Map(Direction, out DmaBufMapping? mapping).IsSuccess);
        attachment.State = mapping;
    }

    private static void Unmap(DmaBufAttachment attachment)
    {
        var mapping = (DmaBufMapping)attachment.State!;
        attachment.State = null;
        attachment.Unmap(mapping, Direction);
    }

    private void Revoke(string revoker)
    {
        switch (revoker)
        {
            case "configuration write":
                Assert.Equal(2, WriteCommand(0));
                break;
            case "low power entry":
                Assert.True(_machine.Device.SetFeature(VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY).IsSuccess);
                Assert.Equal(Errno.EINVAL, _machine.Device.SetFeature(VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY).Errno);
                break;
            case "low power entry with wakeup":
                using (UapiEvent wakeup = UapiEvent.Create(_machine.Kernel))
                {
                    vfio_device_low_power_entry_with_wakeup entry = new() { wakeup_eventfd = (int)wakeup.Handle.DangerousGetHandle() };
                    Assert.True(_machine.Device.SetFeature(VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP, in entry).IsSuccess);
                }

                break;
            default:
                _machine.First.MemoryEnabled = false;
                break;
        }
    }

    private void Restore(string revoker)
    {
        switch (revoker)
        {
            case "configuration write":
                Assert.Equal(2, WriteCommand(2));
                break;
            case "low power entry" or "low power entry with wakeup":
                Assert.True(_machine.Device.SetFeature(VFIO_DEVICE_FEATURE_LOW_POWER_EXIT).IsSuccess);
                break;
            default:
                _machine.First.MemoryEnabled = true;
                break;
        }
    }

    private int WriteCommand(byte low)
    {
        const ulong Command = ((ulong)VFIO_PCI_CONFIG_REGION_INDEX << VfioDeviceFile.RegionShift) + 4;
        return _machine.Device.WriteRegion(Command, [low, 0]).Value;
    }
}
