// Vfio: what can be asked of a feature.
using System;

namespace UapiGen.Runtime;

/// <summary>
/// The operations of a device feature. The names are the kernel's, and say nothing about where the data
/// goes: the payload of a Get can be input, and that of a Set can be written to.
/// </summary>
[Flags]
public enum VfioFeatureOperations : uint
{
    /// <summary>None: a probe for the feature's mere presence.</summary>
    None = 0,

    /// <summary><c>VFIO_DEVICE_FEATURE_GET</c>.</summary>
    Get = Uapi.VFIO_DEVICE_FEATURE_GET,

    /// <summary><c>VFIO_DEVICE_FEATURE_SET</c>.</summary>
    Set = Uapi.VFIO_DEVICE_FEATURE_SET,
}
