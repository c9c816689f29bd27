using System;
using System.Runtime.InteropServices;
using Xunit;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>Container, group and device, by the typed calls, from the first open to the last close.</summary>
public sealed unsafe class ContainerTests : IDisposable
{
    private const uint ReadWrite = VFIO_DMA_MAP_FLAG_READ | VFIO_DMA_MAP_FLAG_WRITE;
    private const ulong Page = 4096;

    private readonly EmulatedKernel _kernel = new(new EmulatedKernelOptions { PageSize = (int)Page, DescriptorLimit = 16 });
    private readonly EmulatedPciDevice _pci;
    private readonly VfioContainer _container;
    private readonly VfioGroup _group;

    public ContainerTests()
    {
        _pci = _kernel.AddPciDevice(new EmulatedPciDeviceOptions { Bars = [EmulatedBar.Memory(16 * Page)], MsixVectors = 4, MsixBar = 0 });
        _container = VfioContainer.Open(_kernel);
        _group = VfioGroup.Open(_kernel, 1);
    }

    [Fact]
    public void Container_BeforeAGroup_KnowsExtensionsOnly()
    {
        Assert.Equal(VFIO_API_VERSION, _container.GetApiVersion().Value);
        for (int extension = 0; extension <= 11; extension++)
        {
            Assert.Equal(extension is VFIO_TYPE1_IOMMU or VFIO_TYPE1v2_IOMMU or VFIO_UNMAP_ALL, _container.HasExtension(extension));
        }

        Assert.Equal(Errno.EINVAL, _container.SetIommu(VFIO_TYPE1v2_IOMMU).Errno);
        Assert.Equal(Errno.EINVAL, _container.MapDma(0, null, Page, ReadWrite).Errno);
        Assert.Equal(Errno.EINVAL, Assert.Throws<UapiException>(() => _container.GetIommuInfo()).Errno);
    }

    [Fact]
    public void Group_WithoutAContainer_GivesNoDevice()
    {
        Assert.True(_group.GetStatus(out uint flags).IsSuccess);
        Assert.Equal((uint)VFIO_GROUP_FLAGS_VIABLE, flags);
        Assert.Equal(Errno.ENODEV, _group.TryOpenDevice("0000:ff:00.0", out _).Errno);
        Assert.Equal(Errno.EINVAL, _group.TryOpenDevice(_pci.Name, out _).Errno);
        Assert.Equal(Errno.EINVAL, _group.UnsetContainer().Errno);
        Assert.Equal(Errno.EBUSY, Assert.Throws<UapiException>(() => VfioGroup.Open(_kernel, 1)).Errno);
        Assert.Equal(Errno.ENOENT, Assert.Throws<UapiException>(() => VfioGroup.Open(_kernel, 99)).Errno);
    }

    [Theory]
    [InlineData(500, Errno.EBADF)]
    [InlineData(0, Errno.EBADFD)]
    public void SetContainer_WhatIsNone(int fileDescriptor, int errno) =>
        Assert.Equal(errno, _group.Handle.Ioctl(VFIO_GROUP_SET_CONTAINER, ref fileDescriptor).Errno);

    [Fact]
    public void SetIommu_ChecksTheKind_AndIsDoneOnce()
    {
        Assert.True(_group.SetContainer(_container).IsSuccess);
        Assert.Equal(Errno.EINVAL, _group.SetContainer(_container).Errno);

        Assert.Equal(Errno.ENODEV, _container.SetIommu(VFIO_SPAPR_TCE_IOMMU).Errno);
        Assert.Equal(Errno.EINVAL, _container.SetIommu(VFIO_UNMAP_ALL).Errno);
        Assert.True(_container.SetIommu(VFIO_TYPE1v2_IOMMU).IsSuccess);
        Assert.Equal(Errno.EINVAL, _container.SetIommu(VFIO_TYPE1v2_IOMMU).Errno);
        Assert.True(_container.HasExtension(VFIO_UPDATE_VADDR));
    }

    [Fact]
    public void Device_KeepsGroupAndContainer()
    {
        VfioDevice device = Open();
        Assert.Equal(Errno.EBUSY, _group.UnsetContainer().Errno);
        _group.Dispose();
        _container.Dispose();
        Assert.True(device.Reset().IsSuccess);
        Assert.Equal(Errno.EBUSY, Assert.Throws<UapiException>(() => VfioGroup.Open(_kernel, 1)).Errno);
        device.Dispose();

        Assert.Equal(3, _kernel.OpenDescriptorCount);
        VfioGroup.Open(_kernel, _pci.GroupPath).Dispose();
    }

    [Fact]
    public void GetDevice_WithoutADescriptor_IsEmfile()
    {
        Attach();
        while (_kernel.Duplicate(0).IsSuccess)
        {
        }

        Assert.Equal(Errno.EMFILE, _group.TryOpenDevice(_pci.Name, out VfioDevice? device).Errno);
        Assert.Null(device);
        Assert.Equal(0, _pci.OpenCount);
        Assert.True(_group.UnsetContainer().IsSuccess);
    }

    [Fact]
    public void IommuInfo_HasItsCapabilitiesInTheKernelsOrder()
    {
        Attach();
        VfioIommuInfo info = _container.GetIommuInfo();

        Assert.Equal(0x4020_1000UL, info.PageSizes);
        string order = "";
        foreach (VfioCapability capability in info.Capabilities)
        {
            order += $"{capability.Id} ";
        }

        Assert.Equal("2 3 1 ", order);
        Assert.True(info.Capabilities.TryFind(VFIO_IOMMU_TYPE1_INFO_CAP_IOVA_RANGE, out VfioCapability ranges));
        Assert.True(ranges.TryRead(out vfio_iommu_type1_info_cap_iova_range head));
        ReadOnlySpan<vfio_iova_range> usable = ranges.ReadArray<vfio_iommu_type1_info_cap_iova_range, vfio_iova_range>(head.nr_iovas);
        Assert.Equal((0UL, 0x7f_ffff_ffffUL), (usable[0].start, usable[^1].end));
    }

    [Fact]
    public void IommuInfo_InAShortBuffer_SaysWhatItNeeds()
    {
        Attach();
        Span<byte> buffer = stackalloc byte[sizeof(vfio_iommu_type1_info)];

        Assert.True(_container.GetIommuInfo(buffer, out VfioIommuInfo info).IsSuccess);

        Assert.True(info.RequiredSize > buffer.Length);
        Assert.False(info.Capabilities.MoveNext());
        Assert.Equal(info.RequiredSize, (uint)(sizeof(vfio_iommu_type1_info) + 32 + 16 + 48));
    }

    [Fact]
    public void Dma_MapsAndUnmaps_ByTheRulesOfTheSecondVersion()
    {
        Attach();
        void* memory = NativeMemory.AlignedAlloc(4 * (nuint)Page, (nuint)Page);
        Assert.True(_container.MapDma(0x10_0000, memory, 4 * Page, ReadWrite).IsSuccess);

        Assert.Equal(Errno.EEXIST, _container.MapDma(0x10_3000, memory, Page, ReadWrite).Errno);
        Assert.Equal(Errno.EINVAL, _container.MapDma(0x20_0000, memory, Page, 0).Errno);
        Assert.Equal(Errno.EINVAL, _container.MapDma(0x20_0001, memory, Page, ReadWrite).Errno);
        Assert.Equal(Errno.EINVAL, _container.MapDma(0xfee0_0000, memory, Page, ReadWrite).Errno);
        Assert.Equal(Errno.EOVERFLOW, _container.MapDma(ulong.MaxValue - Page + 1, memory, 2 * Page, ReadWrite).Errno);
        Assert.Equal(Errno.EFAULT, _container.MapDma(0x20_0000, (void*)Page, Page, ReadWrite).Errno);
        Assert.Equal(Errno.EINVAL, _container.UnmapDma(0x10_0000, Page, out _).Errno);
        Assert.Equal(Errno.EINVAL, _container.UnmapDma(0x10_0000, 0, out _).Errno);
        Assert.True(_container.UnmapDma(0x80_0000, Page, out ulong unmapped).IsSuccess);
        Assert.Equal(0UL, unmapped);
        Assert.True(_container.UnmapDma(0, 0x80_0000, out unmapped).IsSuccess);
        Assert.Equal(4 * Page, unmapped);
        Assert.True(_container.UnmapAllDma(out unmapped).IsSuccess);
        Assert.Equal(0UL, unmapped);
        NativeMemory.AlignedFree(memory);
    }

    [Fact]
    public void DeviceInfo_AndRegions_AreAsOnARealMachine()
    {
        using VfioDevice device = Open();
        VfioDeviceInfo info = device.GetInfo();
        Assert.Equal((uint)(VFIO_DEVICE_FLAGS_PCI | VFIO_DEVICE_FLAGS_RESET), info.Flags);
        Assert.Equal((9u, 5u), (info.RegionCount, info.InterruptCount));

        VfioRegionInfo bar = device.GetRegionInfo(VFIO_PCI_BAR0_REGION_INDEX);
        Assert.Equal((16 * Page, true), (bar.Size, bar.CanMap));
        Assert.True(bar.Capabilities.TryFind(VFIO_REGION_INFO_CAP_MSIX_MAPPABLE, out _));
        Assert.Equal(4096UL, device.GetRegionInfo(VFIO_PCI_CONFIG_REGION_INDEX).Size);
        Assert.Equal(0UL, device.GetRegionInfo(VFIO_PCI_ROM_REGION_INDEX).Size);
        UapiException vga = Assert.Throws<UapiException>(() => device.GetRegionInfo(VFIO_PCI_VGA_REGION_INDEX));
        Assert.Equal((Errno.EINVAL, "VFIO_DEVICE_GET_REGION_INFO", "index 8"), (vga.Errno, vga.Call, vga.Argument));
    }

    [Fact]
    public void Region_InAShortBuffer_SaysWhatItNeeds()
    {
        using VfioDevice device = Open();
        Span<byte> buffer = stackalloc byte[sizeof(vfio_region_info)];

        Assert.True(device.GetRegionInfo(VFIO_PCI_BAR0_REGION_INDEX, buffer, out VfioRegionInfo info).IsSuccess);

        Assert.Equal((40u, 0u), (info.RequiredSize, info.Info.cap_offset));
        Assert.NotEqual(0u, info.Flags & VFIO_REGION_INFO_FLAG_CAPS);
    }

    [Fact]
    public void MappedRegion_ShowsWhatReadsAndWritesSee_AndChecksItsOffsets()
    {
        // The MSI-X table, which reads do not show.
        const int Behind = 4 * 16;
        using VfioDevice device = Open();
        using MappedRegion region = device.MapRegion(VFIO_PCI_BAR0_REGION_INDEX);
        region.Write32(Behind, 0x1234_5678);

        Span<byte> bytes = stackalloc byte[4];
        Assert.Equal(4, device.ReadRegion(Behind, bytes).Value);
        Assert.Equal(0x1234_5678u, BitConverter.ToUInt32(bytes));
        Assert.Equal((0x1234_5678u, (ushort)0x1234, (byte)0x78, 0x1234_5678UL), (region.Read32(Behind), region.Read16(Behind + 2), region.Read8(Behind), region.Read64(Behind)));
        Assert.Throws<ArgumentOutOfRangeException>(() => region.Read32((nuint)(16 * Page)));
        Assert.Throws<ArgumentOutOfRangeException>(() => region.Read32(2));
        _pci.MemoryEnabled = false;
        Assert.Equal(Errno.EIO, device.ReadRegion(Behind, new byte[4]).Errno);
        region.Dispose();
        Assert.Throws<ObjectDisposedException>(() => region.Read8(0));
    }

    [Fact]
    public void MapDma_OfMemoryThatCannotBeWritten_IsEfaultForADeviceThatWrites()
    {
        Attach();
        using GuardedPages memory = new(unmapGuard: false);
        memory.MakeReadOnly();

        Assert.Equal(Errno.EFAULT, _container.MapDma(0, memory.BeforeGuard((int)Page), Page, ReadWrite).Errno);
        Assert.True(_container.MapDma(0, memory.BeforeGuard((int)Page), Page, VFIO_DMA_MAP_FLAG_READ).IsSuccess);
    }

    [Theory]
    [InlineData("  ", 0)]
    [InlineData(" vf_token=00112233-4455-6677-8899-aabbccddeeff", Errno.EINVAL)]
    [InlineData("0", Errno.ENODEV)]
    public void OpenDevice_WithWhatFollowsTheName(string options, int errno)
    {
        Attach();

        Assert.Equal(errno, _group.TryOpenDevice(_pci.Name + options, out VfioDevice? device).Errno);
        device?.Dispose();
    }

    [Fact]
    public void VectorTable_IsHiddenFromReadsAndWrites()
    {
        using VfioDevice device = Open();
        byte[] bytes = new byte[8];

        Assert.Equal(8, device.WriteRegion((4 * 16) - 4, [1, 2, 3, 4, 5, 6, 7, 8]).Value);

        Assert.Equal(8, device.ReadRegion((4 * 16) - 4, bytes).Value);
        Assert.Equal([0xff, 0xff, 0xff, 0xff, 5, 6, 7, 8], bytes);
    }

    [Fact]
    public void InterruptsOfNoVector_AreErange()
    {
        using VfioDevice device = Open();

        Assert.Equal(Errno.ERANGE, device.SetInterruptEvents(VFIO_PCI_MSIX_IRQ_INDEX, 0, []).Errno);
        Assert.Equal(Errno.EINVAL, device.DisableInterrupts(VFIO_PCI_MSIX_IRQ_INDEX).Errno);
        Assert.Equal(Errno.EINVAL, device.RaiseInterrupts(VFIO_PCI_REQ_IRQ_INDEX, 0, 1).Errno);
    }

    [Fact]
    public void Interrupts_ReachTheirEvents()
    {
        using VfioDevice device = Open();
        using UapiEvent one = UapiEvent.Create(_kernel);
        Assert.True(device.GetInterruptInfo(VFIO_PCI_MSIX_IRQ_INDEX, out vfio_irq_info info).IsSuccess);
        Assert.Equal((4u, (uint)VFIO_IRQ_INFO_EVENTFD), (info.count, info.flags));

        Assert.Equal(0, one.Wait(0).Value);
        Assert.True(device.SetInterruptEvents(VFIO_PCI_MSIX_IRQ_INDEX, 1, [one, null]).IsSuccess);
        Assert.True(_pci.RaiseInterrupt(VFIO_PCI_MSIX_IRQ_INDEX, 1));
        Assert.True(device.RaiseInterrupts(VFIO_PCI_MSIX_IRQ_INDEX, 1, 2).IsSuccess);
        Assert.Equal(1, one.Wait(-1).Value);
        Assert.True(one.Take(out ulong count).IsSuccess);
        Assert.Equal(2UL, count);
        Assert.Equal(Errno.EAGAIN, one.Take(out _).Errno);

        Assert.Equal(Errno.EINVAL, device.SetInterruptEvents(VFIO_PCI_MSI_IRQ_INDEX, 0, [one]).Errno);
        Assert.Equal(Errno.EINVAL, device.SetInterruptEvents(VFIO_PCI_MSIX_IRQ_INDEX, 3, [one, one]).Errno);
        Assert.True(device.DisableInterrupts(VFIO_PCI_MSIX_IRQ_INDEX).IsSuccess);
        Assert.False(_pci.RaiseInterrupt(VFIO_PCI_MSIX_IRQ_INDEX, 1));
    }

    public void Dispose()
    {
        _group.Dispose();
        _container.Dispose();
        _kernel.Dispose();
    }

    private void Attach()
    {
        Assert.True(_group.SetContainer(_container).IsSuccess);
        Assert.True(_container.SetIommu(VFIO_TYPE1v2_IOMMU).IsSuccess);
    }

    private VfioDevice Open()
    {
        Attach();
        return _group.OpenDevice(_pci.Name);
    }
}
