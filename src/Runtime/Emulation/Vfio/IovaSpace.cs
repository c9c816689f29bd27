// Emulation: the addresses that a device uses, and what they are mapped to. Mirrors the rb-tree of vfio_iommu_type1.c.
using System;
using System.Collections.Generic;

namespace UapiGen.Runtime.Emulation;

/// <summary>Mappings that do not overlap.</summary>
/// <param name="isVersion2">Whether an unmap may not split a mapping.</param>
internal sealed class IovaSpace(bool isVersion2)
{
    public const ulong PageSize = 4096;

    // dma_entry_limit of the module.
    private const int LargestCount = ushort.MaxValue;

    private static readonly Uapi.vfio_iova_range[] UsableRanges =
    [
        new() { start = 0, end = 0xfedf_ffff },
        new() { start = 0xfef0_0000, end = 0x7f_ffff_ffff },
    ];

    // By address; Last is the last byte.
    private readonly SortedList<ulong, Mapping> _mappings = [];

    public static ReadOnlySpan<Uapi.vfio_iova_range> Ranges => UsableRanges;

    public int Available => LargestCount - _mappings.Count;

    /// <summary>First and last address of each mapping within a range, in order; null when the range would split one.</summary>
    public List<(ulong First, ulong Last)>? Within(ulong iova, ulong last)
    {
        List<(ulong First, ulong Last)> found = [];
        foreach (Mapping mapping in _mappings.Values)
        {
            if (mapping.First > last || mapping.Last < iova)
            {
                continue;
            }

            if (mapping.First < iova || mapping.Last > last)
            {
                return null;
            }

            found.Add((mapping.First, mapping.Last));
        }

        return found;
    }

    /// <summary>Whether a mapping could be made: none is there (EEXIST), there is room (ENOSPC), and the device can use the addresses (EINVAL).</summary>
    public int Judge(ulong iova, ulong size)
    {
        ulong last = iova + (size - 1);
        foreach (Mapping mapping in _mappings.Values)
        {
            if (mapping.First <= last && mapping.Last >= iova)
            {
                return -Errno.EEXIST;
            }
        }

        if (Available == 0)
        {
            return -Errno.ENOSPC;
        }

        return Array.Exists(UsableRanges, range => iova >= range.start && last <= range.end) ? 0 : -Errno.EINVAL;
    }

    public void Add(ulong iova, ulong size) => _mappings.Add(iova, new Mapping(iova, iova + (size - 1), HasAddress: true));

    /// <summary>Gives a mapping that lost its address a new one.</summary>
    /// <returns>0, -ENOENT, or -EINVAL when it is another's or did not lose it.</returns>
    public int Move(ulong iova, ulong size)
    {
        ulong last = iova + (size - 1);
        foreach (Mapping mapping in _mappings.Values)
        {
            if (mapping.First <= last && mapping.Last >= iova)
            {
                if (mapping.HasAddress || mapping.First != iova || mapping.Last != last)
                {
                    return -Errno.EINVAL;
                }

                _mappings[iova] = mapping with { HasAddress = true };
                return 0;
            }
        }

        return -Errno.ENOENT;
    }

    /// <summary>Takes mappings away, or just their addresses.</summary>
    /// <param name="iova">The first address.</param>
    /// <param name="size">Bytes.</param>
    /// <param name="isAll">Whether everything goes.</param>
    /// <param name="keepsEntry">Whether the mappings stay, without addresses.</param>
    /// <param name="removed">Bytes that were mapped; 0 is no error.</param>
    /// <returns>0, or -EINVAL when a mapping would be split.</returns>
    public int Remove(ulong iova, ulong size, bool isAll, bool keepsEntry, out ulong removed)
    {
        removed = 0;
        ulong last = isAll ? ulong.MaxValue : iova + (size - 1);
        List<Mapping> affected = [];
        foreach (Mapping mapping in _mappings.Values)
        {
            if (mapping.First > last || mapping.Last < iova)
            {
                continue;
            }

            if (isVersion2 && (mapping.First < iova || mapping.Last > last))
            {
                return -Errno.EINVAL;
            }

            // The first version stops before a mapping that begins earlier, and takes the last one whole.
            if (mapping.First < iova)
            {
                break;
            }

            if (keepsEntry && !mapping.HasAddress)
            {
                return -Errno.EINVAL;
            }

            affected.Add(mapping);
        }

        foreach (Mapping mapping in affected)
        {
            removed += mapping.Last - mapping.First + 1;
            if (keepsEntry)
            {
                _mappings[mapping.First] = mapping with { HasAddress = false };
            }
            else
            {
                _mappings.Remove(mapping.First);
            }
        }

        return 0;
    }

    private readonly record struct Mapping(ulong First, ulong Last, bool HasAddress);
}
