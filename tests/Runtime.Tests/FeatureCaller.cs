using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>VFIO_DEVICE_FEATURE with every byte chosen by the test, right or wrong.</summary>
internal static unsafe class FeatureCaller
{
    public const uint Get = VFIO_DEVICE_FEATURE_GET;
    public const uint Set = VFIO_DEVICE_FEATURE_SET;
    public const uint Probe = VFIO_DEVICE_FEATURE_PROBE;
    public const uint DmaBufIndex = VFIO_DEVICE_FEATURE_DMA_BUF;
    public const uint TphIndex = VFIO_DEVICE_FEATURE_DMA_BUF_TPH;

    /// <summary>An index that no header gives to a feature.</summary>
    public const uint Unknown = 0xfff0;

    private const int Head = 8;

    public static UapiResult Call(UapiHandle device, uint flags, ReadOnlySpan<byte> payload, uint? argsz = null)
    {
        Span<ulong> buffer = new ulong[(Head + payload.Length + 7) / 8];
        fixed (ulong* pointer = buffer)
        {
            payload.CopyTo(new Span<byte>((byte*)pointer + Head, payload.Length));
            *(vfio_device_feature*)pointer = new vfio_device_feature { argsz = argsz ?? (uint)(Head + payload.Length), flags = flags };
            return device.Ioctl(VFIO_DEVICE_FEATURE, pointer);
        }
    }

    public static UapiResult Call<T>(UapiHandle device, uint flags, T payload, uint? argsz = null)
        where T : unmanaged =>
        Call(device, flags, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in payload)), argsz);

    public static UapiResult CallAt(UapiHandle device, nuint address) => device.Ioctl(VFIO_DEVICE_FEATURE, (void*)address);

    public static byte[] DmaBufPayload(vfio_device_feature_dma_buf head, params ReadOnlySpan<vfio_region_dma_range> ranges)
    {
        byte[] payload = new byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(ranges.Length)];
        ref vfio_device_feature_dma_buf written = ref Unsafe.As<byte, vfio_device_feature_dma_buf>(ref payload[0]);
        written = head;
        ranges.CopyTo(vfio_device_feature_dma_buf.dma_ranges(ref written, ranges.Length));
        return payload;
    }
}
