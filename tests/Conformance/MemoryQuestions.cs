// Conformance: files of memory and counters, of which buffers and interrupts are made.
using System;
using System.IO;
using System.Runtime.InteropServices;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary><c>man 2 memfd_create</c> and <c>man 2 eventfd</c>.</summary>
internal static unsafe class MemoryQuestions
{
    private const ulong Page = UserPages.PageSize;

    public static void AskMemory(IUapiTransport kernel, Transcript transcript)
    {
        transcript.Begin("memfd");
        foreach (uint flags in (ReadOnlySpan<uint>)[0, 1, 2, 3, 0x8, 0x10, 0x18, 0x80, 1u << 31])
        {
            int made = transcript.WriteDescriptor($"flags {flags:x}", kernel.CreateMemory("memory", (UapiMemoryFlags)flags));
            transcript.Write($"flags {flags:x}: F_GETFD", kernel.Control(made, UapiControl.GetDescriptorFlags));
            transcript.Write($"flags {flags:x}: F_GET_SEALS", kernel.Control(made, UapiControl.GetSeals));
            transcript.Write($"flags {flags:x}: F_ADD_SEALS", kernel.Control(made, UapiControl.AddSeals, (uint)UapiSeals.Shrink));
            transcript.Write($"flags {flags:x}: close", kernel.Close(made));
        }

        foreach (int length in (ReadOnlySpan<int>)[0, 1, 249, 250, 5000])
        {
            int made = transcript.WriteDescriptor($"a name of {length}", kernel.CreateMemory(new string('m', length), UapiMemoryFlags.None));
            kernel.Close(made);
        }

        AskSeals(kernel, transcript);
        AskBytes(kernel, transcript);
    }

    private static void AskSeals(IUapiTransport kernel, Transcript transcript)
    {
        foreach (uint seals in (ReadOnlySpan<uint>)[0, 1, 2, 4, 8, 16, 0x1f, 0x20, 0x40, 0x80, 1u << 31])
        {
            int memory = kernel.CreateMemory("seals", UapiMemoryFlags.AllowSealing).Value;
            transcript.Write($"seals {seals:x}: ftruncate to 2 pages", kernel.Truncate(memory, 2 * Page));
            transcript.Write($"seals {seals:x}: F_ADD_SEALS", kernel.Control(memory, UapiControl.AddSeals, seals));
            transcript.Write($"seals {seals:x}: F_GET_SEALS", kernel.Control(memory, UapiControl.GetSeals));
            transcript.Write($"seals {seals:x}: ftruncate to 1 page", kernel.Truncate(memory, Page));
            transcript.Write($"seals {seals:x}: ftruncate to 3 pages", kernel.Truncate(memory, 3 * Page));
            transcript.Write($"seals {seals:x}: pwrite", kernel.WriteAt(memory, 0, [1, 2]));
            transcript.Write($"seals {seals:x}: pwrite beyond", kernel.WriteAt(memory, 8 * Page, [1, 2]));
            transcript.Write($"seals {seals:x}: mmap to read", Map(memory, UapiProtection.Read));
            transcript.Write($"seals {seals:x}: mmap to write", Map(memory, UapiProtection.ReadWrite));
            transcript.Write($"seals {seals:x}: F_ADD_SEALS more", kernel.Control(memory, UapiControl.AddSeals, (uint)UapiSeals.Grow));
            kernel.Close(memory);
        }

        int busy = kernel.CreateMemory("busy", UapiMemoryFlags.AllowSealing).Value;
        transcript.Write("busy: ftruncate", kernel.Truncate(busy, Page));
        transcript.Write("busy: mmap to write", kernel.Map(busy, 0, (nuint)Page, UapiProtection.ReadWrite, out void* address));
        transcript.Write("busy: F_ADD_SEALS F_SEAL_WRITE", kernel.Control(busy, UapiControl.AddSeals, (uint)UapiSeals.Write));
        transcript.Write("busy: F_ADD_SEALS F_SEAL_FUTURE_WRITE", kernel.Control(busy, UapiControl.AddSeals, (uint)UapiSeals.FutureWrite));
        transcript.Write("busy: munmap", kernel.Unmap(address, (nuint)Page));
        transcript.Write("busy: F_ADD_SEALS F_SEAL_WRITE then", kernel.Control(busy, UapiControl.AddSeals, (uint)UapiSeals.Write));
        kernel.Close(busy);

        UapiResult Map(int memory, UapiProtection protection)
        {
            UapiResult result = kernel.Map(memory, 0, (nuint)Page, protection, out void* mapped);
            if (result.IsSuccess)
            {
                kernel.Unmap(mapped, (nuint)Page);
            }

            return result;
        }
    }

    private static void AskBytes(IUapiTransport kernel, Transcript transcript)
    {
        Span<byte> bytes = stackalloc byte[8];
        int memory = transcript.WriteDescriptor("bytes", kernel.CreateMemory("bytes", UapiMemoryFlags.CloseOnExec));
        transcript.Write("pread of nothing", kernel.ReadAt(memory, 0, bytes));
        transcript.Write("pwrite", kernel.WriteAt(memory, 10, [1, 2, 3, 4]));
        transcript.Write("lseek END", kernel.Seek(memory, 0, SeekOrigin.End, out long position), $"{position}");
        transcript.Write("lseek SET", kernel.Seek(memory, 8, SeekOrigin.Begin, out position), $"{position}");
        transcript.Write("lseek CUR", kernel.Seek(memory, 1, SeekOrigin.Current, out position), $"{position}");
        transcript.Write("lseek SET -1", kernel.Seek(memory, -1, SeekOrigin.Begin, out position), $"{position}");
        transcript.Write("lseek 99", kernel.Seek(memory, 0, (SeekOrigin)99, out position), $"{position}");
        bytes.Clear();
        transcript.Write("read", kernel.Read(memory, bytes), $"{Convert.ToHexString(bytes)}");
        transcript.Write("read at the end", kernel.Read(memory, bytes));
        transcript.Write("write", kernel.Write(memory, [5]));
        transcript.Write("pread", kernel.ReadAt(memory, 9, bytes), $"{Convert.ToHexString(bytes)}");
        transcript.Write("pread behind the end", kernel.ReadAt(memory, 1 << 20, bytes));
        transcript.Write("ftruncate", kernel.Truncate(memory, 11));
        transcript.Write("ftruncate to more", kernel.Truncate(memory, 14));
        bytes.Clear();
        transcript.Write("pread what was cut", kernel.ReadAt(memory, 9, bytes), $"{Convert.ToHexString(bytes)}");
        transcript.Write("poll", kernel.Poll(memory, UapiPollEvents.Input | UapiPollEvents.Output, 0, out UapiPollEvents ready), $"{ready}");
        transcript.Write("ioctl", kernel.Ioctl(memory, Uapi.DMA_BUF_IOCTL_SYNC, UserPages.Nowhere));
        transcript.Write("mmap nothing", kernel.Map(memory, 0, 0, UapiProtection.Read, out void* _));
        transcript.Write("mmap unaligned", kernel.Map(memory, 8, (nuint)Page, UapiProtection.Read, out void* _));
        transcript.Write("close", kernel.Close(memory));
    }

    public static void AskEvents(IUapiTransport kernel, Transcript transcript)
    {
        transcript.Begin("eventfd");
        foreach (uint flags in (ReadOnlySpan<uint>)[0, 2, 4, 0x800, 0x80000, 0x80800, 0x80002])
        {
            int made = transcript.WriteDescriptor($"flags {flags:x}", kernel.CreateEvent(1, (UapiOpenFlags)flags));
            transcript.Write($"flags {flags:x}: F_GETFD", kernel.Control(made, UapiControl.GetDescriptorFlags));
            transcript.Write($"flags {flags:x}: close", kernel.Close(made));
        }

        Span<byte> bytes = stackalloc byte[16];
        int counter = transcript.WriteDescriptor("of 3", kernel.CreateEvent(3, UapiOpenFlags.CloseOnExec | UapiOpenFlags.NonBlocking));
        const UapiPollEvents Both = UapiPollEvents.Input | UapiPollEvents.Output;
        transcript.Write("poll", kernel.Poll(counter, Both, 0, out UapiPollEvents ready), $"{ready}");
        transcript.Write("read 4 bytes", kernel.Read(counter, bytes[..4]));
        transcript.Write("read 16 bytes", kernel.Read(counter, bytes), $"{MemoryMarshal.Read<ulong>(bytes)}");
        transcript.Write("read at 0", kernel.Read(counter, bytes[..8]));
        transcript.Write("poll at 0", kernel.Poll(counter, Both, 0, out ready), $"{ready}");
        transcript.Write("poll at 0 for input", kernel.Poll(counter, UapiPollEvents.Input, 1, out ready), $"{ready}");
        transcript.Write("write 4 bytes", kernel.Write(counter, [1, 0, 0, 0]));
        transcript.Write("write 2", kernel.Write(counter, [2, 0, 0, 0, 0, 0, 0, 0]));
        transcript.Write("write 5 in 16 bytes", kernel.Write(counter, [5, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9]));
        transcript.Write("write the largest", kernel.Write(counter, [255, 255, 255, 255, 255, 255, 255, 255]));
        transcript.Write("write the largest but one", kernel.Write(counter, [254, 255, 255, 255, 255, 255, 255, 255]));
        transcript.Write("read", kernel.Read(counter, bytes), $"{MemoryMarshal.Read<ulong>(bytes)}");
        transcript.Write("write the largest but one, at 0", kernel.Write(counter, [254, 255, 255, 255, 255, 255, 255, 255]));
        transcript.Write("write 1 more", kernel.Write(counter, [1, 0, 0, 0, 0, 0, 0, 0]));
        transcript.Write("poll when full", kernel.Poll(counter, Both, 0, out ready), $"{ready}");
        transcript.Write("pread", kernel.ReadAt(counter, 0, bytes));
        transcript.Write("pwrite", kernel.WriteAt(counter, 0, bytes));
        transcript.Write("lseek", kernel.Seek(counter, 0, SeekOrigin.End, out long position), $"{position}");
        transcript.Write("mmap", kernel.Map(counter, 0, (nuint)Page, UapiProtection.Read, out void* _));
        transcript.Write("ftruncate", kernel.Truncate(counter, 0));
        transcript.Write("ioctl", kernel.Ioctl(counter, Uapi.DMA_BUF_IOCTL_SYNC, UserPages.Nowhere));
        transcript.Write("close", kernel.Close(counter));
    }
}
