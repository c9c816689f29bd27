// Conformance: VFIO_DEVICE_FEATURE_DMA_BUF: every reason not to make a buffer, and which of two wins.
using System;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>Buffers of every region, of good and bad ranges, with good and bad flags.</summary>
internal static unsafe class DmaBufCreation
{
    private const uint Page = UserPages.PageSize;
    private const uint ReadWrite = (uint)(UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec);
    private const int MostRanges = 8;

    // Of what the kernel allocates in one piece, 4 MiB at most, these are more ranges than fit, and ones that do.
    private const uint TooManyRanges = (4 << 20) / 16 + 1;
    private const uint ManyRanges = (1 << 20) / 16;

    public static void Ask(IUapiTransport kernel, Transcript transcript, int device, string label)
    {
        using UserPages pages = new(2);
        transcript.Begin(label + " DMA_BUF");
        foreach (uint region in (ReadOnlySpan<uint>)[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 99, int.MaxValue, uint.MaxValue])
        {
            AskRegion(region);
        }

        foreach (uint region in (ReadOnlySpan<uint>)[0, 2, 3])
        {
            AskRanges(region, Regions.Size(kernel, device, region));
            AskMemory(region);
        }

        AskOpenFlags();

        void AskRegion(uint region)
        {
            Make($"{region}: a page", new Call(region), [new() { length = Page }]);
            Make($"{region}: no range", new Call(region) { Count = 0 }, []);
            Make($"{region}: no range and flags 1", new Call(region) { Count = 0, Flags = 1 }, []);
            Make($"{region}: flags 1", new Call(region) { Flags = 1 }, [new() { length = Page }]);
            Make($"{region}: flags 1 << 31", new Call(region) { Flags = 1u << 31 }, [new() { length = Page }]);
            Make($"{region}: length 0", new Call(region), [default]);
            Make($"{region}: length 0 at 1", new Call(region), [new() { offset = 1 }]);
            Make($"{region}: unaligned", new Call(region), [new() { offset = 1, length = Page }]);
            Make($"{region}: too long", new Call(region), [new() { length = 1UL << 40 }]);
            Make($"{region}: wraps", new Call(region), [new() { offset = UserPages.LastPage, length = Page }]);
            Make($"{region}: bit 63", new Call(region), [new() { length = 1UL << 63 }]);
            Make($"{region}: ranges without end", new Call(region) { Count = TooManyRanges }, [new() { length = Page }]);
            Make($"{region}: more ranges than there are", new Call(region) { Count = ManyRanges }, [new() { length = Page }]);
        }

        void AskRanges(uint region, ulong size)
        {
            Make($"{region}: all", new Call(region), [new() { length = size }]);
            Make($"{region}: the last page", new Call(region), [new() { offset = size - Page, length = Page }]);
            Make($"{region}: the page behind", new Call(region), [new() { offset = size, length = Page }]);
            Make($"{region}: over the end", new Call(region), [new() { offset = Page, length = size }]);
            Make($"{region}: one page too long", new Call(region), [new() { length = size + Page }]);
            Make($"{region}: length 1", new Call(region), [new() { length = 1 }]);
            Make($"{region}: length 4095", new Call(region), [new() { length = Page - 1 }]);
            Make($"{region}: length 4097", new Call(region), [new() { length = Page + 1 }]);
            Make($"{region}: offset 4095", new Call(region), [new() { offset = Page - 1, length = Page }]);
            Make($"{region}: offset 2048", new Call(region), [new() { offset = Page / 2, length = Page }]);
            Make($"{region}: offset 1 << 63", new Call(region), [new() { offset = 1UL << 63, length = Page }]);
            Make($"{region}: offset and length to 1 << 64", new Call(region), [new() { offset = UserPages.LastPage - Page, length = 2 * Page }]);
            Make($"{region}: offset and length beyond 1 << 64", new Call(region), [new() { offset = UserPages.LastPage, length = 2 * Page }]);
            Make($"{region}: two pages", new Call(region), [new() { length = Page }, new() { offset = Page, length = Page }]);
            Make($"{region}: two pages, backwards", new Call(region), [new() { offset = Page, length = Page }, new() { length = Page }]);
            Make($"{region}: twice the same", new Call(region), [new() { length = Page }, new() { length = Page }]);
            Make($"{region}: overlapping", new Call(region), [new() { length = 2 * Page }, new() { offset = Page, length = 2 * Page }]);
            Make($"{region}: the second empty", new Call(region), [new() { length = Page }, default]);
            Make($"{region}: the second unaligned", new Call(region), [new() { length = Page }, new() { offset = 8, length = Page }]);
            Make($"{region}: the second past the end", new Call(region), [new() { length = Page }, new() { offset = size, length = Page }]);
            Make($"{region}: the second wraps", new Call(region), [new() { length = Page }, new() { offset = UserPages.LastPage, length = Page }]);
            Make($"{region}: past the end, then empty", new Call(region), [new() { offset = size, length = Page }, default]);
            Make($"{region}: past the end, then wraps", new Call(region), [new() { offset = size, length = Page }, new() { offset = UserPages.LastPage, length = Page }]);
            Make($"{region}: wraps, then past the end", new Call(region), [new() { offset = UserPages.LastPage, length = Page }, new() { offset = size, length = Page }]);
            Make($"{region}: lengths to bit 63", new Call(region), [new() { length = 1UL << 62 }, new() { length = 1UL << 62 }]);
            Make($"{region}: lengths to 1 << 64", new Call(region), [new() { length = 1UL << 63 }, new() { length = 1UL << 63 }]);
            Make($"{region}: lengths beyond 1 << 64", new Call(region), [new() { length = UserPages.LastPage }, new() { length = 2 * Page }]);
            Make($"{region}: eight pages of one", new Call(region), [.. System.Linq.Enumerable.Repeat(new Uapi.vfio_region_dma_range { length = Page }, MostRanges)]);
            Make($"{region}: fewer ranges than there are", new Call(region) { Count = 1 }, [new() { length = Page }, default]);
        }

        void AskMemory(uint region)
        {
            foreach (uint argsz in (ReadOnlySpan<uint>)[0, 7, 8, 16, 23, 24, 25, 39, 40, 55, 56, 0x8000_0000, uint.MaxValue])
            {
                Make($"{region}: argsz {argsz}", new Call(region) { Argsz = argsz }, [new() { length = Page }]);
                Make($"{region}: argsz {argsz}, two ranges", new Call(region) { Argsz = argsz }, [new() { length = Page }, new() { offset = Page, length = Page }]);
            }

            Make($"{region}: no room for the range", new Call(region) { Count = 1, IsAtEnd = true }, []);
            Make($"{region}: no room for the second", new Call(region) { Count = 2, IsAtEnd = true }, [new() { length = Page }]);
            Make($"{region}: no room, flags 1", new Call(region) { Count = 1, Flags = 1, IsAtEnd = true }, []);
            Make($"{region}: room for one", new Call(region) { IsAtEnd = true }, [new() { length = Page }]);
            Make($"{region}: ranges without end, no room", new Call(region) { Count = TooManyRanges, IsAtEnd = true }, []);
        }

        void AskOpenFlags()
        {
            Span<byte> bytes = stackalloc byte[8];
            foreach (uint flags in (ReadOnlySpan<uint>)[0, 1, 2, 3, 0x40, 0x400, 0x800, 0x80000, 0x80002, 0x200000, 0x280002, 1u << 31, uint.MaxValue])
            {
                int buffer = Create(new Call(2) { OpenFlags = flags }, [new() { length = Page }], out UapiResult result);
                transcript.WriteDescriptor($"open_flags {flags:x}", result);
                transcript.Write($"open_flags {flags:x}: F_GETFD", kernel.Control(buffer, UapiControl.GetDescriptorFlags));
                transcript.Write($"open_flags {flags:x}: lseek", kernel.Seek(buffer, 0, System.IO.SeekOrigin.End, out long size), $"{size}");
                transcript.Write($"open_flags {flags:x}: read", kernel.Read(buffer, bytes));
                transcript.Write($"open_flags {flags:x}: write", kernel.Write(buffer, bytes));
                transcript.Write($"open_flags {flags:x}: mmap to read", kernel.Map(buffer, 0, Page, UapiProtection.Read, out void* _));
                transcript.Write($"open_flags {flags:x}: mmap to write", kernel.Map(buffer, 0, Page, UapiProtection.ReadWrite, out void* _));
                transcript.Write($"open_flags {flags:x}: close", kernel.Close(buffer));
            }
        }

        void Make(string call, Call wanted, ReadOnlySpan<Uapi.vfio_region_dma_range> ranges)
        {
            int buffer = Create(wanted, ranges, out UapiResult result);
            transcript.WriteDescriptor(call, result);
            transcript.Write(call + ", size", kernel.Seek(buffer, 0, System.IO.SeekOrigin.End, out long size), $"{size:x}");
            kernel.Close(buffer);
        }

        int Create(Call wanted, ReadOnlySpan<Uapi.vfio_region_dma_range> ranges, out UapiResult result)
        {
            int size = sizeof(Uapi.vfio_device_feature) + 16 + (ranges.Length * sizeof(Uapi.vfio_region_dma_range));
            byte* place = wanted.IsAtEnd ? pages.End - size : pages.Room((int)Page);
            var head = (Uapi.vfio_device_feature*)place;
            head->argsz = wanted.Argsz ?? (uint)size;
            head->flags = Uapi.VFIO_DEVICE_FEATURE_DMA_BUF | Uapi.VFIO_DEVICE_FEATURE_GET;
            uint* payload = (uint*)(head + 1);
            payload[0] = wanted.Region;
            payload[1] = wanted.OpenFlags;
            payload[2] = wanted.Flags;
            payload[3] = wanted.Count ?? (uint)ranges.Length;
            ranges.CopyTo(new Span<Uapi.vfio_region_dma_range>(payload + 4, ranges.Length));
            result = kernel.Ioctl(device, Uapi.VFIO_DEVICE_FEATURE, head);
            return result.Value;
        }
    }

    /// <summary>A buffer to ask other things about: the first page of BAR 2, or of BAR 0 where BAR 2 is none of memory.</summary>
    public static int Make(IUapiTransport kernel, int device)
    {
        int buffer = Make(Uapi.VFIO_PCI_BAR2_REGION_INDEX);
        return buffer >= 0 ? buffer : Make(Uapi.VFIO_PCI_BAR0_REGION_INDEX);

        int Make(uint region)
        {
            uint* call = stackalloc uint[10];
            new Span<uint>(call, 10).Clear();
            call[0] = 40;
            call[1] = Uapi.VFIO_DEVICE_FEATURE_DMA_BUF | Uapi.VFIO_DEVICE_FEATURE_GET;
            call[2] = region;
            call[3] = ReadWrite;
            call[5] = 1;
            call[8] = Page;
            return kernel.Ioctl(device, Uapi.VFIO_DEVICE_FEATURE, call).Value;
        }
    }

    private readonly record struct Call(uint Region)
    {
        public uint Flags { get; init; }

        public uint OpenFlags { get; init; } = ReadWrite;

        /// <summary>The count of ranges that is claimed; null for the true one.</summary>
        public uint? Count { get; init; }

        /// <summary>The size that is claimed; null for the true one.</summary>
        public uint? Argsz { get; init; }

        /// <summary>Whether memory ends behind the last range.</summary>
        public bool IsAtEnd { get; init; }
    }
}
