using UapiGen;

namespace TphSteering;

/// <summary>The sample's own view of the kernel's header: generated, under the kernel's names.</summary>
[UapiBindings("linux/vfio.h")]
internal static partial class Uapi;
