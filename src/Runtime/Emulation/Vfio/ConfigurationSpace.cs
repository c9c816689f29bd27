// Emulation: a PCI function's configuration space as VFIO shows it. Mirrors vfio_pci_config.c for the registers that matter here.
using System;
using System.Buffers.Binary;

namespace UapiGen.Runtime.Emulation;

/// <summary>The registers. All can be read; of the command register the bits for decode, bus master, system errors and interrupts can be written, and writes elsewhere do nothing.</summary>
internal sealed class ConfigurationSpace
{
    // PCI 3.0, 6.2.
    private const int Command = 4;
    private const ushort MemorySpace = 1 << 1;
    private const ushort Writable = (1 << 0) | MemorySpace | (1 << 2) | (1 << 8) | (1 << 10);
    private const int InterruptPin = 0x3d;

    private readonly object _gate = new();
    private readonly EmulatedPciDevice _device;
    private readonly byte[] _registers;
    private ushort _command;

    public ConfigurationSpace(EmulatedPciDevice device)
    {
        _device = device;
        _registers = new byte[device.Options.IsExpress ? 4096 : 256];
        BinaryPrimitives.WriteUInt16LittleEndian(_registers, device.Options.VendorId);
        BinaryPrimitives.WriteUInt16LittleEndian(_registers.AsSpan(2), device.Options.DeviceId);
        _command = device.Options.Command;
        _registers[InterruptPin] = device.Options.HasInterruptPin ? (byte)1 : (byte)0;
    }

    public int Size => _registers.Length;

    public int Read(ulong offset, Span<byte> destination)
    {
        if (!Contains(offset, destination.Length))
        {
            return -Errno.EFAULT;
        }

        lock (_gate)
        {
            bool enabled = _device.MemoryEnabled;
            BinaryPrimitives.WriteUInt16LittleEndian(_registers.AsSpan(Command), (ushort)((_command & ~MemorySpace) | (enabled ? MemorySpace : 0)));
            _registers.AsSpan((int)offset, destination.Length).CopyTo(destination);
            return destination.Length;
        }
    }

    public int Write(ulong offset, ReadOnlySpan<byte> source)
    {
        if (!Contains(offset, source.Length))
        {
            return -Errno.EFAULT;
        }

        bool? enable = null;
        lock (_gate)
        {
            ushort command = _command;
            for (int index = 0; index < source.Length; index++)
            {
                int shift = 8 * ((int)offset + index - Command);
                if (shift is 0 or 8)
                {
                    int mask = Writable & (0xff << shift);
                    command = (ushort)((command & ~mask) | ((source[index] << shift) & mask));
                    enable = shift == 0 ? (command & MemorySpace) != 0 : enable;
                }
            }

            _command = command;
        }

        // Without the gate, for importers are told, and may read registers.
        if (enable is { } wanted && wanted != _device.MemoryEnabled)
        {
            _device.MemoryEnabled = wanted;
        }

        return source.Length;
    }

    private bool Contains(ulong offset, int length) => offset < (ulong)Size && (ulong)length <= (ulong)Size - offset;
}
