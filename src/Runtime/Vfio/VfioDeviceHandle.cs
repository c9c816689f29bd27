// Vfio: the descriptor of a device.
namespace UapiGen.Runtime;

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
}
