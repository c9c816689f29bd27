// One mistake a method, on the line that ends with the id of its rule. Behind "instead:" stands what the author would write where no fix knows it.
using System;
using UapiGen.Runtime;
using static UapiGen.Runtime.Uapi;

namespace Misuse;

/// <summary>Each method returns the errno that the kernel answers with.</summary>
public static unsafe class Mistakes
{
    public static int ReservedFieldSet(Bench bench)
    {
        var tph = new vfio_device_feature_dma_buf_tph { dmabuf_fd = bench.Buffer.FileDescriptor, steering_tag = 0xF0, ph = 2, reserved = 1 }; // UAPI2001
        return bench.Device.SetTph(in tph).Errno;
    }

    public static int SelfSizeUnset(Bench bench)
    {
        var head = new vfio_device_feature { flags = VFIO_DEVICE_FEATURE_PROBE | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH };
        return bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, &head).Errno; // UAPI2004
    }

    public static int SelfSizeWrong(Bench bench)
    {
        var head = new vfio_device_feature
        {
            argsz = (uint)sizeof(uint), // UAPI2005, instead: argsz = (uint)sizeof(vfio_device_feature),
            flags = VFIO_DEVICE_FEATURE_PROBE | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH,
        };
        return bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, &head).Errno;
    }

    public static int FlagsUnknown(Bench bench)
    {
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END | 0x10 }; // UAPI2006
        return bench.Buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync, OnInterrupt.Retry).Errno;
    }

    public static int FlagsNoneOf(Bench bench)
    {
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_END }; // UAPI2007, instead: var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_RW | DMA_BUF_SYNC_END };
        return bench.Buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync, OnInterrupt.Retry).Errno;
    }

    public static int NumberTooSmall(Bench bench)
    {
        vfio_region_dma_range[] ranges = [new() { offset = 0, length = 0 }]; // UAPI2010, instead: vfio_region_dma_range[] ranges = [new() { offset = 0, length = 4096 }];
        return Export(bench, ranges);
    }

    public static int NumberTooLarge(Bench bench)
    {
        ulong* memory = stackalloc ulong[5];
        *(vfio_device_feature*)memory = new vfio_device_feature { argsz = 40, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF };
        var payload = (vfio_device_feature_dma_buf*)(memory + 1);
        payload->open_flags = (uint)(UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec);
        payload->nr_ranges = 1;
        payload->region_index = VFIO_PCI_ROM_REGION_INDEX; // UAPI2011, instead: payload->region_index = VFIO_PCI_BAR0_REGION_INDEX;
        vfio_device_feature_dma_buf.dma_ranges(ref *payload, 1)[0].length = Bench.Page;
        return bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, memory).Errno;
    }

    public static int NumberNotMultiple(Bench bench)
    {
        vfio_region_dma_range[] ranges = [new() { offset = 16, length = Bench.Page }]; // UAPI2012, instead: vfio_region_dma_range[] ranges = [new() { offset = 0, length = Bench.Page }];
        return Export(bench, ranges);
    }

    public static int FeatureGetAndSet(Bench bench)
    {
        ulong* memory = stackalloc ulong[2];
        bench.WriteTph(memory);
        *(vfio_device_feature*)memory = new vfio_device_feature
        {
            argsz = 16,
            flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH, // UAPI2201
        };
        return bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, memory).Errno;
    }

    public static int FeatureWithoutOperation(Bench bench)
    {
        ulong* memory = stackalloc ulong[2];
        bench.WriteTph(memory);
        var head = (vfio_device_feature*)memory;
        head->argsz = 16;
        head->flags = VFIO_DEVICE_FEATURE_DMA_BUF_TPH; // UAPI2202
        return bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, head).Errno;
    }

    public static int FeatureOperationUnknown(Bench bench)
    {
        ulong* memory = stackalloc ulong[2];
        bench.WriteTph(memory);
        *(vfio_device_feature*)memory = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; // UAPI2203
        return bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, memory).Errno;
    }

    public static int FeaturePayloadTooSmall(Bench bench)
    {
        ulong* memory = stackalloc ulong[2];
        bench.WriteTph(memory);
        *(vfio_device_feature*)memory = new vfio_device_feature { argsz = 8, flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; // UAPI2204
        return bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, memory).Errno;
    }

    public static int FeaturePayloadMismatch(Bench bench)
    {
        var state = new vfio_device_feature_mig_state { device_state = uint.MaxValue, data_fd = -1 };
        var tph = new vfio_device_feature_dma_buf_tph { dmabuf_fd = bench.Buffer.FileDescriptor, steering_tag = 0xF0, ph = 2 };
        UapiResult result = bench.Device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in state); // UAPI2205, instead: UapiResult result = bench.Device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in tph);
        return result.Errno + (tph.reserved * state.data_fd);
    }

    public static int TextTooLong(Bench bench)
    {
        fixed (byte* name = "frame buffer of the left camera, first\0"u8) // UAPI2306, instead: fixed (byte* name = "left camera, first frame\0"u8)
        {
            return bench.Buffer.Handle.Ioctl(DMA_BUF_SET_NAME_B, name).Errno;
        }
    }

    public static int DescriptorUnset(Bench bench)
    {
        var tph = new vfio_device_feature_dma_buf_tph { steering_tag = 0xF0, ph = 2 };
        ArgumentNullException.ThrowIfNull(bench);
        return bench.Device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in tph).Errno; // UAPI2406, instead: return bench.Device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, tph with { dmabuf_fd = bench.Buffer.FileDescriptor }).Errno;
    }

    private static int Export(Bench bench, vfio_region_dma_range[] ranges)
    {
        UapiResult result = bench.Device.TryExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, ranges, UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec, out DmaBuf? buffer);
        buffer?.Dispose();
        return result.Errno;
    }
}
