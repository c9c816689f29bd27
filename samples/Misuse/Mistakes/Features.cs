// Mistakes about device features. See Fields.cs for how they are marked.
using UapiGen.Runtime;
using static UapiGen.Runtime.Uapi;

namespace Misuse;

/// <summary>UAPI22nn.</summary>
public static unsafe class Features
{
    public static string FeatureGetAndSet(Bench bench)
    {
        ulong* memory = stackalloc ulong[2];
        bench.WriteTph(memory);
        *(vfio_device_feature*)memory = new vfio_device_feature
        {
            argsz = 16,
            flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH, // UAPI2201: VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH
        };
        return Outcome.Of(bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, memory));
    }

    public static string FeatureWithoutOperation(Bench bench)
    {
        ulong* memory = stackalloc ulong[2];
        bench.WriteTph(memory);
        var head = (vfio_device_feature*)memory;
        head->argsz = 16;
        head->flags = VFIO_DEVICE_FEATURE_DMA_BUF_TPH; // UAPI2202: VFIO_DEVICE_FEATURE_DMA_BUF_TPH
        return Outcome.Of(bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, head));
    }

    public static string FeatureOperationUnknown(Bench bench)
    {
        ulong* memory = stackalloc ulong[2];
        bench.WriteTph(memory);
        *(vfio_device_feature*)memory = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; // UAPI2203: VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH
        return Outcome.Of(bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, memory));
    }

    public static string FeaturePayloadTooSmall(Bench bench)
    {
        ulong* memory = stackalloc ulong[2];
        bench.WriteTph(memory);
        *(vfio_device_feature*)memory = new vfio_device_feature { argsz = 8, flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; // UAPI2204: 8
        return Outcome.Of(bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, memory));
    }

    public static string FeaturePayloadMismatch(Bench bench)
    {
        var tph = new vfio_device_feature_dma_buf_tph { dmabuf_fd = bench.Buffer.FileDescriptor, steering_tag = 0xF0, ph = 2 };
        return Outcome.Of(bench.Device.SetFeature(VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP, in tph)); // UAPI2205: tph
    }
}
