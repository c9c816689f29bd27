using System;

namespace UapiGen.Runtime.Tests;

/// <summary>An emulated kernel with two devices that have the same BARs: memory in 0 and 2, ports in 1, nothing above.</summary>
internal sealed class EmulatedMachine : IDisposable
{
    public const int Page = 4096;
    public const ulong BarLength = 16 * Page;
    public const ulong BarAddress = 0x40_0000_0000;

    public EmulatedMachine(EmulatedKernelOptions? options = null)
    {
        Kernel = new EmulatedKernel(options ?? new EmulatedKernelOptions { PageSize = Page });
        ReadOnlySpan<EmulatedBar> bars = [EmulatedBar.Memory(BarLength, BarAddress), EmulatedBar.Ports(256), EmulatedBar.Memory(BarLength)];
        First = Kernel.AddPciDevice(bars);
        Second = Kernel.AddPciDevice(bars);
        Device = First.Open();
    }

    public EmulatedKernel Kernel { get; }

    public EmulatedPciDevice First { get; }

    public EmulatedPciDevice Second { get; }

    /// <summary>The first device, open.</summary>
    public VfioDevice Device { get; }

    public DmaBuf Export(VfioDevice? device = null) =>
        (device ?? Device).ExportDmaBuf(Uapi.VFIO_PCI_BAR0_REGION_INDEX, [new Uapi.vfio_region_dma_range { offset = 0, length = Page }]);

    public void Dispose()
    {
        Device.Dispose();
        Kernel.Dispose();
    }
}
