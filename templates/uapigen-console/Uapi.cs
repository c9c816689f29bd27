using UapiGen;

namespace UapiConsole;

/// <summary>The kernel's structs, constants and ioctls, under the kernel's names. Name more headers to get more of them.</summary>
[UapiBindings("linux/vfio.h", "linux/dma-buf.h")]
internal static partial class Uapi;
