using System;
using Xunit;
using static UapiGen.Runtime.Errno;
using static UapiGen.Runtime.Tests.FeatureCaller;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>Bad addresses are EFAULT, at the check where the kernel would read, and never end the process.</summary>
public sealed unsafe class UserMemoryTests : IDisposable
{
    private readonly EmulatedMachine _machine = new();

    public static TheoryData<bool> GuardKinds => [false, true];

    private VfioDeviceHandle Device => _machine.Device.Handle;

    [Theory]
    [InlineData(0ul)]
    [InlineData(1ul)]
    [InlineData(0xffff_ffff_ffff_fff8ul)]
    [InlineData(0xffff_ffff_ffff_fffful)]
    [InlineData(0x8000_0000_0000_0000ul)]
    public void AddressOfNoProcess_IsEfault(ulong address)
    {
        Assert.SkipUnless(nuint.Size == 8, "64-bit addresses");
        Assert.Equal(EFAULT, CallAt(Device, (nuint)address).Errno);
    }

    [Theory]
    [MemberData(nameof(GuardKinds))]
    public void HeadThatRunsIntoTheGuard_IsEfault(bool unmapped)
    {
        using GuardedPages pages = new(unmapped);

        Assert.Equal(EFAULT, CallAt(Device, (nuint)pages.Guard).Errno);
        Assert.Equal(EFAULT, CallAt(Device, (nuint)pages.BeforeGuard(7)).Errno);
    }

    [Theory]
    [MemberData(nameof(GuardKinds))]
    public void HeadAtTheEnd_IsJudgedBeforeThePayloadIsRead(bool unmapped)
    {
        using GuardedPages pages = new(unmapped);
        var head = (vfio_device_feature*)pages.BeforeGuard(sizeof(vfio_device_feature));

        *head = new() { argsz = 16, flags = TphIndex | Set | Probe };
        Assert.True(CallAt(Device, (nuint)head).IsSuccess);
        *head = new() { argsz = 15, flags = TphIndex | Set };
        Assert.Equal(EINVAL, CallAt(Device, (nuint)head).Errno);
        *head = new() { argsz = 16, flags = TphIndex | Set };
        Assert.Equal(EFAULT, CallAt(Device, (nuint)head).Errno);
        *head = new() { argsz = 24, flags = DmaBufIndex | Get };
        Assert.Equal(EFAULT, CallAt(Device, (nuint)head).Errno);
    }

    [Theory]
    [MemberData(nameof(GuardKinds))]
    public void PayloadAtTheEnd_WithAnArgszBeyondIt_IsTaken(bool unmapped)
    {
        using GuardedPages pages = new(unmapped);
        using DmaBuf buffer = _machine.Export();
        byte* start = pages.BeforeGuard(16);
        *(vfio_device_feature*)start = new() { argsz = 4096, flags = TphIndex | Set };
        *(vfio_device_feature_dma_buf_tph*)(start + 8) = new() { dmabuf_fd = buffer.FileDescriptor, steering_tag = 5 };

        Assert.True(CallAt(Device, (nuint)start).IsSuccess);
    }

    [Theory]
    [MemberData(nameof(GuardKinds))]
    public void CountThatRunsOverTheEnd_IsEfault_ThoughArgszIsRight(bool unmapped)
    {
        using GuardedPages pages = new(unmapped);
        byte* start = pages.BeforeGuard(8 + 16 + 16);
        *(vfio_device_feature*)start = new() { argsz = 8 + 16 + 16, flags = DmaBufIndex | Get };
        var payload = (vfio_device_feature_dma_buf*)(start + 8);
        *payload = new() { nr_ranges = 2 };
        *(vfio_region_dma_range*)(payload + 1) = new() { length = EmulatedMachine.Page };

        Assert.Equal(EFAULT, CallAt(Device, (nuint)start).Errno);
        payload->nr_ranges = 1;
        Assert.True(CallAt(Device, (nuint)start).IsSuccess);
    }

    [Theory]
    [MemberData(nameof(GuardKinds))]
    public void RangesOutOfMemory_BeatABarWithoutMemory_ButNotARegionThatIsNoBar(bool unmapped)
    {
        using GuardedPages pages = new(unmapped);
        byte* start = pages.BeforeGuard(8 + 16);
        *(vfio_device_feature*)start = new() { argsz = 24, flags = DmaBufIndex | Get };
        var payload = (vfio_device_feature_dma_buf*)(start + 8);

        *payload = new() { region_index = VFIO_PCI_BAR1_REGION_INDEX, nr_ranges = 1 };
        Assert.Equal(EFAULT, CallAt(Device, (nuint)start).Errno);
        *payload = new() { region_index = VFIO_PCI_ROM_REGION_INDEX, nr_ranges = 1 };
        Assert.Equal(ENODEV, CallAt(Device, (nuint)start).Errno);
        *payload = new() { region_index = VFIO_PCI_ROM_REGION_INDEX, nr_ranges = 1, flags = 1 };
        Assert.Equal(EINVAL, CallAt(Device, (nuint)start).Errno);
    }

    [Fact]
    public void ReadOnlyMemory_IsEnoughForInput()
    {
        using GuardedPages pages = new(unmapGuard: false);
        var head = (vfio_device_feature*)pages.BeforeGuard(sizeof(vfio_device_feature));
        *head = new() { argsz = 8, flags = TphIndex | Probe };
        pages.MakeReadOnly();

        Assert.True(CallAt(Device, (nuint)head).IsSuccess);
    }

    [Fact]
    public void BadPayload_BeatsNothingAfterIt_ButLosesToABadSize()
    {
        nuint nowhere = 0;

        Assert.Equal(EFAULT, CallAt(Device, nowhere).Errno);
        Assert.Equal(EFAULT, _machine.Kernel.Ioctl(_machine.Kernel.OpenForeignDmaBuf().Value, DMA_BUF_IOCTL_SYNC, (void*)nowhere).Errno);
    }

    public void Dispose() => _machine.Dispose();
}
