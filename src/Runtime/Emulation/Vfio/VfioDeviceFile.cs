// Emulation: an open VFIO device. Mirrors vfio_device_fops_unl_ioctl and vfio_pci_core's ioctl, mmap, read and write.
using System;

namespace UapiGen.Runtime.Emulation;

/// <summary>What a device's descriptor points to.</summary>
/// <param name="device">The device.</param>
/// <param name="hasAccess">Whether the device may be used; a node that is not bound to an iommufd may not.</param>
/// <param name="group">The group that it was opened through; null when none was.</param>
internal sealed unsafe class VfioDeviceFile(EmulatedPciDevice device, bool hasAccess, GroupFile? group) : OpenFile
{
    // The region's index is in the offset, above 40 bits that belong to the region.
    public const int RegionShift = 40;
    private const ulong WithinRegion = (1UL << RegionShift) - 1;

    private ulong _position;

    public override bool HasPlaces => true;

    public override int Ioctl(uint request, nuint argument)
    {
        if (!hasAccess)
        {
            return -Errno.EINVAL;
        }

        device.Memory.Resume();
        return request == Uapi.VFIO_DEVICE_FEATURE ? FeatureDispatch.Invoke(device, argument) : DeviceRequests.Invoke(device, request, argument);
    }

    public override int Map(ulong offset, nuint length, UapiProtection protection, out nuint address)
    {
        address = 0;
        ulong region = offset >> RegionShift;
        if (!hasAccess || region >= Uapi.VFIO_PCI_ROM_REGION_INDEX)
        {
            return -Errno.EINVAL;
        }

        EmulatedBar bar = device.Bars[(int)region];
        if (!bar.CanBeMapped(device.Kernel.PageSize))
        {
            return -Errno.EINVAL;
        }

        ulong within = offset & WithinRegion;
        ulong mappable = Math.Max(bar.Length, (ulong)device.Kernel.PageSize);
        if (within > mappable || length > mappable - within)
        {
            return -Errno.EINVAL;
        }

        byte* bytes = device.BarMemory.Of((int)region);
        if (bytes == null)
        {
            return -Errno.ENOMEM;
        }

        address = (nuint)bytes + (nuint)within;
        return 0;
    }

    public override int Read(Span<byte> destination)
    {
        int count = ReadAt(_position, destination);
        _position += (ulong)Math.Max(0, count);
        return count;
    }

    public override int Write(ReadOnlySpan<byte> source)
    {
        int count = WriteAt(_position, source);
        _position += (ulong)Math.Max(0, count);
        return count;
    }

    public override int ReadAt(ulong offset, Span<byte> destination)
    {
        if (hasAccess && destination.IsEmpty)
        {
            return 0;
        }

        device.Memory.Resume();
        int region = Region(offset);
        if (region == Uapi.VFIO_PCI_CONFIG_REGION_INDEX)
        {
            return device.Configuration.Read(offset & WithinRegion, destination);
        }

        int found = FindBytes(region, offset & WithinRegion, destination.Length, out Span<byte> bytes);
        if (found == 0)
        {
            bytes.CopyTo(destination);
            device.MemoryLock.ExitRead();
            destination[..HiddenBytes(region, offset & WithinRegion, bytes.Length)].Fill(0xff);
            return bytes.Length;
        }

        return found;
    }

    public override int WriteAt(ulong offset, ReadOnlySpan<byte> source)
    {
        if (hasAccess && source.IsEmpty)
        {
            return 0;
        }

        device.Memory.Resume();
        int region = Region(offset);
        if (region == Uapi.VFIO_PCI_CONFIG_REGION_INDEX)
        {
            return device.Configuration.Write(offset & WithinRegion, source);
        }

        int found = FindBytes(region, offset & WithinRegion, source.Length, out Span<byte> bytes);
        if (found == 0)
        {
            int hidden = HiddenBytes(region, offset & WithinRegion, bytes.Length);
            source[hidden..bytes.Length].CopyTo(bytes[hidden..]);
            device.MemoryLock.ExitRead();
            return bytes.Length;
        }

        return found;
    }

    protected override void Release()
    {
        if (hasAccess)
        {
            device.Close();
        }

        group?.CloseDevice();
    }

    private int Region(ulong offset)
    {
        ulong region = offset >> RegionShift;
        return hasAccess && region < Uapi.VFIO_PCI_NUM_REGIONS ? (int)region : -1;
    }

    // The MSI-X table is the kernel's: reads of it are all ones, writes are lost. A mapping shows it as it is.
    private int HiddenBytes(int region, ulong within, int length)
    {
        const uint EntrySize = 16;
        ulong end = region == device.Options.MsixBar ? (ulong)device.Options.MsixVectors * EntrySize : 0;
        return (int)Math.Min((ulong)length, end > within ? end - within : 0);
    }

    // Success leaves the memory lock held for reading.
    private int FindBytes(int region, ulong within, int length, out Span<byte> bytes)
    {
        bytes = default;
        if (region is < 0 or >= Uapi.VFIO_PCI_ROM_REGION_INDEX || within >= device.Bars[region].Length)
        {
            return -Errno.EINVAL;
        }

        byte* start = device.BarMemory.Of(region);
        if (start == null)
        {
            return -Errno.ENOMEM;
        }

        device.MemoryLock.EnterRead();
        if (device.Bars[region].IsMemory && !device.Memory.IsEnabledNow)
        {
            device.MemoryLock.ExitRead();
            return -Errno.EIO;
        }

        bytes = new Span<byte>(start + within, (int)Math.Min((ulong)length, device.Bars[region].Length - within));
        return 0;
    }
}
