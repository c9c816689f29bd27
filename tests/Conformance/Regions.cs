// Conformance: regions of a device, as text.
using System;
using System.Runtime.InteropServices;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>Reads of regions, and what a region is like.</summary>
internal static unsafe class Regions
{
    // The index of a region is in the high bits of offsets; GET_REGION_INFO answers the same, which is asked elsewhere.
    private const int Shift = 40;

    public static ulong Offset(uint region, ulong within = 0) => ((ulong)region << Shift) + within;

    /// <summary>Bytes; a page when the region is not there.</summary>
    public static ulong Size(IUapiTransport kernel, int device, uint region)
    {
        Uapi.vfio_region_info info = new() { argsz = (uint)sizeof(Uapi.vfio_region_info), index = region };
        return kernel.Ioctl(device, Uapi.VFIO_DEVICE_GET_REGION_INFO, &info).IsSuccess && info.size > 0 ? info.size : UserPages.PageSize;
    }

    /// <summary>Reads four bytes, and tells how many came. What they are is the device's affair.</summary>
    public static uint ReadWord(IUapiTransport kernel, Transcript transcript, int device, uint region, ulong within, string call)
    {
        Span<byte> word = stackalloc byte[sizeof(uint)];
        transcript.Write(call, kernel.ReadAt(device, Offset(region, within), word));
        return MemoryMarshal.Read<uint>(word);
    }
}
