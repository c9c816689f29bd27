// What the runtime knows of the kernel: everything in these classes is generated from headers/.
namespace UapiGen.Runtime;

/// <summary>
/// The kernel's declarations under the kernel's names: VFIO, dma-buf, where dma-bufs of memory come from, and
/// the call table of a dma-buf's exporter.
/// </summary>
[UapiBindings("linux/vfio.h", "linux/dma-buf.h", "linux/udmabuf.h", "linux/dma-heap.h", "kernel/dma-buf.h")]
public static unsafe partial class Uapi;

/// <summary>What version 11 of the dma-buf TPH proposal declares otherwise than <see cref="Uapi"/>: the feature's payload, and the exporter's call table.</summary>
[UapiBindings(
    "dma-buf-tph-v11/linux/vfio.h",
    "dma-buf-tph-v11/kernel/dma-buf.h",
    Include = ["vfio_device_feature_dma_buf_tph", "VFIO_DEVICE_FEATURE_DMA_BUF_TPH", "VFIO_DMA_BUF_TPH_*", "dma_buf_ops", "dma_buf"])]
public static unsafe partial class UapiTphV11;
