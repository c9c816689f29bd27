// A dma-buf of one PCI device is given a steering tag, and an importer asks for it. Everything happens in an
// emulated kernel, so that it runs without hardware, and on any OS. Exit code 0: every answer was the kernel's.
using TphSteering;
using UapiGen.Runtime;
using static TphSteering.Uapi;

Report report = new();
RecordPicture.Show(report);

// Two devices with 64 KiB of memory behind BAR 0, on a machine with pages of 4 KiB.
const int Page = 4096;
using EmulatedKernel kernel = new(new EmulatedKernelOptions { PageSize = Page });
using VfioDevice nic = kernel.AddPciDevice(EmulatedBar.Memory(16 * Page)).Open();
using VfioDevice other = kernel.AddPciDevice(EmulatedBar.Memory(16 * Page)).Open();

Report.Heading("A dma-buf of two pages of BAR 0");
report.Expect("probe VFIO_DEVICE_FEATURE_DMA_BUF_TPH", nic.Probe(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, VfioFeatureOperations.Set));
using DmaBuf buffer = nic.ExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, [new() { offset = 0, length = 2 * Page }]);
report.Expect("its size in bytes", buffer.Size, 2UL * Page);
report.Expect("its descriptor, the next after the devices'", (ulong)buffer.FileDescriptor, 5UL);

Report.Heading("What an importer is told");
Refused(8, Errno.EOPNOTSUPP);

// The struct goes to the kernel as the program wrote it: here it is the sample's own, not the runtime's.
vfio_device_feature_dma_buf_tph steering = new() { dmabuf_fd = buffer.FileDescriptor, steering_tag = 0xF0, ph = 2 };
report.Expect("set tag 0xF0, hint 2", nic.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in steering));
Told(8, 0xF0, 2);
Told(16, 0xF0, 2);

report.Expect("set tag 0x1F0, hint 2", nic.SetTph(buffer, 0x1F0, 2));
Refused(8, Errno.EINVAL);
Told(16, 0x1F0, 2);

Report.Heading("What the kernel refuses");
#pragma warning disable UAPI2001 // The refusal is what is shown.
vfio_device_feature_dma_buf_tph reserved = new() { dmabuf_fd = buffer.FileDescriptor, steering_tag = 0xF0, ph = 2, reserved = 1 };
#pragma warning restore UAPI2001
report.Expect("reserved = 1", nic.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in reserved), Errno.EINVAL);
report.Expect("set through another device", other.SetTph(buffer, 0xF0, 2), Errno.EINVAL);
Told(16, 0x1F0, 2);

DmaBuf closed = nic.ExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, [new() { offset = 0, length = Page }]);
vfio_device_feature_dma_buf_tph stale = new() { dmabuf_fd = closed.FileDescriptor, steering_tag = 0xF0, ph = 2 };
closed.Dispose();
report.Expect("set on a closed descriptor", nic.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in stale), Errno.EBADF);

return report.Finish();

void Told(byte width, ushort tag, byte hint)
{
    UapiResult result = buffer.GetTph(width, out ushort steeringTag, out byte processingHint);
    report.Expect($"get_tph for {width}-bit tags", result);
    if (result.IsSuccess)
    {
        report.Expect("  tag", steeringTag, tag);
        report.Expect("  hint", processingHint, hint);
    }
}

void Refused(byte width, int errno) =>
    report.Expect($"get_tph for {width}-bit tags", buffer.GetTph(width, out _, out _), errno);
