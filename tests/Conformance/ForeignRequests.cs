// Conformance: requests of one kind of file, made of the others.
using System;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>Each file, each request that is not its own, with an argument that points nowhere.</summary>
internal static unsafe class ForeignRequests
{
    private static readonly (string Name, uint Number)[] Requests =
    [
        ("GET_API_VERSION", Uapi.VFIO_GET_API_VERSION), ("CHECK_EXTENSION", Uapi.VFIO_CHECK_EXTENSION), ("SET_IOMMU", Uapi.VFIO_SET_IOMMU),
        ("GROUP_GET_STATUS", Uapi.VFIO_GROUP_GET_STATUS), ("GROUP_SET_CONTAINER", Uapi.VFIO_GROUP_SET_CONTAINER), ("GROUP_GET_DEVICE_FD", Uapi.VFIO_GROUP_GET_DEVICE_FD),
        ("DEVICE_GET_INFO", Uapi.VFIO_DEVICE_GET_INFO), ("GET_REGION_INFO", Uapi.VFIO_DEVICE_GET_REGION_INFO), ("GET_IRQ_INFO", Uapi.VFIO_DEVICE_GET_IRQ_INFO),
        ("SET_IRQS", Uapi.VFIO_DEVICE_SET_IRQS), ("QUERY_GFX_PLANE", Uapi.VFIO_DEVICE_QUERY_GFX_PLANE), ("GET_GFX_DMABUF", Uapi.VFIO_DEVICE_GET_GFX_DMABUF),
        ("DEVICE_FEATURE", Uapi.VFIO_DEVICE_FEATURE), ("BIND_IOMMUFD", Uapi.VFIO_DEVICE_BIND_IOMMUFD), ("ATTACH_IOMMUFD_PT", Uapi.VFIO_DEVICE_ATTACH_IOMMUFD_PT),
        ("DETACH_IOMMUFD_PT", Uapi.VFIO_DEVICE_DETACH_IOMMUFD_PT), ("DMA_BUF_SYNC", Uapi.DMA_BUF_IOCTL_SYNC), ("DMA_BUF_SET_NAME", Uapi.DMA_BUF_SET_NAME_B),
        ("UDMABUF_CREATE", Uapi.UDMABUF_CREATE), ("DMA_HEAP_ALLOC", Uapi.DMA_HEAP_IOCTL_ALLOC), ("4b01", 0x4b01), ("0", 0), ("ffffffff", uint.MaxValue),
    ];

    public static void Ask(IUapiTransport kernel, Transcript transcript, ReadOnlySpan<(string Name, int FileDescriptor)> files, string label)
    {
        transcript.Begin(label + " foreign");
        foreach ((string name, int file) in files)
        {
            foreach ((string request, uint number) in Requests)
            {
                transcript.Write($"{name}: {request}", kernel.Ioctl(file, number, UserPages.Nowhere));
            }
        }
    }
}
