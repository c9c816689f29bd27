// Conformance: VFIO_IOMMU_MAP_DMA and VFIO_IOMMU_UNMAP_DMA.
using System;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>Memory for a device's DMA: good and bad addresses, sizes and flags, and what an unmap takes away.</summary>
internal static unsafe class MappingQuestions
{
    private const ulong Page = UserPages.PageSize;
    private const uint Read = Uapi.VFIO_DMA_MAP_FLAG_READ;
    private const uint Write = Uapi.VFIO_DMA_MAP_FLAG_WRITE;
    private const uint Address = Uapi.VFIO_DMA_MAP_FLAG_VADDR;
    private const uint All = Uapi.VFIO_DMA_UNMAP_FLAG_ALL;
    private const int Pages = 8;

    public static void Ask(IUapiTransport kernel, Transcript transcript, int container, string label)
    {
        using UserPages memory = new(Pages);
        using UserPages readOnly = new(1);
        readOnly.MakeReadOnly();
        transcript.Begin(label + " MAP_DMA");
        ulong start = (ulong)memory.Start;
        AskArguments();
        AskAddresses();
        AskUnmap();
        DirtyPageQuestions.Ask(kernel, transcript, container, start);

        void AskArguments()
        {
            foreach (uint argsz in (ReadOnlySpan<uint>)[0, 31, 32, 33, 4096])
            {
                Map($"argsz {argsz}", 0x10_0000, Page, start, argsz: argsz);
                Unmap($"argsz {argsz} away", 0x10_0000, Page);
            }

            foreach (uint flags in (ReadOnlySpan<uint>)[0, Read, Write, Read | Write, Address, Address | Read, 8, 8 | Read, 1u << 31, uint.MaxValue])
            {
                Map($"flags {flags:x}", 0x10_0000, Page, start, flags);
                Unmap($"flags {flags:x} away", 0x10_0000, Page);
            }

            foreach ((string name, ulong iova, ulong size, ulong address) in (ReadOnlySpan<(string, ulong, ulong, ulong)>)
            [
                ("no size", 0x10_0000, 0, start), ("size 1", 0x10_0000, 1, start), ("size 4097", 0x10_0000, Page + 1, start), ("iova 1", 1, Page, start),
                ("address 1", 0x10_0000, Page, start + 1), ("iova wraps", UserPages.LastPage, 2 * Page, start), ("address wraps", 0x10_0000, 2 * Page, UserPages.LastPage),
                ("the last iova", UserPages.LastPage, Page, start), ("no memory", 0x10_0000, Page, (ulong)memory.End), ("memory ends", 0x10_0000, 2 * Page, (ulong)memory.End - Page),
                ("address 0", 0x10_0000, Page, 0), ("address in the kernel", 0x10_0000, Page, 0xffff_8000_0000_0000), ("no size, iova 1", 1, 0, start), ("size -4096", 0, UserPages.LastPage, start),
            ])
            {
                Map(name, iova, size, address);
                Unmap($"{name} away", iova, size);
            }

            Map("read-only memory to read", 0x10_0000, Page, (ulong)readOnly.Start, Read);
            Unmap("read-only memory away", 0x10_0000, Page);
            Map("read-only memory to write", 0x10_0000, Page, (ulong)readOnly.Start, Read | Write);
            Unmap("read-only memory away", 0x10_0000, Page);
            transcript.Write("nowhere", kernel.Ioctl(container, Uapi.VFIO_IOMMU_MAP_DMA, UserPages.Nowhere));
            transcript.Write("away nowhere", kernel.Ioctl(container, Uapi.VFIO_IOMMU_UNMAP_DMA, UserPages.Nowhere));
        }

        void AskAddresses()
        {
            foreach (ulong iova in (ReadOnlySpan<ulong>)[0, 0xfedf_e000, 0xfedf_f000, 0xfee0_0000, 0xfee0_1000, 0xfeef_f000, 0xfef0_0000, 0x7f_ffff_e000, 0x7f_ffff_f000, 0x80_0000_0000, 1UL << 48, 1UL << 63])
            {
                Map($"two pages at {iova:x}", iova, 2 * Page, start);
                Unmap($"two pages at {iova:x} away", iova, 2 * Page);
            }
        }

        void AskUnmap()
        {
            Map("four pages", 0x20_0000, 4 * Page, start);
            Map("the same again", 0x20_0000, 4 * Page, start);
            Map("over the start", 0x20_0000 - Page, 2 * Page, start);
            Map("over the end", 0x20_3000, 2 * Page, start);
            Map("within", 0x20_1000, Page, start);
            Map("around", 0x1f_f000, 8 * Page, start);
            Map("behind", 0x20_4000, Page, start);
            Map("the same memory elsewhere", 0x30_0000, 4 * Page, start);
            Unmap("the first half", 0x20_0000, 2 * Page);
            Unmap("the second half", 0x20_2000, 2 * Page);
            Unmap("the middle", 0x20_1000, Page);
            Unmap("over the end", 0x20_0000, 5 * Page);
            Unmap("again", 0x20_0000, 5 * Page);
            Unmap("nothing there", 0x50_0000, Page);
            Unmap("around all", 0, 0x4000_0000);
            foreach (uint argsz in (ReadOnlySpan<uint>)[0, 23, 24, 25])
            {
                Unmap($"argsz {argsz}", 0x20_0000, Page, argsz: argsz);
            }

            Map("a page", 0x20_0000, Page, start);
            foreach (uint flags in (ReadOnlySpan<uint>)[1, 3, 5, 8, 1u << 31, uint.MaxValue])
            {
                Unmap($"flags {flags:x}", 0x20_0000, Page, flags);
            }

            Unmap("no size", 0x20_0000, 0);
            Unmap("size 1", 0x20_0000, 1);
            Unmap("iova 1", 0x20_0001, Page);
            Unmap("wraps", UserPages.LastPage, 2 * Page);
            Unmap("to the last address", UserPages.LastPage, Page);
            Unmap("all, iova 4096", Page, 0, All);
            Unmap("all, size 4096", 0, Page, All);
            Map("another page", 0x30_0000, Page, start);
            Unmap("all", 0, 0, All);
            Unmap("all again", 0, 0, All);
            Map("a page to lose its address", 0x20_0000, Page, start);
            Unmap("the address", 0x20_0000, Page, Uapi.VFIO_DMA_UNMAP_FLAG_VADDR);
            Map("a new address", 0x20_0000, Page, start + Page, Address);
            Unmap("at the end", 0x20_0000, Page);
        }

        void Map(string call, ulong iova, ulong size, ulong address, uint flags = Read | Write, uint argsz = 32)
        {
            Uapi.vfio_iommu_type1_dma_map map = new() { argsz = argsz, flags = flags, vaddr = address, iova = iova, size = size };
            transcript.Write($"map {call}", kernel.Ioctl(container, Uapi.VFIO_IOMMU_MAP_DMA, &map));
        }

        void Unmap(string call, ulong iova, ulong size, uint flags = 0, uint argsz = 24)
        {
            Uapi.vfio_iommu_type1_dma_unmap unmap = new() { argsz = argsz, flags = flags, iova = iova, size = size };
            UapiResult result = kernel.Ioctl(container, Uapi.VFIO_IOMMU_UNMAP_DMA, &unmap);
            transcript.Write($"unmap {call}", result, $"size {unmap.size:x}");
        }
    }
}
