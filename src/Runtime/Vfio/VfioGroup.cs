// Vfio: an IOMMU group: the way from a container to a device.
using System;
using System.Globalization;
using System.Text;

namespace UapiGen.Runtime;

/// <summary>A group of devices that belong to the program together. It may be open once.</summary>
/// <param name="handle">The group's descriptor; this object closes it.</param>
public sealed unsafe class VfioGroup(VfioGroupHandle handle) : IDisposable
{
    private const int LongestName = 256;

    /// <summary>The group's descriptor.</summary>
    public VfioGroupHandle Handle { get; } = handle ?? throw new ArgumentNullException(nameof(handle));

    /// <summary>Opens a group, closed on exec.</summary>
    /// <param name="transport">The kernel that it is in.</param>
    /// <param name="number">The group's number, from the device's <c>iommu_group</c> in sysfs.</param>
    /// <exception cref="UapiException">ENOENT: no such group; EBUSY: it is open already; EACCES; EMFILE.</exception>
    public static VfioGroup Open(IUapiTransport transport, int number) =>
        Open(transport, string.Create(CultureInfo.InvariantCulture, $"/dev/vfio/{number}"));

    /// <inheritdoc cref="Open(IUapiTransport, int)"/>
    /// <param name="transport">The kernel that it is in.</param>
    /// <param name="path">The group's node.</param>
    public static VfioGroup Open(IUapiTransport transport, string path)
    {
        VfioGroupHandle handle = new(transport);
        handle.Fill(transport.Open(path, UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec).ThrowIfError("open", path));
        return new VfioGroup(handle);
    }

    /// <summary>What state the group is in: <c>VFIO_GROUP_GET_STATUS</c>.</summary>
    /// <param name="flags"><c>VFIO_GROUP_FLAGS_VIABLE</c>, <c>VFIO_GROUP_FLAGS_CONTAINER_SET</c>; 0 after an error.</param>
    /// <returns>0; ENODEV when the group has gone.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult GetStatus([UapiRole(UapiRole.Output)] out uint flags)
    {
        Uapi.vfio_group_status status = Uapi.vfio_group_status.Create();
        UapiResult result = Handle.Ioctl(Uapi.VFIO_GROUP_GET_STATUS, ref status);
        flags = result.IsSuccess ? status.flags : 0;
        return result;
    }

    /// <summary>Puts the group into a container: <c>VFIO_GROUP_SET_CONTAINER</c>.</summary>
    /// <param name="container">Of the same transport.</param>
    /// <returns>0; EINVAL when it is in one; EBADFD when the descriptor is no container's; EBUSY when a device of it belongs to a driver.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult SetContainer(VfioContainer container)
    {
        ArgumentNullException.ThrowIfNull(container);
        using UapiHandle.Use use = container.Handle.Hold();
        int fileDescriptor = use.FileDescriptor;
        return Handle.Ioctl(Uapi.VFIO_GROUP_SET_CONTAINER, ref fileDescriptor);
    }

    /// <summary>Takes the group out of its container: <c>VFIO_GROUP_UNSET_CONTAINER</c>.</summary>
    /// <returns>0; EINVAL when it is in none; EBUSY while a device is open.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult UnsetContainer() => Handle.Ioctl(Uapi.VFIO_GROUP_UNSET_CONTAINER, null);

    /// <summary>Opens a device of the group: <c>VFIO_GROUP_GET_DEVICE_FD</c>. It closes on exec.</summary>
    /// <inheritdoc cref="TryOpenDevice"/>
    /// <returns>The device, to be disposed by the caller.</returns>
    /// <exception cref="UapiException">The kernel refused, with one of the errors of <see cref="TryOpenDevice"/>.</exception>
    public VfioDevice OpenDevice(string name)
    {
        TryOpenDevice(name, out VfioDevice? device).ThrowIfError(nameof(Uapi.VFIO_GROUP_GET_DEVICE_FD), name);
        return device!;
    }

    /// <summary>Opens a device of the group, or says why not.</summary>
    /// <param name="name">The device's name on its bus: <c>0000:00:02.0</c>.</param>
    /// <param name="device">The device, to be disposed by the caller; null after an error.</param>
    /// <returns>The descriptor; ENODEV for no such device; EINVAL without a container and its IOMMU; EMFILE.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult TryOpenDevice(string name, [UapiRole(UapiRole.Output)] out VfioDevice? device)
    {
        ArgumentNullException.ThrowIfNull(name);
        device = null;
        Span<byte> text = stackalloc byte[LongestName];
        if (!Encoding.UTF8.TryGetBytes(name, text[..^1], out int length))
        {
            return UapiResult.Failure(Errno.ENODEV);
        }

        text[length] = 0;
        VfioDeviceHandle opened = new(Handle.Transport);
        UapiResult result;
        fixed (byte* pointer = text)
        {
            result = Handle.Ioctl(Uapi.VFIO_GROUP_GET_DEVICE_FD, pointer);
        }

        if (result.IsSuccess)
        {
            opened.Fill(result.Value);
            device = new VfioDevice(opened);
        }
        else
        {
            opened.Dispose();
        }

        return result;
    }

    /// <summary>Closes the descriptor. Open devices keep the group.</summary>
    public void Dispose() => Handle.Dispose();
}
