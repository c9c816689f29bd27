using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using static Nvme.Libc;
using static Nvme.Uapi;

namespace Nvme;

/// <summary>Thrown with the errno of the call that failed.</summary>
internal sealed class VfioException(string call, int errno) : IOException($"{call}: {Marshal.GetPInvokeErrorMessage(errno)}")
{
    public int Errno { get; } = errno;
}

internal abstract unsafe class VfioHandle : SafeHandleMinusOneIsInvalid
{
    protected VfioHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle() => close((int)handle) == 0;

    /// <summary>Makes the call, and throws when it fails.</summary>
    protected int Ioctl(uint request, void* argument, [CallerArgumentExpression(nameof(request))] string? name = null)
    {
        bool added = false;
        try
        {
            DangerousAddRef(ref added);
            int result = ioctl((int)handle, request, argument);
            if (result < 0)
            {
                throw new VfioException(name!, Marshal.GetLastPInvokeError());
            }

            return result;
        }
        finally
        {
            if (added)
            {
                DangerousRelease();
            }
        }
    }

    protected int Ioctl<T>(uint request, ref T argument, [CallerArgumentExpression(nameof(request))] string? name = null)
        where T : unmanaged
    {
        fixed (T* p = &argument)
        {
            return Ioctl(request, p, name);
        }
    }

    protected void Adopt(int fd) => SetHandle(fd);
}

internal sealed unsafe class VfioContainer : VfioHandle
{
    public static VfioContainer Open()
    {
        var container = new VfioContainer();
        int fd = open("/dev/vfio/vfio", O_RDWR | O_CLOEXEC);
        if (fd < 0)
        {
            throw new VfioException("open", Marshal.GetLastPInvokeError());
        }

        container.Adopt(fd);
        if (container.Ioctl(VFIO_GET_API_VERSION, null) != VFIO_API_VERSION)
        {
            container.Dispose();
            throw new NotSupportedException("unknown VFIO API");
        }

        return container;
    }

    public bool Supports(int extension) => Ioctl(VFIO_CHECK_EXTENSION, (void*)extension) > 0;

    public void UseType1()
    {
        if (!Supports(VFIO_TYPE1v2_IOMMU))
        {
            throw new NotSupportedException("no type 1 IOMMU");
        }

        Ioctl(VFIO_SET_IOMMU, (void*)VFIO_TYPE1v2_IOMMU);
    }

    public ulong PageSizes
    {
        get
        {
            var info = new vfio_iommu_type1_info { argsz = (uint)sizeof(vfio_iommu_type1_info) };
            Ioctl(VFIO_IOMMU_GET_INFO, &info);
            return (info.flags & VFIO_IOMMU_INFO_PGSIZES) != 0 ? info.iova_pgsizes : 4096;
        }
    }

    public void Map(void* memory, nuint length, ulong iova)
    {
        vfio_iommu_type1_dma_map map = new()
        {
            argsz = (uint)sizeof(vfio_iommu_type1_dma_map),
            flags = VFIO_DMA_MAP_FLAG_READ | VFIO_DMA_MAP_FLAG_WRITE,
            vaddr = (ulong)memory,
            iova = iova,
            size = length,
        };
        Ioctl(VFIO_IOMMU_MAP_DMA, ref map);
    }

    public ulong Unmap(ulong iova, ulong length)
    {
        var unmap = vfio_iommu_type1_dma_unmap.Create();
        unmap.iova = iova;
        unmap.size = length;
        Ioctl(VFIO_IOMMU_UNMAP_DMA, ref unmap);
        return unmap.size;
    }
}

internal sealed unsafe class VfioGroup : VfioHandle
{
    private readonly VfioContainer _container;

    private VfioGroup(VfioContainer container) => _container = container;

    public static VfioGroup Open(int number, VfioContainer container)
    {
        var group = new VfioGroup(container);
        try
        {
            int fd = open($"/dev/vfio/{number}", O_RDWR | O_CLOEXEC);
            if (fd < 0)
            {
                throw new Win32Exception(Marshal.GetLastPInvokeError());
            }

            group.Adopt(fd);
            group.RequireViable();
            group.Join();
            return group;
        }
        catch
        {
            group.Dispose();
            throw;
        }
    }

    public VfioDevice GetDevice(string address)
    {
        int fd;
        fixed (byte* name = Encoding.ASCII.GetBytes(address + '\0'))
        {
            fd = Ioctl(VFIO_GROUP_GET_DEVICE_FD, name);
        }

        return new VfioDevice(new SafeFileHandle(fd, ownsHandle: true));
    }

    private void RequireViable()
    {
        vfio_group_status status = default;
        status.argsz = (uint)Unsafe.SizeOf<vfio_group_status>();
        Ioctl(VFIO_GROUP_GET_STATUS, ref status);
        if ((status.flags & VFIO_GROUP_FLAGS_VIABLE) == 0)
        {
            throw new InvalidOperationException("not all devices of the group are bound to vfio");
        }
    }

    private void Join()
    {
        int fd = (int)_container.DangerousGetHandle();
        Ioctl(VFIO_GROUP_SET_CONTAINER, &fd);
    }

    protected override bool ReleaseHandle()
    {
        _ = ioctl((int)handle, VFIO_GROUP_UNSET_CONTAINER, null);
        return base.ReleaseHandle();
    }
}
