// Conformance: the fences of a dma-buf as a file, out of it and into it.
using System;
using System.IO;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>EXPORT_SYNC_FILE, IMPORT_SYNC_FILE, and the sync file itself.</summary>
internal static unsafe class SyncFileQuestions
{
    private static ReadOnlySpan<uint> Flags => [0, 1, 2, 3, 4, 5, 6, 7, 8, 1u << 31, uint.MaxValue];

    public static void Ask(IUapiTransport kernel, Transcript transcript, int buffer, string section)
    {
        transcript.Begin(section);
        using UserPages pages = new(1);
        int file = -1;
        foreach (uint flags in Flags)
        {
            Uapi.dma_buf_export_sync_file export = new() { flags = flags, fd = -7 };
            UapiResult result = kernel.Ioctl(buffer, Uapi.DMA_BUF_IOCTL_EXPORT_SYNC_FILE, &export);
            transcript.Write($"EXPORT flags {flags:x}", result, $"{(export.fd >= 0 ? "fd" : "no fd")}");
            if (result.IsSuccess)
            {
                kernel.Close(file);
                file = export.fd;
            }
        }

        transcript.Write("EXPORT nowhere", kernel.Ioctl(buffer, Uapi.DMA_BUF_IOCTL_EXPORT_SYNC_FILE, UserPages.Nowhere));
        transcript.Write("EXPORT cut", kernel.Ioctl(buffer, Uapi.DMA_BUF_IOCTL_EXPORT_SYNC_FILE, pages.AtEnd([3, 0, 0, 0])));
        AskImports();
        AskFile();
        transcript.Write("close", kernel.Close(file));

        void AskImports()
        {
            int memory = transcript.WriteDescriptor("memfd", kernel.CreateMemory("no sync file", UapiMemoryFlags.CloseOnExec));
            foreach (uint flags in Flags)
            {
                Import($"flags {flags:x}", flags, file);
            }

            foreach ((string name, int number) in (ReadOnlySpan<(string, int)>)[("-1", -1), ("not open", Descriptors.NeverOpen), ("a memfd", memory), ("the buffer", buffer)])
            {
                Import(name, 3, number);
                Import($"{name}, flags 0", 0, number);
            }

            transcript.Write("IMPORT nowhere", kernel.Ioctl(buffer, Uapi.DMA_BUF_IOCTL_IMPORT_SYNC_FILE, UserPages.Nowhere));
            transcript.Write("IMPORT cut", kernel.Ioctl(buffer, Uapi.DMA_BUF_IOCTL_IMPORT_SYNC_FILE, pages.AtEnd([3, 0, 0, 0])));
            transcript.Write("close", kernel.Close(memory));
        }

        void Import(string call, uint flags, int number)
        {
            Uapi.dma_buf_import_sync_file import = new() { flags = flags, fd = number };
            transcript.Write($"IMPORT {call}", kernel.Ioctl(buffer, Uapi.DMA_BUF_IOCTL_IMPORT_SYNC_FILE, &import));
        }

        void AskFile()
        {
            Span<byte> bytes = stackalloc byte[8];
            transcript.Write("F_GETFD", kernel.Control(file, UapiControl.GetDescriptorFlags));
            transcript.Write("poll", kernel.Poll(file, UapiPollEvents.Input, 0, out UapiPollEvents ready), $"{ready}");
            transcript.Write("poll Output", kernel.Poll(file, UapiPollEvents.Output, 0, out ready), $"{ready}");
            transcript.Write("read", kernel.Read(file, bytes));
            transcript.Write("write", kernel.Write(file, bytes));
            transcript.Write("pread", kernel.ReadAt(file, 0, bytes));
            transcript.Write("lseek", kernel.Seek(file, 0, SeekOrigin.End, out long position), $"{position}");
            transcript.Write("mmap", kernel.Map(file, 0, UserPages.PageSize, UapiProtection.Read, out void* _));
            transcript.Write("ftruncate", kernel.Truncate(file, 0));
            transcript.Write("SYNC", kernel.Ioctl(file, Uapi.DMA_BUF_IOCTL_SYNC, pages.AtEnd([3, 0, 0, 0, 0, 0, 0, 0])));
        }
    }
}
