using System;
using Xunit;
using static UapiGen.Runtime.Errno;
using static UapiGen.Runtime.Tests.FeatureCaller;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>Making a dma-buf: each check, and which one answers where two are violated.</summary>
public sealed class DmaBufFeatureTests : IDisposable
{
    private const ulong Page = EmulatedMachine.Page;
    private const ulong BarLength = EmulatedMachine.BarLength;
    private const ulong HighestPage = ulong.MaxValue - Page + 1;

    private readonly EmulatedMachine _machine = new();

    private VfioDeviceHandle Device => _machine.Device.Handle;

    [Fact]
    public void Success_ReturnsTheLowestFreeDescriptor()
    {
        UapiResult result = Export(Region(VFIO_PCI_BAR0_REGION_INDEX), Range(0, Page));

        Assert.Equal((int)Device.DangerousGetHandle() + 1, result.Value);
    }

    [Fact]
    public void KernelWithoutDmaBuf_IsEnotty_ForAProbeToo()
    {
        using EmulatedMachine machine = new(new EmulatedKernelOptions { HasDmaBufSupport = false });

        Assert.Equal(ENOTTY, Call(machine.Device.Handle, DmaBufIndex | Probe, []).Errno);
        Assert.Equal(ENOTTY, Call(machine.Device.Handle, TphIndex | Probe, []).Errno);
        Assert.Equal(ENOTTY, Call(machine.Device.Handle, TphIndex | Get, []).Errno);
    }

    [Theory]
    [InlineData(DmaBufIndex | Probe)]
    [InlineData(DmaBufIndex | Set)]
    [InlineData(DmaBufIndex | Get)]
    public void DeviceWithoutPeerToPeer_IsEopnotsupp_BeforeOperationAndProbe(uint flags)
    {
        using VfioDevice device = _machine.Kernel.AddPciDevice([], hasPeerToPeer: false).Open();

        Assert.Equal(EOPNOTSUPP, Call(device.Handle, flags, []).Errno);
    }

    [Fact]
    public void NoRanges_IsEinval() => Assert.Equal(EINVAL, Export(Region(VFIO_PCI_BAR0_REGION_INDEX)).Errno);

    [Fact]
    public void Flags_AreEinval() =>
        Assert.Equal(EINVAL, Export(Region(VFIO_PCI_BAR0_REGION_INDEX) with { flags = 1 }, Range(0, Page)).Errno);

    [Theory]
    [InlineData(VFIO_PCI_ROM_REGION_INDEX)]
    [InlineData(VFIO_PCI_CONFIG_REGION_INDEX)]
    [InlineData(-1)]
    public void RegionThatIsNoBar_IsEnodev(int region) => Assert.Equal(ENODEV, Export(Region(region), Range(0, Page)).Errno);

    [Fact]
    public void NoRanges_BeatsRegionThatIsNoBar() => Assert.Equal(EINVAL, Export(Region(VFIO_PCI_ROM_REGION_INDEX)).Errno);

    [Fact]
    public void RegionThatIsNoBar_BeatsRangesOutOfMemory() =>
        Assert.Equal(ENODEV, Call(Device, DmaBufIndex | Get, Region(VFIO_PCI_ROM_REGION_INDEX) with { nr_ranges = uint.MaxValue }).Errno);

    [Fact]
    public void MoreRangesThanTheKernelAllocates_IsEnomem() =>
        Assert.Equal(ENOMEM, Call(Device, DmaBufIndex | Get, Region(VFIO_PCI_BAR0_REGION_INDEX) with { nr_ranges = uint.MaxValue }).Errno);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, Page)]
    [InlineData(0, Page - 1)]
    [InlineData(Page / 2, Page / 2)]
    public void RangeOffThePages_IsEinval(ulong offset, ulong length) =>
        Assert.Equal(EINVAL, Export(Region(VFIO_PCI_BAR0_REGION_INDEX), Range(offset, length)).Errno);

    [Fact]
    public void RangesWhoseTotalOverflows_AreEinval_BeforeThePlace() =>
        Assert.Equal(EINVAL, Export(Region(VFIO_PCI_BAR0_REGION_INDEX), Range(HighestPage, 1UL << 63), Range(0, 1UL << 63)).Errno);

    [Fact]
    public void RangesWhoseTotalHasTheHighestBit_AreEinval_BeforeThePlace() =>
        Assert.Equal(EINVAL, Export(Region(VFIO_PCI_BAR0_REGION_INDEX), Range(HighestPage, 1UL << 63)).Errno);

    [Fact]
    public void BarOfPorts_IsEinval_BeforeThePlace() => Assert.Equal(EINVAL, Export(Region(VFIO_PCI_BAR1_REGION_INDEX), Range(HighestPage, Page)).Errno);

    [Fact]
    public void BarThatIsNotThere_IsEnodev_BeforeTheRanges() => Assert.Equal(ENODEV, Export(Region(VFIO_PCI_BAR5_REGION_INDEX), Range(1, 0)).Errno);

    [Theory]
    [InlineData(HighestPage, Page)]
    [InlineData(0, 1UL << 62)]
    [InlineData(BarLength, Page)]
    [InlineData(0, BarLength + Page)]
    [InlineData(BarLength - Page, 2 * Page)]
    public void RangePastTheBar_Fails(ulong offset, ulong length) =>
        Assert.Equal(offset == HighestPage ? EOVERFLOW : EINVAL, Export(Region(VFIO_PCI_BAR0_REGION_INDEX), Range(offset, length)).Errno);

    [Fact]
    public void RangeWhoseEndOverflows_IsEoverflow() =>
        Assert.Equal(EOVERFLOW, Export(Region(VFIO_PCI_BAR0_REGION_INDEX), Range(HighestPage - EmulatedMachine.BarAddress, 2 * Page)).Errno);

    [Fact]
    public void FirstBadPlace_Answers()
    {
        vfio_device_feature_dma_buf bar0 = Region(VFIO_PCI_BAR0_REGION_INDEX);

        Assert.Equal(EINVAL, Export(bar0, Range(BarLength, Page), Range(HighestPage, Page)).Errno);
        Assert.Equal(EOVERFLOW, Export(bar0, Range(HighestPage, Page), Range(BarLength, Page)).Errno);
    }

    [Fact]
    public void LaterRangeOffThePages_BeatsEarlierOnePastTheBar() =>
        Assert.Equal(EINVAL, Export(Region(VFIO_PCI_BAR0_REGION_INDEX), Range(HighestPage, Page), Range(0, 1)).Errno);

    [Fact]
    public void RangesThatOverlapAndRepeat_AreTaken() =>
        Assert.True(Export(Region(VFIO_PCI_BAR0_REGION_INDEX), Range(Page, 2 * Page), Range(0, 2 * Page), Range(0, 2 * Page)).IsSuccess);

    [Fact]
    public void WholeBar_IsTaken() => Assert.True(Export(Region(VFIO_PCI_BAR2_REGION_INDEX), Range(0, BarLength)).IsSuccess);

    [Fact]
    public void LargerPages_AskForLargerAlignment()
    {
        using EmulatedMachine machine = new(new EmulatedKernelOptions { PageSize = 16384 });

        Assert.Equal(EINVAL, Call(machine.Device.Handle, DmaBufIndex | Get, DmaBufPayload(Region(0) with { nr_ranges = 1 }, Range(0, 4096))).Errno);
        Assert.True(Call(machine.Device.Handle, DmaBufIndex | Get, DmaBufPayload(Region(0) with { nr_ranges = 1 }, Range(16384, 16384))).IsSuccess);
    }

    [Fact]
    public void ArgszThatLeavesTheRangesOut_IsTaken_ForTheCountAloneBoundsTheCopy()
    {
        byte[] payload = DmaBufPayload(Region(VFIO_PCI_BAR0_REGION_INDEX) with { nr_ranges = 2 }, Range(0, Page), Range(Page, Page));

        Assert.True(Call(Device, DmaBufIndex | Get, payload, argsz: 8 + 16).IsSuccess);
    }

    [Fact]
    public void DeviceThatGoesAway_IsEnodev_AfterTheRanges()
    {
        _machine.First.Remove();

        Assert.Equal(ENODEV, Export(Region(VFIO_PCI_BAR0_REGION_INDEX), Range(0, Page)).Errno);
        Assert.Equal(EINVAL, Export(Region(VFIO_PCI_BAR0_REGION_INDEX), Range(BarLength, Page)).Errno);
    }

    [Fact]
    public void NoDescriptorLeft_IsEmfile_AfterEverythingElse()
    {
        using EmulatedMachine machine = new(new EmulatedKernelOptions { DescriptorLimit = 4, PageSize = EmulatedMachine.Page });
        byte[] payload = DmaBufPayload(Region(VFIO_PCI_BAR0_REGION_INDEX) with { nr_ranges = 1 }, Range(0, Page));

        Assert.Equal(EMFILE, Call(machine.Device.Handle, DmaBufIndex | Get, payload).Errno);
        Assert.True(machine.Kernel.Close(0).IsSuccess);
        Assert.Equal(0, Call(machine.Device.Handle, DmaBufIndex | Get, payload).Value);
        machine.First.Remove();
        Assert.Equal(ENODEV, Call(machine.Device.Handle, DmaBufIndex | Get, payload).Errno);
    }

    [Fact]
    public void MemoryOff_MakesARevokedBuffer_UntilItIsOn()
    {
        _machine.First.MemoryEnabled = false;
        using DmaBuf buffer = _machine.Export();
        Assert.Equal(1, _machine.Kernel.IsRevoked(buffer.FileDescriptor).Value);

        _machine.First.MemoryEnabled = true;
        Assert.Equal(0, _machine.Kernel.IsRevoked(buffer.FileDescriptor).Value);
    }

    [Theory]
    [InlineData(0u, 0)]
    [InlineData(0x80000u, 1)]
    [InlineData(0xffffffffu, 1)]
    [InlineData(0xfff7ffffu, 0)]
    public void OpenFlags_AreNotJudged_AndGiveCloseOnExec(uint openFlags, int closeOnExec)
    {
        UapiResult result = Export(Region(VFIO_PCI_BAR0_REGION_INDEX) with { open_flags = openFlags }, Range(0, Page));

        Assert.Equal(closeOnExec, _machine.Kernel.GetDescriptorFlags(result.Value).Value);
    }

    public void Dispose() => _machine.Dispose();

    private static vfio_device_feature_dma_buf Region(int index) => new() { region_index = (uint)index };

    private static vfio_region_dma_range Range(ulong offset, ulong length) => new() { offset = offset, length = length };

    private UapiResult Export(vfio_device_feature_dma_buf head, params ReadOnlySpan<vfio_region_dma_range> ranges) =>
        Call(Device, DmaBufIndex | Get, DmaBufPayload(head with { nr_ranges = (uint)ranges.Length }, ranges));
}
