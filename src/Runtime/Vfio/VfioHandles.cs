// Vfio: the descriptors of VFIO. Which requests a descriptor takes is told by its type.
namespace UapiGen.Runtime;

/// <summary>The file descriptor of a container: groups of devices that share an IOMMU.</summary>
public sealed class VfioContainerHandle : UapiHandle
{
    /// <summary>Takes a descriptor over, and closes it in the end.</summary>
    /// <param name="transport">The kernel that gave it.</param>
    /// <param name="fileDescriptor">An open <c>/dev/vfio/vfio</c>.</param>
    public VfioContainerHandle(IUapiTransport transport, [UapiRole(UapiRole.FileDescriptor)] int fileDescriptor)
        : base(transport) => SetHandle(fileDescriptor);

    internal VfioContainerHandle(IUapiTransport transport)
        : base(transport)
    {
    }
}

/// <summary>The file descriptor of an IOMMU group, the least set of devices that can be told apart by the IOMMU.</summary>
public sealed class VfioGroupHandle : UapiHandle
{
    /// <summary>Takes a descriptor over, and closes it in the end.</summary>
    /// <param name="transport">The kernel that gave it.</param>
    /// <param name="fileDescriptor">An open <c>/dev/vfio/NUMBER</c>.</param>
    public VfioGroupHandle(IUapiTransport transport, [UapiRole(UapiRole.FileDescriptor)] int fileDescriptor)
        : base(transport) => SetHandle(fileDescriptor);

    internal VfioGroupHandle(IUapiTransport transport)
        : base(transport)
    {
    }
}

/// <summary>
/// The file descriptor of a VFIO device. Closing the last one of a device takes the dma-bufs of that device
/// away from their importers, for good.
/// </summary>
public sealed class VfioDeviceHandle : UapiHandle
{
    /// <summary>Takes a descriptor over, and closes it in the end.</summary>
    /// <param name="transport">The kernel that gave it.</param>
    /// <param name="fileDescriptor">From <c>VFIO_GROUP_GET_DEVICE_FD</c>, or a device node bound to an iommufd.</param>
    public VfioDeviceHandle(IUapiTransport transport, [UapiRole(UapiRole.FileDescriptor)] int fileDescriptor)
        : base(transport) => SetHandle(fileDescriptor);

    internal VfioDeviceHandle(IUapiTransport transport)
        : base(transport)
    {
    }
}
