// Conformance: the devices that are asked, by the names under which both kernels have them.
using System.Collections.Generic;

namespace UapiGen.Conformance;

/// <summary>A PCI device of VFIO's, in a group of its own.</summary>
/// <param name="Label">What it is called in transcripts: QEMU's name of the model.</param>
/// <param name="Slot">Its place on the bus, from 2 on; its group is one less.</param>
public sealed record TestDevice(string Label, int Slot)
{
    /// <summary>The devices, in the order of their slots.</summary>
    public static IReadOnlyList<TestDevice> All { get; } = [new("edu", 2), new("e1000e", 3), new("pci-testdev", 4), new("ivshmem", 5)];

    /// <summary>The name on the bus, as <c>VFIO_GROUP_GET_DEVICE_FD</c> takes it.</summary>
    public string Name => $"0000:00:{Slot:x2}.0";

    /// <summary>The group's node.</summary>
    public string GroupPath => $"/dev/vfio/{Slot - 1}";
}
