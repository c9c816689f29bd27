// Vfio: the answers of the INFO requests, each a struct and the capabilities behind it.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime;

/// <summary>What a device is: <c>struct vfio_device_info</c>.</summary>
public readonly ref struct VfioDeviceInfo
{
    private readonly ReadOnlySpan<byte> _answer;

    internal VfioDeviceInfo(ReadOnlySpan<byte> answer)
    {
        _answer = answer;
        MemoryMarshal.TryRead(answer, out Uapi.vfio_device_info info);
        Info = info;
    }

    /// <summary>The struct itself.</summary>
    public Uapi.vfio_device_info Info { get; }

    /// <summary><c>VFIO_DEVICE_FLAGS_*</c>.</summary>
    public uint Flags => Info.flags;

    /// <summary>How many regions it has.</summary>
    public uint RegionCount => Info.num_regions;

    /// <summary>How many kinds of interrupts it has.</summary>
    public uint InterruptCount => Info.num_irqs;

    /// <summary>Whether <c>VFIO_DEVICE_RESET</c> works.</summary>
    public bool CanReset => (Flags & Uapi.VFIO_DEVICE_FLAGS_RESET) != 0;

    /// <summary>Bytes that the answer takes with all capabilities.</summary>
    public uint RequiredSize => Info.argsz;

    /// <summary>The capabilities; none when the buffer was too short for them.</summary>
    public VfioCapabilities Capabilities => new(
        _answer, Unsafe.SizeOf<Uapi.vfio_device_info>(), (Flags & Uapi.VFIO_DEVICE_FLAGS_CAPS) != 0 ? Info.cap_offset : 0);
}

/// <summary>What a region of a device is: <c>struct vfio_region_info</c>.</summary>
public readonly ref struct VfioRegionInfo
{
    private readonly ReadOnlySpan<byte> _answer;

    internal VfioRegionInfo(ReadOnlySpan<byte> answer)
    {
        _answer = answer;
        MemoryMarshal.TryRead(answer, out Uapi.vfio_region_info info);
        Info = info;
    }

    /// <summary>The struct itself.</summary>
    public Uapi.vfio_region_info Info { get; }

    /// <summary><c>VFIO_REGION_INFO_FLAG_*</c>.</summary>
    public uint Flags => Info.flags;

    /// <summary>Bytes; 0 for a region that is not there.</summary>
    public ulong Size => Info.size;

    /// <summary>Where it is in the device's file, for reads, writes and mappings.</summary>
    public ulong Offset => Info.offset;

    /// <summary>Whether it can be mapped, but for what capabilities leave out.</summary>
    public bool CanMap => (Flags & Uapi.VFIO_REGION_INFO_FLAG_MMAP) != 0;

    /// <summary>Bytes that the answer takes with all capabilities.</summary>
    public uint RequiredSize => Info.argsz;

    /// <summary>The capabilities; none when the buffer was too short for them.</summary>
    public VfioCapabilities Capabilities => new(
        _answer, Unsafe.SizeOf<Uapi.vfio_region_info>(), (Flags & Uapi.VFIO_REGION_INFO_FLAG_CAPS) != 0 ? Info.cap_offset : 0);
}

/// <summary>What an IOMMU can do: <c>struct vfio_iommu_type1_info</c>.</summary>
public readonly ref struct VfioIommuInfo
{
    private readonly ReadOnlySpan<byte> _answer;

    internal VfioIommuInfo(ReadOnlySpan<byte> answer)
    {
        _answer = answer;
        MemoryMarshal.TryRead(answer, out Uapi.vfio_iommu_type1_info info);
        Info = info;
    }

    /// <summary>The struct itself.</summary>
    public Uapi.vfio_iommu_type1_info Info { get; }

    /// <summary><c>VFIO_IOMMU_INFO_*</c>.</summary>
    public uint Flags => Info.flags;

    /// <summary>Page sizes that can be mapped, bit n for 2 to the n bytes.</summary>
    public ulong PageSizes => Info.iova_pgsizes;

    /// <summary>Bytes that the answer takes with all capabilities.</summary>
    public uint RequiredSize => Info.argsz;

    /// <summary>The capabilities; none when the buffer was too short for them.</summary>
    public VfioCapabilities Capabilities => new(
        _answer, Unsafe.SizeOf<Uapi.vfio_iommu_type1_info>(), (Flags & Uapi.VFIO_IOMMU_INFO_CAPS) != 0 ? Info.cap_offset : 0);
}
