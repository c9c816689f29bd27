// Conformance: what is behind the BARs, as far as it is memory: the same bytes by pread, pwrite and mapping, in all widths.
using System;
using System.Runtime.CompilerServices;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>The identification register of <c>edu</c>, the memory of <c>ivshmem</c>, and the MSI-X table of <c>e1000e</c>, which VFIO hides.</summary>
internal static unsafe class RegisterQuestions
{
    private const ulong Page = UserPages.PageSize;

    public static void Ask(IUapiTransport kernel, Transcript transcript, int device, string label)
    {
        transcript.Begin(label + " register");
        switch (label)
        {
            case "edu":
                AskIdentification(kernel, transcript, device);
                break;
            case "e1000e":
                AskVectorTable(kernel, transcript, device);
                break;
            case "ivshmem":
                AskMemory(kernel, transcript, device);
                break;
        }
    }

    private static void AskIdentification(IUapiTransport kernel, Transcript transcript, int device)
    {
        uint identification = Regions.ReadWord(kernel, transcript, device, 0, 0, "pread of the identification");
        transcript.Write("the identification", $"{identification:x}");
        transcript.Write("mmap", kernel.Map(device, Regions.Offset(0), (nuint)Page, UapiProtection.ReadWrite, out void* registers));
        if (registers != null)
        {
            transcript.Write("the identification, mapped", $"{Read32(registers):x}");
            transcript.Write("munmap", kernel.Unmap(registers, (nuint)Page));
        }
    }

    // Reads of the table are all ones and writes are lost; both pretend to have been made.
    private static void AskVectorTable(IUapiTransport kernel, Transcript transcript, int device)
    {
        const uint Bar = Uapi.VFIO_PCI_BAR3_REGION_INDEX;
        const int TableSize = 5 * 16;
        Span<byte> bytes = stackalloc byte[TableSize];
        foreach ((ulong within, int length) in (ReadOnlySpan<(ulong, int)>)[(0, 4), (0, 8), (0, TableSize), (TableSize - 4, 4), (1, 3)])
        {
            bytes.Clear();
            transcript.Write($"pread {length} at {within}", kernel.ReadAt(device, Regions.Offset(Bar, within), bytes[..length]), $"{Convert.ToHexString(bytes[..length])}");
        }

        transcript.Write("pwrite", kernel.WriteAt(device, Regions.Offset(Bar), [1, 2, 3, 4, 5, 6, 7, 8]));
        transcript.Write("pread then", kernel.ReadAt(device, Regions.Offset(Bar), bytes[..8]), $"{Convert.ToHexString(bytes[..8])}");
        transcript.Write("pread over the end of the table", kernel.ReadAt(device, Regions.Offset(Bar, TableSize - 4), bytes[..8]));
    }

    private static void AskMemory(IUapiTransport kernel, Transcript transcript, int device)
    {
        const uint Bar = Uapi.VFIO_PCI_BAR2_REGION_INDEX;
        Span<byte> bytes = stackalloc byte[16];
        transcript.Write("pwrite", kernel.WriteAt(device, Regions.Offset(Bar), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]));
        foreach (int start in (ReadOnlySpan<int>)[0, 1, 2, 4])
        {
            foreach (int length in (ReadOnlySpan<int>)[1, 2, 3, 4, 7, 8, 9])
            {
                bytes.Clear();
                UapiResult result = kernel.ReadAt(device, Regions.Offset(Bar, (ulong)start), bytes[..length]);
                transcript.Write($"pread {length} at {start}", result, $"{Convert.ToHexString(bytes[..length])}");
            }
        }

        transcript.Write("pwrite 3 at 5", kernel.WriteAt(device, Regions.Offset(Bar, 5), [0xa5, 0xa6, 0xa7]));
        transcript.Write("mmap", kernel.Map(device, Regions.Offset(Bar), (nuint)Page, UapiProtection.ReadWrite, out void* memory));
        if (memory != null)
        {
            transcript.Write("mapped", $"{Read32(memory):x} {Read32((byte*)memory + 4):x}");
            Write32((byte*)memory + 8, 0x1234_5678);
            transcript.Write("munmap", kernel.Unmap(memory, (nuint)Page));
        }

        transcript.Write("pread of what was written through the mapping", kernel.ReadAt(device, Regions.Offset(Bar, 8), bytes[..4]), $"{Convert.ToHexString(bytes[..4])}");
        transcript.Write("RESET", kernel.Ioctl(device, Uapi.VFIO_DEVICE_RESET, null));
        transcript.Write("pread after it", kernel.ReadAt(device, Regions.Offset(Bar, 8), bytes[..4]), $"{Convert.ToHexString(bytes[..4])}");
    }

    // Not inlined, or the access could become as narrow as what is used of it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint Read32(void* register) => *(uint*)register;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Write32(void* register, uint value) => *(uint*)register = value;
}
