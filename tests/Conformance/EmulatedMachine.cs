// Conformance: the machine of the guest once more, on the emulated kernel. What is written here is what QEMU's devices are
// made of, and nothing of what a kernel answers.
using System;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>QEMU's <c>edu</c>, <c>e1000e</c>, <c>pci-testdev,membar=16M</c> and <c>ivshmem-plain</c> with 16 MiB, on an emulated kernel like Debian's.</summary>
public sealed class EmulatedMachine : IMachine, IDisposable
{
    private const ulong Kibi = 1 << 10;
    private const ulong Mebi = 1 << 20;

    // As SeaBIOS leaves it: ports and memory are decoded, system errors are reported.
    private const ushort Command = 0x103;

    private readonly EmulatedKernel _kernel;
    private readonly EmulatedPciDevice _edu;

    /// <summary>How Debian's kernel is built. No released kernel has the TPH feature, and this has none.</summary>
    public static EmulatedKernelOptions Debian => new() { Tph = null };

    /// <summary>Makes the machine.</summary>
    /// <param name="options">How its kernel is built.</param>
    public EmulatedMachine(EmulatedKernelOptions options)
    {
        _kernel = new EmulatedKernel(options);
        _edu = _kernel.AddPciDevice(new EmulatedPciDeviceOptions
        {
            VendorId = 0x1234,
            DeviceId = 0x11e8,
            Command = Command,
            Bars = [EmulatedBar.Memory(Mebi, 0xfea0_0000)],
            HasReset = false,
            IsExpress = false,
            MsiVectors = 1,
        });
        _kernel.AddPciDevice(new EmulatedPciDeviceOptions
        {
            VendorId = 0x8086,
            DeviceId = 0x10d3,
            Command = Command,
            Bars = [EmulatedBar.Memory(128 * Kibi, 0xfeb0_0000), EmulatedBar.Memory(128 * Kibi, 0xfeb2_0000), EmulatedBar.Ports(32, 0xc140), EmulatedBar.Memory(16 * Kibi, 0xfeb4_0000)],
            MsiVectors = 1,
            MsixVectors = 5,
            MsixBar = 3,
        });
        _kernel.AddPciDevice(new EmulatedPciDeviceOptions
        {
            VendorId = 0x1b36,
            DeviceId = 0x0005,
            Command = Command,
            Bars = [EmulatedBar.Memory(4 * Kibi, 0xfeb4_4000), EmulatedBar.Ports(256, 0xc000), EmulatedBar.Memory(16 * Mebi, 0xfc00_0000)],
            HasReset = false,
            IsExpress = false,
            HasInterruptPin = false,
            MsiVectors = 0,
        });
        _kernel.AddPciDevice(new EmulatedPciDeviceOptions
        {
            VendorId = 0x1af4,
            DeviceId = 0x1110,
            Command = Command,
            Bars = [EmulatedBar.Memory(256, 0xfeb4_5000), default, EmulatedBar.Memory(16 * Mebi, 0xfd00_0000)],
            HasReset = false,
            IsExpress = false,
            HasInterruptPin = false,
            MsiVectors = 0,
        });

        // The identification register of edu, docs/specs/edu.rst of QEMU.
        using VfioDevice device = _edu.Open();
        device.WriteRegion(0, [0xed, 0x00, 0x00, 0x01]).ThrowIfError("pwrite", _edu.Name);
    }

    /// <inheritdoc/>
    public IUapiTransport Kernel => _kernel;

    // What edu does when its register is written; no device does anything by itself here.
    /// <inheritdoc/>
    public void RaiseEdu(int device) => _edu.RaiseInterrupt(Uapi.VFIO_PCI_MSI_IRQ_INDEX, 0);

    /// <inheritdoc/>
    public void Dispose() => _kernel.Dispose();
}
