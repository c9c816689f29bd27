// Conformance: /dev/dma_heap/system, new memory as a dma-buf.
using System;
using System.IO;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>ALLOC by good and bad sizes and flags, and by requests that look like it.</summary>
internal static unsafe class DmaHeapQuestions
{
    private const uint CloseOnExec = (uint)UapiOpenFlags.CloseOnExec;

    public static void Ask(IUapiTransport kernel, Transcript transcript)
    {
        transcript.Begin("dma-heap");
        int heap = transcript.WriteDescriptor("open", kernel.Open("/dev/dma_heap/system", UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec));

        // Not more than there is: the heap takes memory until none is left, and the kernel then ends who asked.
        foreach (ulong length in (ReadOnlySpan<ulong>)[0, 1, 4095, 4096, 4097, 1 << 20, ulong.MaxValue - 4094, ulong.MaxValue])
        {
            Allocate($"{length:x} bytes", new() { len = length, fd_flags = CloseOnExec });
        }

        foreach (uint flags in (ReadOnlySpan<uint>)[0, 1, 2, 3, 4, 0x400, 0x800, 0x80000, 0x80001, 0x80002, 0x80003, 0x200000, 1u << 31, uint.MaxValue])
        {
            Allocate($"fd_flags {flags:x}", new() { len = 4096, fd_flags = flags });
        }

        foreach (ulong flags in (ReadOnlySpan<ulong>)[1, 2, 1UL << 63, ulong.MaxValue])
        {
            Allocate($"heap_flags {flags:x}", new() { len = 4096, heap_flags = flags });
        }

        Allocate("fd 1", new() { len = 4096, fd = 1 });
        Allocate("fd -1", new() { len = 4096, fd = uint.MaxValue });
        Allocate("fd 1 and no length", new() { fd = 1 });
        AskMemory();
        AskRequests();
        AskFile();
        Uapi.dma_heap_allocation_data wanted = new() { len = 8192, fd_flags = (uint)UapiOpenFlags.ReadWrite | CloseOnExec };
        kernel.Ioctl(heap, Uapi.DMA_HEAP_IOCTL_ALLOC, &wanted);
        DmaBufCalls.Ask(kernel, transcript, (int)wanted.fd, "dma-heap");
        transcript.Begin("dma-heap");
        AskMapping((int)wanted.fd);
        transcript.Write("close the buffer", kernel.Close((int)wanted.fd));
        transcript.Write("close", kernel.Close(heap));

        void Allocate(string call, Uapi.dma_heap_allocation_data data)
        {
            UapiResult result = kernel.Ioctl(heap, Uapi.DMA_HEAP_IOCTL_ALLOC, &data);
            transcript.Write(call, result, $"{((int)data.fd > 2 ? "fd" : "no fd")} len {data.len:x} fd_flags {data.fd_flags:x} heap_flags {data.heap_flags:x}");
            int buffer = result.IsSuccess ? (int)data.fd : -1;
            transcript.Write($"{call}: F_GETFD", kernel.Control(buffer, UapiControl.GetDescriptorFlags));
            transcript.Write($"{call}: lseek END", kernel.Seek(buffer, 0, SeekOrigin.End, out long size), $"{size}");
            transcript.Write($"{call}: mmap to read", Map(buffer, UapiProtection.Read));
            transcript.Write($"{call}: mmap to write", Map(buffer, UapiProtection.ReadWrite));
            kernel.Close(buffer);
        }

        UapiResult Map(int buffer, UapiProtection protection)
        {
            UapiResult result = kernel.Map(buffer, 0, UserPages.PageSize, protection, out void* address);
            if (result.IsSuccess)
            {
                kernel.Unmap(address, UserPages.PageSize);
            }

            return result;
        }

        void AskMemory()
        {
            using UserPages pages = new(1);
            transcript.Write("nowhere", kernel.Ioctl(heap, Uapi.DMA_HEAP_IOCTL_ALLOC, UserPages.Nowhere));
            transcript.Write("cut", kernel.Ioctl(heap, Uapi.DMA_HEAP_IOCTL_ALLOC, pages.AtEnd([0, 16, 0, 0, 0, 0, 0, 0])));
        }

        // Number 0 of any letter and size: the struct is cut or filled up.
        void AskRequests()
        {
            byte* room = stackalloc byte[64];
            foreach (uint request in (ReadOnlySpan<uint>)[0, 0x4800, 0xc008_4800, 0xc00c_4800, 0xc010_4800, 0x4018_4800, 0x8018_4800, 0xc020_4800, 0xc018_6200, 0xc018_4801, 0x4b01, Uapi.VFIO_DEVICE_FEATURE])
            {
                new Span<byte>(room, 64).Clear();
                var data = (Uapi.dma_heap_allocation_data*)room;
                data->len = 4096;
                data->fd_flags = CloseOnExec;
                UapiResult result = kernel.Ioctl(heap, request, room);
                transcript.Write($"request {request:x}", result, $"{((int)data->fd > 2 ? "fd" : "no fd")} len {data->len:x}");
                int buffer = result.IsSuccess && (int)data->fd > 2 ? (int)data->fd : -1;
                transcript.Write($"request {request:x}: F_GETFD", kernel.Control(buffer, UapiControl.GetDescriptorFlags));
                kernel.Close(buffer);
            }
        }

        void AskFile()
        {
            Span<byte> bytes = stackalloc byte[8];
            transcript.Write("read", kernel.Read(heap, bytes));
            transcript.Write("write", kernel.Write(heap, bytes));
            transcript.Write("pread", kernel.ReadAt(heap, 0, bytes));
            transcript.Write("lseek", kernel.Seek(heap, 0, SeekOrigin.End, out long position), $"{position}");
            transcript.Write("mmap", kernel.Map(heap, 0, UserPages.PageSize, UapiProtection.Read, out void* _));
            transcript.Write("poll", kernel.Poll(heap, UapiPollEvents.Input, 0, out UapiPollEvents ready), $"{ready}");
        }

        void AskMapping(int buffer)
        {
            transcript.Write("mmap", kernel.Map(buffer, 0, 8192, UapiProtection.ReadWrite, out void* first));
            transcript.Write("mmap the second page", kernel.Map(buffer, 4096, 4096, UapiProtection.ReadWrite, out void* second));
            if (first != null && second != null)
            {
                transcript.Write("fresh memory", $"{((byte*)first)[0]:x} {((byte*)first)[8191]:x}");
                ((byte*)first)[4096] = 7;
                transcript.Write("seen by the second mapping", $"{*(byte*)second}");
                transcript.Write("munmap", kernel.Unmap(first, 8192));
                transcript.Write("munmap", kernel.Unmap(second, 4096));
            }
        }
    }
}
