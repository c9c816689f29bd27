// What the runtime knows of the kernel: everything in this class is generated from headers/.
namespace UapiGen.Runtime;

/// <summary>The kernel's declarations under the kernel's names: VFIO, dma-buf, and the call table of a dma-buf's exporter.</summary>
[UapiBindings("linux/vfio.h", "linux/dma-buf.h", "kernel/dma-buf.h")]
public static unsafe partial class Uapi;
