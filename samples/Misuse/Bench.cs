// What every mistake is made on: a device of an emulated kernel, and a dma-buf of two pages of its BAR 0.
using System;
using UapiGen.Runtime;
using static UapiGen.Runtime.Uapi;

namespace Misuse;

/// <summary>A kernel of its own for each mistake, so that none sees what another has done.</summary>
public sealed unsafe class Bench : IDisposable
{
    public const int Page = 4096;

    private readonly EmulatedKernel _kernel = new(new EmulatedKernelOptions { PageSize = Page });

    public Bench()
    {
        Device = _kernel.AddPciDevice(EmulatedBar.Memory(16 * Page)).Open();
        Buffer = Device.ExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, [new vfio_region_dma_range { offset = 0, length = 2 * Page }]);
    }

    public VfioDevice Device { get; }

    public DmaBuf Buffer { get; }

    /// <summary>Puts the payload of <c>VFIO_DEVICE_FEATURE_DMA_BUF_TPH</c> behind the room for a head.</summary>
    public void WriteTph(ulong* memory) => *(vfio_device_feature_dma_buf_tph*)(memory + 1) =
        new vfio_device_feature_dma_buf_tph { dmabuf_fd = Buffer.FileDescriptor, steering_tag = 0xF0, ph = 2 };

    public void Dispose()
    {
        Buffer.Dispose();
        Device.Dispose();
        _kernel.Dispose();
    }
}
