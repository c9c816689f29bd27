using UapiGen;

namespace TphSteering;

/// <summary>The sample's own view of the kernel's header: generated, under the kernel's names.</summary>
// With "dma-buf-tph-v11/linux/vfio.h" it is the latest version of the proposal, and nothing else has to change.
[UapiBindings("linux/vfio.h")]
internal static partial class Uapi;
