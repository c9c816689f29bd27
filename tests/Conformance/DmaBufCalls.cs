// Conformance: what a dma-buf can be asked, whoever exported it.
using System;
using System.IO;
using System.Linq;
using System.Text;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>File operations, SYNC, SET_NAME, sync files.</summary>
internal static unsafe class DmaBufCalls
{
    private const ulong Page = UserPages.PageSize;

    public static void Ask(IUapiTransport kernel, Transcript transcript, int buffer, string label)
    {
        AskFile(kernel, transcript, buffer, label + " dma-buf file");
        AskSync(kernel, transcript, buffer, label + " SYNC");
        AskName(kernel, transcript, buffer, label + " SET_NAME");
        SyncFileQuestions.Ask(kernel, transcript, buffer, label + " sync file");
    }

    private static void AskFile(IUapiTransport kernel, Transcript transcript, int buffer, string section)
    {
        transcript.Begin(section);
        Span<byte> bytes = stackalloc byte[8];
        foreach ((string name, long offset, SeekOrigin origin) in (ReadOnlySpan<(string, long, SeekOrigin)>)
        [
            ("END 0", 0, SeekOrigin.End), ("SET 0", 0, SeekOrigin.Begin), ("CUR 0", 0, SeekOrigin.Current), ("END 1", 1, SeekOrigin.End),
            ("END -1", -1, SeekOrigin.End), ("SET 1", 1, SeekOrigin.Begin), ("SET -1", -1, SeekOrigin.Begin), ("SET 4096", 4096, SeekOrigin.Begin),
            ("3 0", 0, (SeekOrigin)3), ("4 0", 0, (SeekOrigin)4), ("99 0", 0, (SeekOrigin)99),
        ])
        {
            transcript.Write($"lseek {name}", kernel.Seek(buffer, offset, origin, out long position), $"{position}");
        }

        transcript.Write("read", kernel.Read(buffer, bytes));
        transcript.Write("read nothing", kernel.Read(buffer, default));
        transcript.Write("write", kernel.Write(buffer, bytes));
        transcript.Write("write nothing", kernel.Write(buffer, default));
        transcript.Write("pread", kernel.ReadAt(buffer, 0, bytes));
        transcript.Write("pwrite", kernel.WriteAt(buffer, 0, bytes));
        transcript.Write("ftruncate", kernel.Truncate(buffer, 0));
        transcript.Write("ftruncate to more", kernel.Truncate(buffer, 1 << 20));
        transcript.Write("F_GETFD", kernel.Control(buffer, UapiControl.GetDescriptorFlags));
        transcript.Write("F_GET_SEALS", kernel.Control(buffer, UapiControl.GetSeals));
        transcript.Write("F_ADD_SEALS", kernel.Control(buffer, UapiControl.AddSeals, (uint)UapiSeals.Shrink));
        foreach (UapiPollEvents events in (ReadOnlySpan<UapiPollEvents>)[UapiPollEvents.None, UapiPollEvents.Input, UapiPollEvents.Output, UapiPollEvents.Input | UapiPollEvents.Output])
        {
            transcript.Write($"poll {events}", kernel.Poll(buffer, events, 0, out UapiPollEvents ready), $"{ready}");
        }

        kernel.Seek(buffer, 0, SeekOrigin.End, out long size);
        AskMap("all, to read", 0, (ulong)size, UapiProtection.Read);
        AskMap("all", 0, (ulong)size, UapiProtection.ReadWrite);
        AskMap("nothing", 0, 0, UapiProtection.ReadWrite);
        AskMap("part of a page", 0, 8, UapiProtection.ReadWrite);
        AskMap("unaligned", 8, Page, UapiProtection.ReadWrite);
        AskMap("behind the end", (ulong)size, Page, UapiProtection.ReadWrite);
        AskMap("over the end", 0, (ulong)size + Page, UapiProtection.ReadWrite);
        AskMap("far behind", 1UL << 40, Page, UapiProtection.ReadWrite);
        AskMap("no access", 0, Page, UapiProtection.None);

        void AskMap(string call, ulong offset, ulong length, UapiProtection protection)
        {
            UapiResult result = kernel.Map(buffer, offset, (nuint)length, protection, out void* address);
            transcript.Write($"mmap {call}", result);
            transcript.Write($"munmap {call}", kernel.Unmap(address, (nuint)length));
        }
    }

    private static void AskSync(IUapiTransport kernel, Transcript transcript, int buffer, string section)
    {
        transcript.Begin(section);
        foreach (ulong flags in Enumerable.Range(0, 17).Select(flags => (ulong)flags).Concat([1UL << 31, 1UL << 32, 1UL << 63, ulong.MaxValue, (1UL << 32) | 3]))
        {
            Uapi.dma_buf_sync sync = new() { flags = flags };
            transcript.Write($"flags {flags:x}", kernel.Ioctl(buffer, Uapi.DMA_BUF_IOCTL_SYNC, &sync));
        }

        using UserPages pages = new(1);
        transcript.Write("nowhere", kernel.Ioctl(buffer, Uapi.DMA_BUF_IOCTL_SYNC, UserPages.Nowhere));
        transcript.Write("null", kernel.Ioctl(buffer, Uapi.DMA_BUF_IOCTL_SYNC, null));
        transcript.Write("cut", kernel.Ioctl(buffer, Uapi.DMA_BUF_IOCTL_SYNC, pages.AtEnd([3, 0, 0, 0])));
        transcript.Write("at the end", kernel.Ioctl(buffer, Uapi.DMA_BUF_IOCTL_SYNC, pages.AtEnd([3, 0, 0, 0, 0, 0, 0, 0])));

        // The same request by another size, direction, number or letter; and with more than 32 bits.
        foreach (uint request in (ReadOnlySpan<uint>)[0x4004_6200, 0x4010_6200, 0x8008_6200, 0xc008_6200, 0x0000_6200, 0x4008_6204, 0x4008_6300])
        {
            Uapi.dma_buf_sync sync = new() { flags = 3 };
            transcript.Write($"request {request:x}", kernel.Ioctl(buffer, request, &sync));
        }

        Uapi.dma_buf_sync whole = new() { flags = 3 };
        transcript.Write("request with high bits", kernel.Ioctl(buffer, unchecked((nuint)0xffff_ffff_4008_6200), &whole));
    }

    private static void AskName(IUapiTransport kernel, Transcript transcript, int buffer, string section)
    {
        transcript.Begin(section);
        using UserPages pages = new(1);
        foreach ((string name, uint request) in (ReadOnlySpan<(string, uint)>)[("A", Uapi.DMA_BUF_SET_NAME_A), ("B", Uapi.DMA_BUF_SET_NAME_B)])
        {
            foreach (int length in (ReadOnlySpan<int>)[0, 1, 30, 31, 32, 33, 100])
            {
                transcript.Write($"{name}: {length} bytes", kernel.Ioctl(buffer, request, pages.AtEnd(Encoding.UTF8.GetBytes(new string('n', length) + '\0'))));
            }

            transcript.Write($"{name}: 5 bytes without end", kernel.Ioctl(buffer, request, pages.AtEnd("abcde"u8)));
            transcript.Write($"{name}: 31 bytes without end", kernel.Ioctl(buffer, request, pages.AtEnd("0123456789012345678901234567890"u8)));
            transcript.Write($"{name}: 32 bytes without end", kernel.Ioctl(buffer, request, pages.AtEnd("01234567890123456789012345678901"u8)));
            transcript.Write($"{name}: not UTF-8", kernel.Ioctl(buffer, request, pages.AtEnd([0xff, 0xfe, 0])));
            transcript.Write($"{name}: nowhere", kernel.Ioctl(buffer, request, UserPages.Nowhere));
            transcript.Write($"{name}: null", kernel.Ioctl(buffer, request, null));
        }

        foreach (uint request in (ReadOnlySpan<uint>)[0x4001_6201, 0x4010_6201, 0x8008_6201, 0x0000_6201])
        {
            transcript.Write($"request {request:x}", kernel.Ioctl(buffer, request, pages.AtEnd("name\0"u8)));
        }
    }
}
