// Conformance: VFIO_IOMMU_DIRTY_PAGES, and an unmap that reports what was written to.
using System;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>Tracking on and off, and bitmaps of mapped and unmapped ranges.</summary>
internal static unsafe class DirtyPageQuestions
{
    private const ulong Page = UserPages.PageSize;
    private const uint Start = Uapi.VFIO_IOMMU_DIRTY_PAGES_FLAG_START;
    private const uint Stop = Uapi.VFIO_IOMMU_DIRTY_PAGES_FLAG_STOP;
    private const uint Get = Uapi.VFIO_IOMMU_DIRTY_PAGES_FLAG_GET_BITMAP;
    private const ulong First = 0x20_0000;
    private const uint WholeGet = 48;
    private const uint WholeUnmap = 48;

    public static void Ask(IUapiTransport kernel, Transcript transcript, int container, ulong memory)
    {
        using UserPages bitmap = new(1);
        Map(First, 4);
        Map(First + (6 * Page), 2);
        foreach (uint argsz in (ReadOnlySpan<uint>)[0, 7, 8, 4096])
        {
            Switch($"dirty pages: start, argsz {argsz}", Start, argsz);
        }

        foreach (uint flags in (ReadOnlySpan<uint>)[Stop, Stop, Start | Stop, Start | Get, 8, Start | 8, 1u << 31])
        {
            Switch($"dirty pages: flags {flags:x}", flags, 8);
        }

        transcript.Write("dirty pages: nowhere", kernel.Ioctl(container, Uapi.VFIO_IOMMU_DIRTY_PAGES, UserPages.Nowhere));
        Report("before the start", First, 4 * Page);
        Switch("dirty pages: start", Start, 8);
        Switch("dirty pages: start again", Start, 8);
        Report("the first four pages", First, 4 * Page);
        Report("again", First, 4 * Page);
        Report("to the next mapping", First, 8 * Page);
        Report("from before", First - (3 * Page), 16 * Page);
        Report("from 64 pages before", First - (64 * Page), 80 * Page);
        Report("nothing mapped", 0x100_0000, 4 * Page);
        Report("half", First, 2 * Page);
        Report("the other half", First + (2 * Page), 2 * Page);
        Report("no size", First, 0);
        Report("size 1", First, 1);
        Report("iova 1", First + 1, 4 * Page);
        Report("wraps", UserPages.LastPage, 2 * Page);
        Report("to the last address", UserPages.LastPage, Page);
        foreach (uint argsz in (ReadOnlySpan<uint>)[8, 9, 47, 49])
        {
            Report($"argsz {argsz}", First, 4 * Page, argsz: argsz);
        }

        foreach (ulong pageSize in (ReadOnlySpan<ulong>)[1, 2048, 8192, 1 << 21, 4097])
        {
            Report($"pages of {pageSize}", First, 4 * Page, pageSize: pageSize);
        }

        foreach (ulong size in (ReadOnlySpan<ulong>)[0, 1, 7, 16, 1UL << 28, (1UL << 28) + 1])
        {
            Report($"a bitmap of {size} bytes", First, 4 * Page, bytes: size);
        }

        Report("a bitmap nowhere", First, 4 * Page, place: (ulong)UserPages.Nowhere);
        Report("a bitmap over the end", First, 4 * Page, place: (ulong)bitmap.End - 4);
        Unmap("reported, argsz 24", 4 * Page, 24, Page);
        Unmap("reported, half", 2 * Page, WholeUnmap, Page);
        Unmap("reported, all", 4 * Page, WholeUnmap, Page, Uapi.VFIO_DMA_UNMAP_FLAG_ALL);
        Unmap("reported, by pages of 8192", 4 * Page, WholeUnmap, 2 * Page);
        Unmap("reported", 4 * Page, WholeUnmap, Page);
        Unmap("reported again", 4 * Page, WholeUnmap, Page);
        Switch("dirty pages: stop", Stop, 8);
        Unmap("reported after the stop", 8 * Page, WholeUnmap, Page);
        Uapi.vfio_iommu_type1_dma_unmap rest = new() { argsz = 24, flags = Uapi.VFIO_DMA_UNMAP_FLAG_ALL };
        transcript.Write("unmap all", kernel.Ioctl(container, Uapi.VFIO_IOMMU_UNMAP_DMA, &rest), $"size {rest.size:x}");

        void Map(ulong iova, ulong pages)
        {
            Uapi.vfio_iommu_type1_dma_map map = new() { argsz = 32, flags = 3, vaddr = memory, iova = iova, size = pages * Page };
            transcript.Write($"map {pages} pages at {iova:x}", kernel.Ioctl(container, Uapi.VFIO_IOMMU_MAP_DMA, &map));
        }

        void Switch(string call, uint flags, uint argsz)
        {
            Uapi.vfio_iommu_type1_dirty_bitmap head = new() { argsz = argsz, flags = flags };
            transcript.Write(call, kernel.Ioctl(container, Uapi.VFIO_IOMMU_DIRTY_PAGES, &head));
        }

        void Report(string call, ulong iova, ulong size, uint argsz = WholeGet, ulong pageSize = Page, ulong bytes = 16, ulong? place = null)
        {
            ulong* words = Words();
            ulong* request = stackalloc ulong[6];
            request[0] = argsz | ((ulong)Get << 32);
            request[1] = iova;
            request[2] = size;
            request[3] = pageSize;
            request[4] = bytes;
            request[5] = place ?? (ulong)words;
            transcript.Write($"dirty pages: {call}", kernel.Ioctl(container, Uapi.VFIO_IOMMU_DIRTY_PAGES, request), $"{words[0]:x} {words[1]:x}");
        }

        void Unmap(string call, ulong size, uint argsz, ulong pageSize, uint flags = 0)
        {
            ulong* words = Words();
            ulong* request = stackalloc ulong[6];
            request[0] = argsz | ((ulong)(flags | Uapi.VFIO_DMA_UNMAP_FLAG_GET_DIRTY_BITMAP) << 32);
            request[1] = First;
            request[2] = size;
            request[3] = pageSize;
            request[4] = 16;
            request[5] = (ulong)words;
            transcript.Write($"unmap {call}", kernel.Ioctl(container, Uapi.VFIO_IOMMU_UNMAP_DMA, request), $"size {request[2]:x}, {words[0]:x} {words[1]:x}");
        }

        // Bits that are no page's show what is written over.
        ulong* Words()
        {
            var words = (ulong*)bitmap.Start;
            words[0] = words[1] = 0x8000_0000_0000_0000;
            return words;
        }
    }
}
