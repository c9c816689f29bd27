using System;
using Xunit;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>VFIO_IOMMU_DIRTY_PAGES, and an unmap that tells what may have been written to.</summary>
public sealed unsafe class DirtyPagesTests : IDisposable
{
    private const ulong Page = 4096;
    private const ulong First = 0x20_0000;

    private readonly EmulatedKernel _kernel = new(new EmulatedKernelOptions { PageSize = (int)Page });
    private readonly VfioContainer _container;
    private readonly VfioGroup _group;
    private readonly ulong[] _bits = new ulong[2];

    public DirtyPagesTests()
    {
        _kernel.AddPciDevice(EmulatedBar.Memory(Page));
        _container = VfioContainer.Open(_kernel);
        _group = VfioGroup.Open(_kernel, 1);
        _group.SetContainer(_container).ThrowIfError("SET_CONTAINER");
        _container.SetIommu(VFIO_TYPE1v2_IOMMU).ThrowIfError("SET_IOMMU");
        using GuardedPages memory = new(unmapGuard: false);
        _container.MapDma(First + (2 * Page), memory.BeforeGuard((int)Page), Page, VFIO_DMA_MAP_FLAG_READ).ThrowIfError("MAP_DMA");
    }

    [Fact]
    public void GetBitmap_HasTheBitsOfWhatIsMapped()
    {
        Assert.Equal(Errno.EINVAL, Report(8 * Page).Errno);
        Assert.True(Switch(VFIO_IOMMU_DIRTY_PAGES_FLAG_START).IsSuccess);

        Assert.True(Report(8 * Page).IsSuccess);

        Assert.Equal([1UL << 2, 0], _bits);
    }

    [Fact]
    public void GetBitmap_ThatSplitsAMapping_IsEinval()
    {
        Assert.True(Switch(VFIO_IOMMU_DIRTY_PAGES_FLAG_START).IsSuccess);

        Assert.Equal(Errno.EINVAL, Report(8 * Page, pageSize: 2 * Page).Errno);
        Assert.Equal(Errno.EINVAL, Report(8 * Page, bytes: 4).Errno);
        Assert.Equal(Errno.EINVAL, Report(0).Errno);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(VFIO_IOMMU_DIRTY_PAGES_FLAG_START | VFIO_IOMMU_DIRTY_PAGES_FLAG_STOP)]
    [InlineData(8u)]
    public void Flags_OtherThanOneThatIsKnown_AreEinval(uint flags) => Assert.Equal(Errno.EINVAL, Switch(flags).Errno);

    [Fact]
    public void Stop_EndsReports()
    {
        Assert.True(Switch(VFIO_IOMMU_DIRTY_PAGES_FLAG_START).IsSuccess);
        Assert.True(Switch(VFIO_IOMMU_DIRTY_PAGES_FLAG_STOP).IsSuccess);

        Assert.Equal(Errno.EINVAL, Report(8 * Page).Errno);
    }

    [Fact]
    public void FirstVersionOfTheIommu_TracksNothing()
    {
        using VfioContainer container = VfioContainer.Open(_kernel);
        _kernel.AddPciDevice(EmulatedBar.Memory(Page));
        using VfioGroup group = VfioGroup.Open(_kernel, 2);
        group.SetContainer(container).ThrowIfError("SET_CONTAINER");
        container.SetIommu(VFIO_TYPE1_IOMMU).ThrowIfError("SET_IOMMU");
        vfio_iommu_type1_dirty_bitmap head = new() { argsz = 8, flags = VFIO_IOMMU_DIRTY_PAGES_FLAG_START };

        Assert.Equal(Errno.EACCES, container.Handle.Ioctl(VFIO_IOMMU_DIRTY_PAGES, ref head).Errno);
    }

    public void Dispose()
    {
        _group.Dispose();
        _container.Dispose();
        _kernel.Dispose();
    }

    private UapiResult Switch(uint flags)
    {
        vfio_iommu_type1_dirty_bitmap head = new() { argsz = 8, flags = flags };
        return _container.Handle.Ioctl(VFIO_IOMMU_DIRTY_PAGES, ref head);
    }

    private UapiResult Report(ulong size, ulong pageSize = Page, ulong bytes = 16)
    {
        fixed (ulong* bits = _bits)
        {
            ulong* request = stackalloc ulong[6];
            request[0] = 48 | ((ulong)VFIO_IOMMU_DIRTY_PAGES_FLAG_GET_BITMAP << 32);
            request[1] = First;
            request[2] = size;
            request[3] = pageSize;
            request[4] = bytes;
            request[5] = (ulong)bits;
            return _container.Handle.Ioctl(VFIO_IOMMU_DIRTY_PAGES, request);
        }
    }
}
