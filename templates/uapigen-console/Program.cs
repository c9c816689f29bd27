using System;
using UapiConsole;
using UapiGen.Runtime;
using static UapiConsole.Uapi;

// A kernel in this process: one PCI device with 64 KiB of memory behind BAR 0. On Linux with hardware, open a real device instead.
using EmulatedKernel kernel = new(new EmulatedKernelOptions { PageSize = 4096 });
using VfioDevice device = kernel.AddPciDevice([EmulatedBar.Memory(65536)]).Open();

// Two of its pages become a dma-buf, and the dma-buf gets a steering tag with a processing hint.
using DmaBuf buffer = device.ExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, [new() { offset = 0, length = 8192 }]);
vfio_device_feature_dma_buf_tph steering = new() { dmabuf_fd = buffer.FileDescriptor, steering_tag = 0xF0, ph = 2 };
UapiResult set = device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in steering);
if (!set.IsSuccess)
{
    Console.WriteLine($"the kernel refuses the tag: {set}");
    return 1;
}

// What a peer device's driver would be told when it imports the buffer.
UapiResult get = buffer.GetTph(8, out ushort tag, out byte hint);
if (!get.IsSuccess)
{
    Console.WriteLine($"no tag for an importer: {get}");
    return 1;
}

Console.WriteLine($"an importer writes with steering tag 0x{tag:X} and processing hint {hint}");
return 0;
