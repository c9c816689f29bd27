// Emulation: the requests of the type 1 IOMMU. Mirrors drivers/vfio/vfio_iommu_type1.c, check by check.
using System;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>An IOMMU with pages of 4 KiB, 2 MiB and 1 GiB, and addresses of 39 bits with a hole for interrupts. The container's lock is held.</summary>
internal sealed unsafe class Type1Iommu
{
    private const uint FirstInfoSize = 16;
    private const ulong PageSizes = 0x4020_1000;
    private const ulong LargestBitmap = 1UL << 28;

    private readonly IovaSpace _space;
    private readonly DirtyPages _dirtyPages;
    private readonly EmulatedKernel _kernel;
    private readonly bool _isVersion2;

    /// <param name="kernel">The kernel that it is in.</param>
    /// <param name="isVersion2">Whether an unmap may not split a mapping.</param>
    public Type1Iommu(EmulatedKernel kernel, bool isVersion2)
    {
        _kernel = kernel;
        _isVersion2 = isVersion2;
        _space = new IovaSpace(isVersion2);
        _dirtyPages = new DirtyPages(kernel, _space);
    }

    /// <summary>VFIO_CHECK_EXTENSION, with an IOMMU or before there is one.</summary>
    public static bool HasExtension(nuint extension, Type1Iommu? iommu) => extension switch
    {
        (nuint)Uapi.VFIO_TYPE1_IOMMU or (nuint)Uapi.VFIO_TYPE1v2_IOMMU or (nuint)Uapi.VFIO_UNMAP_ALL => true,
        (nuint)Uapi.VFIO_UPDATE_VADDR => iommu is not null,
        _ => false,
    };

    public int Ioctl(uint request, nuint argument)
    {
        if (request == Uapi.VFIO_IOMMU_GET_INFO)
        {
            return GetInfo(argument);
        }

        if (request == Uapi.VFIO_IOMMU_MAP_DMA)
        {
            return Map(argument);
        }

        if (request == Uapi.VFIO_IOMMU_DIRTY_PAGES)
        {
            return _isVersion2 ? _dirtyPages.Ioctl(argument) : -Errno.EACCES;
        }

        return request == Uapi.VFIO_IOMMU_UNMAP_DMA ? Unmap(argument) : -Errno.ENOTTY;
    }

    private int GetInfo(nuint argument)
    {
        Span<byte> head = stackalloc byte[(int)FirstInfoSize];
        if (!_kernel.Memory.TryRead(argument, head))
        {
            return -Errno.EFAULT;
        }

        uint argsz = MemoryMarshal.Read<uint>(head);
        if (argsz < FirstInfoSize)
        {
            return -Errno.EINVAL;
        }

        Uapi.vfio_iommu_type1_info info = new()
        {
            argsz = argsz,
            flags = Uapi.VFIO_IOMMU_INFO_PGSIZES | Uapi.VFIO_IOMMU_INFO_CAPS,
            iova_pgsizes = PageSizes,
        };
        int size = sizeof(Uapi.vfio_iommu_type1_info);
        CapabilityChain capabilities = new(stackalloc byte[256]);
        Fill(ref capabilities, size);
        uint needed = (uint)(size + capabilities.Size);
        if (argsz < needed)
        {
            info.argsz = needed;
        }
        else
        {
            if (!_kernel.Memory.TryWrite(argument + (nuint)size, capabilities.Bytes))
            {
                return -Errno.EFAULT;
            }

            info.cap_offset = (uint)size;
        }

        ReadOnlySpan<byte> answer = new(&info, (int)Math.Min(argsz, (uint)size));
        return _kernel.Memory.TryWrite(argument, answer) ? 0 : -Errno.EFAULT;
    }

    // In the kernel's order: migration, mappings left, addresses.
    private void Fill(ref CapabilityChain capabilities, int infoSize)
    {
        Uapi.vfio_iommu_type1_info_cap_migration migration = new() { pgsize_bitmap = 4096, max_dirty_bitmap_size = LargestBitmap };
        capabilities.Add(Uapi.VFIO_IOMMU_TYPE1_INFO_CAP_MIGRATION, in migration, infoSize);
        Uapi.vfio_iommu_type1_info_dma_avail available = new() { avail = (uint)_space.Available };
        capabilities.Add(Uapi.VFIO_IOMMU_TYPE1_INFO_DMA_AVAIL, in available, infoSize);
        Uapi.vfio_iommu_type1_info_cap_iova_range ranges = new() { nr_iovas = (uint)IovaSpace.Ranges.Length };
        capabilities.Add(Uapi.VFIO_IOMMU_TYPE1_INFO_CAP_IOVA_RANGE, in ranges, infoSize, MemoryMarshal.AsBytes(IovaSpace.Ranges));
    }

    private int Map(nuint argument)
    {
        if (!_kernel.Memory.TryRead(argument, out Uapi.vfio_iommu_type1_dma_map map))
        {
            return -Errno.EFAULT;
        }

        const uint Access = Uapi.VFIO_DMA_MAP_FLAG_READ | Uapi.VFIO_DMA_MAP_FLAG_WRITE;
        const uint Address = Uapi.VFIO_DMA_MAP_FLAG_VADDR;
        if (map.argsz < sizeof(Uapi.vfio_iommu_type1_dma_map) || (map.flags & ~(Access | Address)) != 0)
        {
            return -Errno.EINVAL;
        }

        // An access, or a new address for a mapping that lost its own: one of them.
        bool movesAddress = (map.flags & Address) != 0;
        if (((map.flags & Access) != 0) == movesAddress)
        {
            return -Errno.EINVAL;
        }

        if (map.size == 0 || ((map.size | map.iova | map.vaddr) & (IovaSpace.PageSize - 1)) != 0)
        {
            return -Errno.EINVAL;
        }

        if (map.iova + (map.size - 1) < map.iova || map.vaddr + (map.size - 1) < map.vaddr)
        {
            return -Errno.EOVERFLOW;
        }

        int judged = movesAddress ? _space.Move(map.iova, map.size) : _space.Judge(map.iova, map.size);
        if (judged < 0 || movesAddress)
        {
            return judged;
        }

        if (_kernel.Faults.Hits(EmulatedFault.Allocation))
        {
            return -Errno.ENOMEM;
        }

        // Each page is looked at, as pinning it would.
        for (ulong at = 0; at < map.size; at += IovaSpace.PageSize)
        {
            if (!_kernel.Memory.TryRead((nuint)(map.vaddr + at), out byte _))
            {
                return -Errno.EFAULT;
            }
        }

        if ((map.flags & Uapi.VFIO_DMA_MAP_FLAG_WRITE) != 0 && !_kernel.Memory.IsWritable((nuint)map.vaddr, map.size))
        {
            return -Errno.EFAULT;
        }

        _space.Add(map.iova, map.size);
        return 0;
    }

    private int Unmap(nuint argument)
    {
        if (!_kernel.Memory.TryRead(argument, out Uapi.vfio_iommu_type1_dma_unmap unmap))
        {
            return -Errno.EFAULT;
        }

        const uint Bitmap = Uapi.VFIO_DMA_UNMAP_FLAG_GET_DIRTY_BITMAP;
        const uint All = Uapi.VFIO_DMA_UNMAP_FLAG_ALL;
        const uint Address = Uapi.VFIO_DMA_UNMAP_FLAG_VADDR;
        if (unmap.argsz < sizeof(Uapi.vfio_iommu_type1_dma_unmap) || (unmap.flags & ~(Bitmap | All | Address)) != 0)
        {
            return -Errno.EINVAL;
        }

        bool reports = (unmap.flags & Bitmap) != 0;
        Uapi.vfio_bitmap bitmap = default;
        if (reports)
        {
            uint head = (uint)sizeof(Uapi.vfio_iommu_type1_dma_unmap);
            int judged = (unmap.flags & (All | Address)) != 0 || unmap.argsz < head + sizeof(Uapi.vfio_bitmap)
                ? -Errno.EINVAL
                : _dirtyPages.ReadBitmap(argument + head, unmap.size, out bitmap);
            if (judged < 0)
            {
                return judged;
            }
        }

        if ((unmap.iova & (IovaSpace.PageSize - 1)) != 0)
        {
            return -Errno.EINVAL;
        }

        bool all = (unmap.flags & All) != 0;
        if (all ? (unmap.iova | unmap.size) != 0 : unmap.size == 0 || (unmap.size & (IovaSpace.PageSize - 1)) != 0)
        {
            return -Errno.EINVAL;
        }

        if (!all && unmap.iova + (unmap.size - 1) < unmap.iova)
        {
            return -Errno.EOVERFLOW;
        }

        int reported = reports ? _dirtyPages.Report(bitmap, unmap.iova, unmap.size) : 0;
        if (reported < 0)
        {
            return reported;
        }

        ulong wanted = unmap.size;
        int removed = _space.Remove(unmap.iova, all ? ulong.MaxValue : unmap.size, isAll: all, keepsEntry: (unmap.flags & Address) != 0, out unmap.size);
        if (removed < 0)
        {
            return removed;
        }

        if ((unmap.flags & Address) == 0)
        {
            _dirtyPages.Forget(unmap.iova, all ? ulong.MaxValue : unmap.iova + (wanted - 1));
        }

        return _kernel.Memory.TryWrite(argument, in unmap) ? 0 : -Errno.EFAULT;
    }
}
