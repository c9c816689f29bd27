// Emulation: making a dma-buf of parts of a BAR. Mirrors vfio_pci_core_feature_dma_buf, check by check.
using System;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary><c>VFIO_DEVICE_FEATURE_DMA_BUF</c>, from its own first check on.</summary>
internal static unsafe class DmaBufFeature
{
    // The kernel copies the ranges with kmalloc, whose largest piece is 2^10 pages.
    private const int LargestAllocationInPages = 1 << 10;

    // DMA_IOVA_USE_SWIOTLB: a length with this bit would be mistaken for a mark of the DMA layer's.
    private const ulong TooLong = 1UL << 63;

    /// <returns>The buffer's descriptor, or a negated error number.</returns>
    public static int Get(EmulatedPciDevice device, in FeatureRequest request)
    {
        if (!device.HasPeerToPeer)
        {
            return -Errno.EOPNOTSUPP;
        }

        int check = request.Check(Uapi.VFIO_DEVICE_FEATURE_GET, (uint)sizeof(Uapi.vfio_device_feature_dma_buf));
        if (check != FeatureRequest.Proceed)
        {
            return check;
        }

        if (!device.Kernel.Memory.TryRead(request.Payload, out Uapi.vfio_device_feature_dma_buf wanted))
        {
            return -Errno.EFAULT;
        }

        if (wanted.nr_ranges == 0 || wanted.flags != 0)
        {
            return -Errno.EINVAL;
        }

        if (wanted.region_index >= Uapi.VFIO_PCI_ROM_REGION_INDEX)
        {
            return -Errno.ENODEV;
        }

        // A BAR that the device does not have.
        if (device.Bars[(int)wanted.region_index].Length == 0)
        {
            return -Errno.ENODEV;
        }

        int copied = CopyRanges(device.Kernel, request.Payload, wanted.nr_ranges, out Uapi.vfio_region_dma_range[] ranges);
        if (copied < 0)
        {
            return copied;
        }

        int judged = JudgeRanges(ranges, device.Kernel.PageSize, out ulong size);
        if (judged < 0)
        {
            return judged;
        }

        if (device.Kernel.Faults.Hits(EmulatedFault.Allocation))
        {
            return -Errno.ENOMEM;
        }

        int placed = PlaceRanges(ranges, device.Bars[(int)wanted.region_index], out DmaBufPiece[] pieces);
        return placed < 0 ? placed : Export(device, pieces, size, (UapiOpenFlags)wanted.open_flags);
    }

    // Which flags there are is not asked; what the descriptor can be used for is among them.
    private static int Export(EmulatedPciDevice device, DmaBufPiece[] pieces, ulong size, UapiOpenFlags flags)
    {
        EmulatedKernel kernel = device.Kernel;
        if (device.GoesAway)
        {
            return -Errno.ENODEV;
        }

        int made = kernel.Faults.Hits(EmulatedFault.Module) ? -Errno.ENOENT
            : kernel.Faults.Hits(EmulatedFault.File) ? -Errno.ENFILE
            : kernel.Faults.Hits(EmulatedFault.Allocation) ? -Errno.ENOMEM
            : 0;
        if (made < 0)
        {
            return made;
        }

        VfioDmaBuf buffer = new(device, pieces, size) { Access = flags };
        device.Memory.Link(buffer);
        return kernel.Install(buffer, (flags & UapiOpenFlags.CloseOnExec) != 0);
    }

    // The count alone bounds this copy; argsz does not.
    private static int CopyRanges(EmulatedKernel kernel, nuint payload, uint count, out Uapi.vfio_region_dma_range[] ranges)
    {
        ranges = [];
        long bytes = (long)count * sizeof(Uapi.vfio_region_dma_range);
        if (bytes > (long)kernel.PageSize * LargestAllocationInPages || kernel.Faults.Hits(EmulatedFault.Allocation))
        {
            return -Errno.ENOMEM;
        }

        ranges = new Uapi.vfio_region_dma_range[count];
        nuint first = payload + (nuint)Uapi.vfio_device_feature_dma_buf.dma_ranges_SizeWith(0);
        return kernel.Memory.TryRead(first, MemoryMarshal.AsBytes(ranges.AsSpan())) ? 0 : -Errno.EFAULT;
    }

    private static int JudgeRanges(ReadOnlySpan<Uapi.vfio_region_dma_range> ranges, int pageSize, out ulong total)
    {
        ulong withinPage = (ulong)pageSize - 1;
        total = 0;
        foreach (ref readonly Uapi.vfio_region_dma_range range in ranges)
        {
            if (range.length == 0 || ((range.offset | range.length) & withinPage) != 0 || total + range.length < total)
            {
                return -Errno.EINVAL;
            }

            total += range.length;
        }

        return (total & TooLong) != 0 ? -Errno.EINVAL : 0;
    }

    // Ranges may overlap, repeat and come in any order.
    private static int PlaceRanges(ReadOnlySpan<Uapi.vfio_region_dma_range> ranges, EmulatedBar bar, out DmaBufPiece[] pieces)
    {
        pieces = [];
        if (!bar.IsMemory)
        {
            return -Errno.EINVAL;
        }

        pieces = new DmaBufPiece[ranges.Length];
        for (int index = 0; index < ranges.Length; index++)
        {
            ref readonly Uapi.vfio_region_dma_range range = ref ranges[index];
            ulong start = bar.Address + range.offset;
            ulong end = start + range.length;
            if (start < bar.Address || end < start)
            {
                return -Errno.EOVERFLOW;
            }

            if (end > bar.Address + bar.Length)
            {
                return -Errno.EINVAL;
            }

            pieces[index] = new DmaBufPiece(start, range.length);
        }

        return 0;
    }
}
