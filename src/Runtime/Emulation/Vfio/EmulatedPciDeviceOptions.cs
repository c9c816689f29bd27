// Emulation: what can differ between one PCI device and another.
using System.Collections.Generic;

namespace UapiGen.Runtime;

/// <summary>What a PCIe function does with requests that carry hints: Device Capabilities 2, bits 13:12.</summary>
public enum PcieTphCompleter
{
    /// <summary>It completes none.</summary>
    None = 0,

    /// <summary>It takes tags of 8 bits.</summary>
    Tph = 1,

    /// <summary>A value that the specification reserves; the kernel takes it for <see cref="Tph"/>.</summary>
    Reserved = 2,

    /// <summary>It takes extended tags, of 16 bits, too.</summary>
    Extended = 3,
}

/// <summary>The properties of an emulated PCI device. They are read once, when it is added.</summary>
public sealed class EmulatedPciDeviceOptions
{
    /// <summary>Its BARs from BAR 0 on, at most six.</summary>
    public IReadOnlyList<EmulatedBar> Bars { get; init; } = [];

    /// <summary>Whether the driver lets other devices at the BARs; without it <c>VFIO_DEVICE_FEATURE_DMA_BUF</c> is EOPNOTSUPP.</summary>
    public bool HasPeerToPeer { get; init; } = true;

    /// <summary>Whether it can be reset; without it <c>VFIO_DEVICE_RESET</c> is EINVAL.</summary>
    public bool HasReset { get; init; } = true;

    /// <summary>What it does with requests that carry hints.</summary>
    public PcieTphCompleter TphCompleter { get; init; } = PcieTphCompleter.Extended;

    /// <summary>Whether it is PCI Express: it has a configuration space of 4096 bytes instead of 256.</summary>
    public bool IsExpress { get; init; } = true;

    /// <summary>Whether it has an interrupt pin.</summary>
    public bool HasInterruptPin { get; init; } = true;

    /// <summary>How many MSI vectors it has, at most 32.</summary>
    public int MsiVectors { get; init; } = 1;

    /// <summary>How many MSI-X vectors it has, at most 2048.</summary>
    public int MsixVectors { get; init; }

    /// <summary>The BAR that begins with the MSI-X table, 16 bytes a vector; meaningful with <see cref="MsixVectors"/>.</summary>
    public int MsixBar { get; init; }

    /// <summary>
    /// The command register as firmware and kernel leave it: bit 0 decodes ports, bit 8 reports system errors. Bit 1, memory,
    /// is on at first whatever is said here.
    /// </summary>
    public ushort Command { get; init; } = 3;

    /// <summary>The vendor's number, the first 16 bits of the configuration space.</summary>
    public ushort VendorId { get; init; } = 0x1234;

    /// <summary>The vendor's number of the device, the next 16 bits.</summary>
    public ushort DeviceId { get; init; } = 0x11e8;
}
