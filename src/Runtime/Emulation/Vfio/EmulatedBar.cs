// Emulation: what a PCI device shows to the bus.
using System;
using System.Numerics;

namespace UapiGen.Runtime;

/// <summary>A base address register of an emulated PCI device. The default is one that the device does not have.</summary>
public readonly record struct EmulatedBar
{
    private EmulatedBar(ulong length, ulong address, bool isMemory)
    {
        if (!BitOperations.IsPow2(length))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "A BAR has a power of two of bytes.");
        }

        if ((address & (length - 1)) != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(address), address, "A BAR is aligned to its length.");
        }

        Length = length;
        Address = address;
        IsMemory = isMemory;
    }

    /// <summary>Bytes, a power of two; 0 for a BAR that the device does not have.</summary>
    public ulong Length { get; }

    /// <summary>Where it is on the bus, aligned to its length.</summary>
    public ulong Address { get; }

    /// <summary>Whether it is memory, which other devices can reach; else I/O ports or nothing.</summary>
    public bool IsMemory { get; }

    /// <summary>A BAR of memory.</summary>
    /// <param name="length">Bytes, a power of two.</param>
    /// <param name="address">Where it is on the bus, aligned to its length.</param>
    public static EmulatedBar Memory(ulong length, ulong address = 0x40_0000_0000) => new(length, address, isMemory: true);

    /// <summary>A BAR of I/O ports.</summary>
    /// <param name="length">Ports, a power of two.</param>
    /// <param name="address">The first port, aligned to the length.</param>
    public static EmulatedBar Ports(ulong length, ulong address = 0xc000) => new(length, address, isMemory: false);

    /// <summary>Whether user space can map it: memory from a page's start on. One of less than a page has the page to itself.</summary>
    internal bool CanBeMapped(int pageSize) => IsMemory && Length > 0 && (Address & (ulong)(pageSize - 1)) == 0;
}
