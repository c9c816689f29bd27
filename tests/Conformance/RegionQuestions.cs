// Conformance: reads, writes and mappings of a device's regions, and its reset.
using System;
using System.Runtime.InteropServices;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>
/// How much can be read and written where. What a register holds is the hardware's affair and not compared, but for what is
/// fixed: the identity of a device, and the command register, which VFIO makes up.
/// </summary>
internal static unsafe class RegionQuestions
{
    private const ulong Page = UserPages.PageSize;
    private const uint Configuration = Uapi.VFIO_PCI_CONFIG_REGION_INDEX;
    private const ulong Command = 4;

    public static void Ask(IUapiTransport kernel, Transcript transcript, int device, string label)
    {
        transcript.Begin(label + " region");
        foreach (uint region in (ReadOnlySpan<uint>)[0, 1, 2, 3, 4, 5, 6, 8, 9, 99])
        {
            AskReads(region, Regions.Size(kernel, device, region));
            AskMappings(region, Regions.Size(kernel, device, region));
        }

        AskConfiguration(kernel, transcript, device);
        AskMemoryEnable(kernel, transcript, device);
        transcript.Write("RESET", kernel.Ioctl(device, Uapi.VFIO_DEVICE_RESET, null));
        transcript.Write("read", kernel.Read(device, stackalloc byte[4]));
        transcript.Write("lseek", kernel.Seek(device, 0, System.IO.SeekOrigin.End, out long position), $"{position}");
        transcript.Write("ftruncate", kernel.Truncate(device, 0));
        transcript.Write("poll", kernel.Poll(device, UapiPollEvents.Input, 0, out UapiPollEvents ready), $"{ready}");

        void AskReads(uint region, ulong size)
        {
            Span<byte> bytes = stackalloc byte[16];
            foreach ((ulong within, int length) in (ReadOnlySpan<(ulong, int)>)[(0, 0), (0, 4), (4, 4), (size - 4, 4), (size - 4, 8), (size, 4), (size, 0), (size + Page, 4), ((1UL << 40) - 4, 4)])
            {
                transcript.Write($"{region}: pread {length} at {within:x}", kernel.ReadAt(device, Regions.Offset(region, within), bytes[..length]));
            }
        }

        void AskMappings(uint region, ulong size)
        {
            Map($"{region}: a page", Regions.Offset(region), Page, UapiProtection.ReadWrite);
            Map($"{region}: all", Regions.Offset(region), size, UapiProtection.ReadWrite);
            Map($"{region}: the last page", Regions.Offset(region, size - Page), Page, UapiProtection.ReadWrite);
            Map($"{region}: too much", Regions.Offset(region), size + Page, UapiProtection.ReadWrite);
            Map($"{region}: behind the end", Regions.Offset(region, size), Page, UapiProtection.ReadWrite);
            Map($"{region}: to read", Regions.Offset(region), Page, UapiProtection.Read);
            Map($"{region}: unaligned", Regions.Offset(region, 8), Page, UapiProtection.Read);
            Map($"{region}: nothing", Regions.Offset(region), 0, UapiProtection.Read);
        }

        void Map(string call, ulong offset, ulong length, UapiProtection protection)
        {
            UapiResult result = kernel.Map(device, offset, (nuint)length, protection, out void* address);
            transcript.Write($"mmap {call}", result);
            transcript.Write($"munmap {call}", kernel.Unmap(address, (nuint)length));
        }
    }

    private static void AskConfiguration(IUapiTransport kernel, Transcript transcript, int device)
    {
        Span<byte> bytes = stackalloc byte[64];
        ulong size = Regions.Size(kernel, device, Configuration);
        foreach ((ulong within, int length) in (ReadOnlySpan<(ulong, int)>)[(0, 0), (0, 1), (0, 2), (1, 2), (0, 3), (0, 4), (2, 4)])
        {
            bytes.Clear();
            UapiResult result = kernel.ReadAt(device, Regions.Offset(Configuration, within), bytes[..length]);
            transcript.Write($"configuration: pread {length} at {within}", result, $"{Convert.ToHexString(bytes[..length])}");
        }

        foreach ((ulong within, int length) in (ReadOnlySpan<(ulong, int)>)[(0, 64), (size - 4, 4), (size - 4, 8), (size - 1, 1), (size, 1), (size, 0), (size + 4, 4), ((1UL << 40) - 4, 4)])
        {
            transcript.Write($"configuration: pread {length} at {within:x}", kernel.ReadAt(device, Regions.Offset(Configuration, within), bytes[..length]));
        }

        transcript.Write("configuration: pwrite of the vendor", kernel.WriteAt(device, Regions.Offset(Configuration), [1, 2]));
        transcript.Write("configuration: pread of the vendor", kernel.ReadAt(device, Regions.Offset(Configuration), bytes[..2]), $"{Convert.ToHexString(bytes[..2])}");
        transcript.Write("configuration: pwrite behind the end", kernel.WriteAt(device, Regions.Offset(Configuration, size), [1, 2]));
        transcript.Write("configuration: pread of the pin", kernel.ReadAt(device, Regions.Offset(Configuration, 0x3d), bytes[..1]), $"{bytes[0]}");
        transcript.Write("configuration: mmap", kernel.Map(device, Regions.Offset(Configuration), (nuint)Page, UapiProtection.Read, out void* _));
    }

    // Buffers are made, and other calls answered, while memory is off; reads are not.
    private static void AskMemoryEnable(IUapiTransport kernel, Transcript transcript, int device)
    {
        foreach (ushort command in (ReadOnlySpan<ushort>)[0, 1, 2, 3, 4, 0x400, 0xffff, 0x0007])
        {
            transcript.Write($"command {command:x}", kernel.WriteAt(device, Regions.Offset(Configuration, Command), MemoryMarshal.AsBytes<ushort>([command])));
            ReadCommand($"command {command:x}");
            Regions.ReadWord(kernel, transcript, device, 0, 0, $"command {command:x}: read BAR 0");
            Regions.ReadWord(kernel, transcript, device, 1, 0, $"command {command:x}: read BAR 1");
            int buffer = DmaBufCreation.Make(kernel, device);
            transcript.Write($"command {command:x}: a buffer", $"{(buffer >= 0 ? "fd" : "none")}");
            Uapi.dma_buf_sync sync = new() { flags = Uapi.DMA_BUF_SYNC_RW };
            transcript.Write($"command {command:x}: SYNC", kernel.Ioctl(buffer, Uapi.DMA_BUF_IOCTL_SYNC, &sync));
            kernel.Close(buffer);
        }

        transcript.Write("command byte by byte", kernel.WriteAt(device, Regions.Offset(Configuration, Command), [2]));
        ReadCommand("command byte by byte");
        transcript.Write("command, the high byte", kernel.WriteAt(device, Regions.Offset(Configuration, Command + 1), [4]));
        ReadCommand("command, the high byte");
        transcript.Write("command from before", kernel.WriteAt(device, Regions.Offset(Configuration, Command - 1), [0, 3, 0]));
        ReadCommand("command from before");
        transcript.Write("command at last", kernel.WriteAt(device, Regions.Offset(Configuration, Command), [7, 0]));

        void ReadCommand(string call)
        {
            Span<byte> value = stackalloc byte[2];
            transcript.Write($"{call}: seen", kernel.ReadAt(device, Regions.Offset(Configuration, Command), value), $"{MemoryMarshal.Read<ushort>(value):x}");
        }
    }
}
