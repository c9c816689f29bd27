// Conformance: /dev/udmabuf, dma-bufs made of a process's memory.
using System;
using System.IO;
using System.Runtime.InteropServices;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>CREATE and CREATE_LIST, with good and bad pieces.</summary>
internal static unsafe class UdmabufQuestions
{
    private const ulong Page = UserPages.PageSize;
    private const uint KeepsLength = (uint)UapiSeals.Shrink;

    public static void Ask(IUapiTransport kernel, Transcript transcript)
    {
        transcript.Begin("udmabuf");
        int driver = transcript.WriteDescriptor("open", kernel.Open("/dev/udmabuf", UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec));
        int memory = MakeMemory(kernel, 4 * Page, KeepsLength);
        AskFlags(kernel, transcript, driver, memory);
        AskPieces(kernel, transcript, driver, memory);
        AskMemory(kernel, transcript, driver);
        AskLists(kernel, transcript, driver, memory);
        AskFile(kernel, transcript, driver);
        AskSharing(kernel, transcript, driver, memory);
        int buffer = Create(kernel, driver, memory, 0, 2 * Page, Uapi.UDMABUF_FLAGS_CLOEXEC).Value;
        DmaBufCalls.Ask(kernel, transcript, buffer, "udmabuf");
        transcript.Begin("udmabuf");
        transcript.Write("close the memory", kernel.Close(memory));
        transcript.Write("lseek END then", kernel.Seek(buffer, 0, SeekOrigin.End, out long size), $"{size}");
        transcript.Write("close the buffer", kernel.Close(buffer));
        transcript.Write("close", kernel.Close(driver));
    }

    private static int MakeMemory(IUapiTransport kernel, ulong length, uint seals)
    {
        int memory = kernel.CreateMemory("udmabuf", UapiMemoryFlags.CloseOnExec | UapiMemoryFlags.AllowSealing).Value;
        kernel.Truncate(memory, length);
        kernel.Control(memory, UapiControl.AddSeals, seals);
        return memory;
    }

    private static UapiResult Create(IUapiTransport kernel, int driver, int memory, ulong offset, ulong size, uint flags = 0)
    {
        Uapi.udmabuf_create create = new() { memfd = (uint)memory, flags = flags, offset = offset, size = size };
        return kernel.Ioctl(driver, Uapi.UDMABUF_CREATE, &create);
    }

    private static void AskFlags(IUapiTransport kernel, Transcript transcript, int driver, int memory)
    {
        foreach (uint flags in (ReadOnlySpan<uint>)[0, 1, 2, 3, 1u << 31, uint.MaxValue])
        {
            int buffer = transcript.WriteDescriptor($"flags {flags:x}", Create(kernel, driver, memory, 0, Page, flags));
            transcript.Write($"flags {flags:x}: F_GETFD", kernel.Control(buffer, UapiControl.GetDescriptorFlags));
            transcript.Write($"flags {flags:x}: close", kernel.Close(buffer));
        }
    }

    private static void AskPieces(IUapiTransport kernel, Transcript transcript, int driver, int memory)
    {
        foreach ((string name, ulong offset, ulong size) in (ReadOnlySpan<(string, ulong, ulong)>)
        [
            ("all", 0, 4 * Page), ("the last page", 3 * Page, Page), ("nothing", 0, 0), ("nothing at the end", 4 * Page, 0), ("offset 1", 1, Page),
            ("size 1", 0, 1), ("size 4097", 0, Page + 1), ("over the end", Page, 4 * Page), ("behind the end", 4 * Page, Page), ("too large", 0, 5 * Page),
            ("64 MiB", 0, 64 << 20), ("64 MiB and a page", 0, (64 << 20) + Page), ("wraps", UserPages.LastPage, 2 * Page), ("offset -4096", UserPages.LastPage, Page),
            ("size -4096", 0, UserPages.LastPage), ("offset 1 << 63", 1UL << 63, Page), ("size 1 << 63", 0, 1UL << 63),
        ])
        {
            UapiResult result = Create(kernel, driver, memory, offset, size);
            int buffer = transcript.WriteDescriptor(name, result);
            transcript.Write($"{name}: lseek END", kernel.Seek(buffer, 0, SeekOrigin.End, out long length), $"{length}");
            kernel.Close(buffer);
        }
    }

    private static void AskMemory(IUapiTransport kernel, Transcript transcript, int driver)
    {
        foreach (uint seals in (ReadOnlySpan<uint>)[0, 1, 2, 3, 4, 6, 8, 10, 16, 18, 0x1f])
        {
            int sealedMemory = MakeMemory(kernel, 2 * Page, seals);
            int buffer = transcript.WriteDescriptor($"seals {seals:x}", Create(kernel, driver, sealedMemory, 0, Page));
            kernel.Close(buffer);
            kernel.Close(sealedMemory);
        }

        int unsealable = kernel.CreateMemory("unsealable", UapiMemoryFlags.None).Value;
        kernel.Truncate(unsealable, Page);
        transcript.Write("unsealable", Create(kernel, driver, unsealable, 0, Page));
        int empty = MakeMemory(kernel, 0, KeepsLength);
        transcript.Write("of empty memory", Create(kernel, driver, empty, 0, Page));
        int events = kernel.CreateEvent(0, UapiOpenFlags.CloseOnExec).Value;
        transcript.Write("of an eventfd", Create(kernel, driver, events, 0, Page));
        transcript.Write("of an eventfd, size 0", Create(kernel, driver, events, 0, 0));
        transcript.Write("of itself", Create(kernel, driver, driver, 0, Page));
        transcript.Write("of -1", Create(kernel, driver, -1, 0, Page));
        transcript.Write("of what is not open", Create(kernel, driver, Descriptors.NeverOpen, 0, Page));
        transcript.Write("of what is not open, size 0", Create(kernel, driver, Descriptors.NeverOpen, 0, 0));
        transcript.Write("of what is not open, 64 MiB and a page", Create(kernel, driver, Descriptors.NeverOpen, 0, (64 << 20) + Page));
        transcript.Write("of what is not open, size 1 << 63", Create(kernel, driver, Descriptors.NeverOpen, 0, 1UL << 63));
        transcript.Write("of what is not open, offset 1", Create(kernel, driver, Descriptors.NeverOpen, 1, Page));
        foreach (int file in (ReadOnlySpan<int>)[unsealable, empty, events])
        {
            kernel.Close(file);
        }
    }

    private static void AskLists(IUapiTransport kernel, Transcript transcript, int driver, int memory)
    {
        using UserPages pages = new(1);
        int other = MakeMemory(kernel, 2 * Page, KeepsLength);
        AskList("no piece", 0, []);
        AskList("one", 0, [new() { memfd = (uint)memory, size = Page }]);
        AskList("one, closed on exec", 1, [new() { memfd = (uint)memory, size = Page }]);
        AskList("one, flags 2", 2, [new() { memfd = (uint)memory, size = Page }]);
        AskList("one, pad 1", 0, [new() { memfd = (uint)memory, __pad = 1, size = Page }]);
        AskList("two of one memory", 0, [new() { memfd = (uint)memory, size = Page }, new() { memfd = (uint)memory, offset = 2 * Page, size = Page }]);
        AskList("two that follow", 0, [new() { memfd = (uint)memory, size = Page }, new() { memfd = (uint)memory, offset = Page, size = Page }]);
        AskList("two of two memories", 0, [new() { memfd = (uint)memory, size = Page }, new() { memfd = (uint)other, size = 2 * Page }]);
        AskList("twice the same", 0, [new() { memfd = (uint)memory, size = Page }, new() { memfd = (uint)memory, size = Page }]);
        AskList("the second empty", 0, [new() { memfd = (uint)memory, size = Page }, new() { memfd = (uint)memory }]);
        AskList("the second unaligned", 0, [new() { memfd = (uint)memory, size = Page }, new() { memfd = (uint)memory, offset = 1, size = Page }]);
        AskList("the second not open", 0, [new() { memfd = (uint)memory, size = Page }, new() { memfd = Descriptors.NeverOpen, size = Page }]);
        AskList("the second past the end", 0, [new() { memfd = (uint)memory, size = Page }, new() { memfd = (uint)other, offset = 2 * Page, size = Page }]);
        AskList("together more than 64 MiB", 0, [new() { memfd = (uint)memory, size = 64 << 20 }, new() { memfd = (uint)memory, size = Page }]);
        foreach (uint count in (ReadOnlySpan<uint>)[1, 2, 1024, 1025, uint.MaxValue])
        {
            Uapi.udmabuf_create_list head = new() { count = count };
            ReadOnlySpan<byte> bytes = new(&head, sizeof(Uapi.udmabuf_create_list));
            transcript.Write($"a list of {count} cut", kernel.Ioctl(driver, Uapi.UDMABUF_CREATE_LIST, pages.AtEnd(bytes)));
        }

        transcript.Write("a list nowhere", kernel.Ioctl(driver, Uapi.UDMABUF_CREATE_LIST, UserPages.Nowhere));
        transcript.Write("nowhere", kernel.Ioctl(driver, Uapi.UDMABUF_CREATE, UserPages.Nowhere));
        kernel.Close(other);

        void AskList(string call, uint flags, Uapi.udmabuf_create_item[] items)
        {
            Uapi.udmabuf_create_list head = new() { flags = flags, count = (uint)items.Length };
            byte[] list = [.. new ReadOnlySpan<byte>(&head, sizeof(Uapi.udmabuf_create_list)), .. MemoryMarshal.AsBytes(items.AsSpan())];
            UapiResult result = kernel.Ioctl(driver, Uapi.UDMABUF_CREATE_LIST, pages.AtEnd(list));
            int buffer = transcript.WriteDescriptor($"a list: {call}", result);
            transcript.Write($"a list: {call}: lseek END", kernel.Seek(buffer, 0, SeekOrigin.End, out long length), $"{length}");
            kernel.Close(buffer);
        }
    }

    private static void AskFile(IUapiTransport kernel, Transcript transcript, int driver)
    {
        Span<byte> bytes = stackalloc byte[8];
        transcript.Write("read", kernel.Read(driver, bytes));
        transcript.Write("write", kernel.Write(driver, bytes));
        transcript.Write("pread", kernel.ReadAt(driver, 0, bytes));
        transcript.Write("lseek", kernel.Seek(driver, 0, SeekOrigin.End, out long position), $"{position}");
        transcript.Write("mmap", kernel.Map(driver, 0, (nuint)Page, UapiProtection.Read, out void* _));
        transcript.Write("poll", kernel.Poll(driver, UapiPollEvents.Input, 0, out UapiPollEvents ready), $"{ready}");
        foreach (uint request in (ReadOnlySpan<uint>)[0, 0x4010_7542, 0x8018_7542, 0x4018_7541, 0x4008_7544, 0x4018_6242])
        {
            transcript.Write($"request {request:x}", kernel.Ioctl(driver, request, UserPages.Nowhere));
        }
    }

    // Memory and buffer are the same bytes.
    private static void AskSharing(IUapiTransport kernel, Transcript transcript, int driver, int memory)
    {
        int buffer = transcript.WriteDescriptor("the second page", Create(kernel, driver, memory, Page, Page));
        transcript.Write("mmap the buffer", kernel.Map(buffer, 0, (nuint)Page, UapiProtection.ReadWrite, out void* address));
        Span<byte> bytes = stackalloc byte[2];
        if (address != null)
        {
            ((byte*)address)[5] = 0x5a;
            transcript.Write("pread of the memory", kernel.ReadAt(memory, Page + 4, bytes), $"{Convert.ToHexString(bytes)}");
            transcript.Write("pwrite of the memory", kernel.WriteAt(memory, Page + 6, [0xa5]));
            transcript.Write("the buffer", $"{((byte*)address)[6]:x}");
            transcript.Write("munmap", kernel.Unmap(address, (nuint)Page));
        }

        transcript.Write("close the buffer", kernel.Close(buffer));
    }
}
