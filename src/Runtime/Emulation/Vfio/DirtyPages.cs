// Emulation: VFIO_IOMMU_DIRTY_PAGES, and the bitmap of an unmap. Mirrors vfio_iommu_type1_dirty_pages and update_user_bitmap.
using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>Which pages a device may have written to: all that are mapped, for nothing here tells more.</summary>
/// <param name="kernel">The kernel that it is in.</param>
/// <param name="space">What is mapped.</param>
internal sealed unsafe class DirtyPages(EmulatedKernel kernel, IovaSpace space)
{
    private const int BitsPerWord = 64;
    private const ulong LargestBitmap = 1UL << 28;

    // A mapping's own bits, by its first address. Reporting shifts them in place, and what was shifted behind the mapping's end shows
    // in the next report: the kernel does so.
    private readonly Dictionary<ulong, ulong[]> _bitmaps = [];
    private bool _isTracking;

    public int Ioctl(nuint argument)
    {
        const uint Start = Uapi.VFIO_IOMMU_DIRTY_PAGES_FLAG_START;
        const uint Stop = Uapi.VFIO_IOMMU_DIRTY_PAGES_FLAG_STOP;
        const uint Get = Uapi.VFIO_IOMMU_DIRTY_PAGES_FLAG_GET_BITMAP;
        if (!kernel.Memory.TryRead(argument, out Uapi.vfio_iommu_type1_dirty_bitmap request))
        {
            return -Errno.EFAULT;
        }

        if (request.argsz < sizeof(Uapi.vfio_iommu_type1_dirty_bitmap) || (request.flags & ~(Start | Stop | Get)) != 0 || BitOperations.PopCount(request.flags) != 1)
        {
            return -Errno.EINVAL;
        }

        if (request.flags == Get)
        {
            return GetBitmap(argument + (nuint)sizeof(Uapi.vfio_iommu_type1_dirty_bitmap), request.argsz - (uint)sizeof(Uapi.vfio_iommu_type1_dirty_bitmap));
        }

        _isTracking = request.flags == Start;
        if (!_isTracking)
        {
            _bitmaps.Clear();
        }

        return 0;
    }

    /// <summary>What is asked before an unmap: whether its bitmap is one.</summary>
    /// <param name="argument">Where the bitmap's struct is.</param>
    /// <param name="size">Bytes to unmap.</param>
    /// <param name="bitmap">The struct.</param>
    /// <returns>0, -EFAULT or -EINVAL.</returns>
    public int ReadBitmap(nuint argument, ulong size, out Uapi.vfio_bitmap bitmap) =>
        kernel.Memory.TryRead(argument, out bitmap) ? Judge(bitmap, size) : -Errno.EFAULT;

    /// <summary>Writes down the pages of a range that is being unmapped.</summary>
    /// <returns>0, -EFAULT; -EINVAL when nobody asked for tracking or the range splits a mapping.</returns>
    public int Report(in Uapi.vfio_bitmap bitmap, ulong iova, ulong size)
    {
        if (!_isTracking || bitmap.pgsize != IovaSpace.PageSize || space.Within(iova, iova + (size - 1)) is not { } mappings)
        {
            return -Errno.EINVAL;
        }

        foreach ((ulong first, ulong last) in mappings)
        {
            if (!TryWrite((nuint)bitmap.data, first, (first - iova) / IovaSpace.PageSize, (last - first + 1) / IovaSpace.PageSize))
            {
                return -Errno.EFAULT;
            }
        }

        return 0;
    }

    /// <summary>Mappings of a range went.</summary>
    public void Forget(ulong iova, ulong last)
    {
        foreach (ulong first in _bitmaps.Keys)
        {
            if (first >= iova && first <= last)
            {
                _bitmaps.Remove(first);
            }
        }
    }

    private int GetBitmap(nuint argument, uint available)
    {
        if (available < sizeof(Uapi.vfio_iommu_type1_dirty_bitmap_get))
        {
            return -Errno.EINVAL;
        }

        if (!kernel.Memory.TryRead(argument, out Uapi.vfio_iommu_type1_dirty_bitmap_get range))
        {
            return -Errno.EFAULT;
        }

        if (range.iova + (range.size - 1) < range.iova && range.size > 0)
        {
            return -Errno.EOVERFLOW;
        }

        int judged = Judge(range.bitmap, range.size);
        if (judged < 0)
        {
            return judged;
        }

        bool isAligned = ((range.iova | range.size) & (IovaSpace.PageSize - 1)) == 0 && range.size > 0;
        return isAligned ? Report(range.bitmap, range.iova, range.size) : -Errno.EINVAL;
    }

    // verify_bitmap_size, by the page size that the caller claims.
    private static int Judge(in Uapi.vfio_bitmap bitmap, ulong size)
    {
        ulong pages = bitmap.pgsize == 0 ? 0 : size >> BitOperations.TrailingZeroCount(bitmap.pgsize);
        ulong needed = (pages + BitsPerWord - 1) / BitsPerWord * sizeof(ulong);
        return pages == 0 || bitmap.size == 0 || bitmap.size > LargestBitmap || bitmap.size < needed ? -Errno.EINVAL : 0;
    }

    // In whole words, of which the first may have bits of other mappings.
    private bool TryWrite(nuint bitmap, ulong mapping, ulong firstBit, ulong count)
    {
        ref ulong[]? kept = ref CollectionsMarshal.GetValueRefOrAddDefault(_bitmaps, mapping, out _);
        Span<ulong> words = kept ??= new ulong[Words(count) + 1];
        Fill(words, count, isSet: true);
        int shift = (int)(firstBit % BitsPerWord);
        Span<ulong> shown = words[..Words((ulong)shift + count)];
        nuint place = bitmap + (nuint)(firstBit / BitsPerWord * sizeof(ulong));
        if (shift > 0)
        {
            ShiftLeft(shown, shift);
            if (!kernel.Memory.TryRead(place, out ulong leftover))
            {
                return false;
            }

            shown[0] |= leftover;
        }

        if (!kernel.Memory.TryWrite(place, MemoryMarshal.AsBytes(shown)))
        {
            return false;
        }

        Fill(words, count, isSet: false);
        return true;
    }

    private static int Words(ulong bits) => (int)((bits + BitsPerWord - 1) / BitsPerWord);

    private static void Fill(Span<ulong> words, ulong count, bool isSet)
    {
        for (ulong bit = 0; bit < count; bit++)
        {
            ulong mask = 1UL << (int)(bit % BitsPerWord);
            ref ulong word = ref words[(int)(bit / BitsPerWord)];
            word = isSet ? word | mask : word & ~mask;
        }
    }

    private static void ShiftLeft(Span<ulong> words, int shift)
    {
        for (int index = words.Length - 1; index >= 0; index--)
        {
            ulong lower = index > 0 ? words[index - 1] >> (BitsPerWord - shift) : 0;
            words[index] = (words[index] << shift) | lower;
        }
    }
}
