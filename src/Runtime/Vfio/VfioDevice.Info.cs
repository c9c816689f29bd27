// Vfio: what a device has: regions, interrupts; and its reset.
using System;
using UapiGen.Runtime.Vfio;

namespace UapiGen.Runtime;

public sealed unsafe partial class VfioDevice
{
    /// <summary>What the device is: <c>VFIO_DEVICE_GET_INFO</c>, asked a second time when its capabilities need more room.</summary>
    /// <exception cref="UapiException">The file is no device (ENOTTY), or one that may not be used yet (EINVAL).</exception>
    public VfioDeviceInfo GetInfo() => new(VfioInfoCall.Invoke(Handle, Uapi.VFIO_DEVICE_GET_INFO, new Uapi.vfio_device_info(), nameof(Uapi.VFIO_DEVICE_GET_INFO)));

    /// <summary>The same without an allocation: the answer lies in the caller's buffer.</summary>
    /// <param name="buffer">24 bytes, and room for capabilities: where it is short, <see cref="VfioDeviceInfo.RequiredSize"/> says how much they take.</param>
    /// <param name="info">The answer; empty after an error.</param>
    /// <returns>0; ENOTTY, EINVAL.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult GetInfo(Span<byte> buffer, [UapiRole(UapiRole.Output)] out VfioDeviceInfo info)
    {
        UapiResult result = VfioInfoCall.Invoke(Handle, Uapi.VFIO_DEVICE_GET_INFO, new Uapi.vfio_device_info(), buffer);
        info = new VfioDeviceInfo(result.IsSuccess ? buffer : default);
        return result;
    }

    /// <summary>What a region is: <c>VFIO_DEVICE_GET_REGION_INFO</c>, asked a second time when its capabilities need more room.</summary>
    /// <param name="index">The region: a generated constant, such as <c>VFIO_PCI_BAR0_REGION_INDEX</c>.</param>
    /// <exception cref="UapiException">EINVAL: no such region, such as VGA for what is no display.</exception>
    public VfioRegionInfo GetRegionInfo(uint index) => new(VfioInfoCall.Invoke(
        Handle, Uapi.VFIO_DEVICE_GET_REGION_INFO, new Uapi.vfio_region_info { index = index }, nameof(Uapi.VFIO_DEVICE_GET_REGION_INFO), $"index {index}"));

    /// <summary>The same without an allocation: the answer lies in the caller's buffer.</summary>
    /// <param name="index">The region: a generated constant, such as <c>VFIO_PCI_BAR0_REGION_INDEX</c>.</param>
    /// <param name="buffer">32 bytes, and room for capabilities: where it is short, <see cref="VfioRegionInfo.RequiredSize"/> says how much they take.</param>
    /// <param name="info">The answer; empty after an error.</param>
    /// <returns>0; EINVAL for no such region.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult GetRegionInfo(uint index, Span<byte> buffer, [UapiRole(UapiRole.Output)] out VfioRegionInfo info)
    {
        UapiResult result = VfioInfoCall.Invoke(Handle, Uapi.VFIO_DEVICE_GET_REGION_INFO, new Uapi.vfio_region_info { index = index }, buffer);
        info = new VfioRegionInfo(result.IsSuccess ? buffer : default);
        return result;
    }

    /// <summary>Maps all of a region, to be unmapped by the caller.</summary>
    /// <param name="index">The region: a generated constant, such as <c>VFIO_PCI_BAR0_REGION_INDEX</c>.</param>
    /// <exception cref="UapiException">EINVAL: no such region, or one that cannot be mapped; ENOMEM.</exception>
    public MappedRegion MapRegion(uint index)
    {
        Span<byte> buffer = stackalloc byte[sizeof(Uapi.vfio_region_info)];
        GetRegionInfo(index, buffer, out VfioRegionInfo info).ThrowIfError(nameof(Uapi.VFIO_DEVICE_GET_REGION_INFO), $"index {index}");
        return MapRegion(info.Offset, checked((nuint)info.Size));
    }

    /// <summary>Maps a part of a region, to be unmapped by the caller.</summary>
    /// <param name="offset">Where it begins in the device's file, on a page: <see cref="VfioRegionInfo.Offset"/> and what lies before it in the region.</param>
    /// <param name="length">Bytes.</param>
    /// <exception cref="UapiException">EINVAL: it cannot be mapped; ENOMEM.</exception>
    public MappedRegion MapRegion(ulong offset, nuint length) => MappedRegion.Map(Handle, offset, length, UapiProtection.ReadWrite);

    /// <summary>Reads of the device's file: registers of the configuration space, and what cannot be mapped.</summary>
    /// <param name="offset">Where: <see cref="VfioRegionInfo.Offset"/> and what lies before it in the region.</param>
    /// <param name="destination">1, 2, 4 or 8 bytes become one access when they are aligned.</param>
    /// <returns>Bytes read; EINVAL past the region; EIO while memory is off.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult ReadRegion(ulong offset, Span<byte> destination)
    {
        using UapiHandle.Use use = Handle.Hold();
        return Handle.Transport.ReadAt(use.FileDescriptor, offset, destination);
    }

    /// <summary>Writes to the device's file.</summary>
    /// <param name="offset">Where: <see cref="VfioRegionInfo.Offset"/> and what lies before it in the region.</param>
    /// <param name="source">1, 2, 4 or 8 bytes become one access when they are aligned.</param>
    /// <returns>Bytes written; EINVAL past the region; EIO while memory is off.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult WriteRegion(ulong offset, ReadOnlySpan<byte> source)
    {
        using UapiHandle.Use use = Handle.Hold();
        return Handle.Transport.WriteAt(use.FileDescriptor, offset, source);
    }

    /// <summary>Resets the device: <c>VFIO_DEVICE_RESET</c>. Its dma-bufs are taken away from their importers, and given back when memory is on afterwards.</summary>
    /// <returns>0; EINVAL when it cannot be reset, see <see cref="VfioDeviceInfo.CanReset"/>.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult Reset() => Handle.Ioctl(Uapi.VFIO_DEVICE_RESET, null);
}
