// A dma-buf of one PCI device is given steering tags, and importers ask for them. Everything happens in an emulated kernel, so that it
// runs without hardware, and on any OS. Which version of the proposal the kernel has is told by the header that Bindings.cs names.
// Exit code 0: every answer was the kernel's.
using TphSteering;
using UapiGen.Runtime;
using static TphSteering.Uapi;

TphProfile profile = TphProfile.For<vfio_device_feature_dma_buf_tph>(VFIO_DEVICE_FEATURE_DMA_BUF_TPH);
bool isSeed = profile.Version == TphVersion.Seed;
Report report = new();
RecordPicture.Show(report, profile);

// Two devices with 64 KiB of memory behind BAR 0, on a machine with pages of 4 KiB.
const int Page = 4096;
using EmulatedKernel kernel = new(new EmulatedKernelOptions { PageSize = Page, Tph = profile });
EmulatedPciDevice pci = kernel.AddPciDevice(EmulatedBar.Memory(16 * Page));
using VfioDevice nic = pci.Open();
using VfioDevice other = kernel.AddPciDevice(EmulatedBar.Memory(16 * Page)).Open();

Report.Heading("A dma-buf of two pages of BAR 0");
report.Expect("probe VFIO_DEVICE_FEATURE_DMA_BUF_TPH", nic.Probe(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, VfioFeatureOperations.Set));
using DmaBuf buffer = nic.ExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, [new() { offset = 0, length = 2 * Page }]);
report.Expect("its size in bytes", buffer.Size, 2UL * Page);
report.Expect("its descriptor, the next after the devices'", (ulong)buffer.FileDescriptor, 5UL);

Report.Heading("What an importer is told");
Refused(extended: false, Errno.EOPNOTSUPP);

// A tag that fits both name spaces. The second version has one number for both, and the latest one for each.
report.Expect("set tag 0xF0, hint 2", nic.SetTph(buffer, new TphHints(2) { SteeringTag = 0xF0 }));
Told(extended: false, 0xF0, 2);
if (isSeed)
{
    Told(extended: true, 0xF0, 2);
}
else
{
    Refused(extended: true, Errno.EOPNOTSUPP);
}

report.Expect("set extended tag 0x1F0, hint 2", nic.SetTph(buffer, new TphHints(2) { ExtendedSteeringTag = 0x1F0 }));
Refused(extended: false, isSeed ? Errno.EINVAL : Errno.EOPNOTSUPP);
Told(extended: true, 0x1F0, 2);

Report.Heading("What an adapter sends that registers the buffer");
report.Expect("register", new EmulatedRdmaDevice(kernel, PcieTphRequester.Extended).Register(buffer.FileDescriptor, false, out EmulatedMemoryRegion? region));
report.Expect("  extended tag", region?.Hints?.ExtendedSteeringTag ?? 0UL, 0x1F0);
report.Expect("  pieces of memory", (ulong)(region?.Mapping?.Pieces.Length ?? 0), 1);
pci.MemoryEnabled = false;
report.Expect("  pieces once memory is switched off", (ulong)(region?.Mapping?.Pieces.Length ?? 0), 0);
pci.MemoryEnabled = true;
region?.Dispose();

Report.Heading("What the kernel refuses");
report.Expect("hint 4", nic.SetTph(buffer, new TphHints(4) { ExtendedSteeringTag = 0x1F0 }), isSeed ? 0 : Errno.EINVAL);
#pragma warning disable UAPI2311 // What the kernel says to that is what is shown.
report.Expect("set through another device", other.SetTph(buffer, new TphHints(2) { SteeringTag = 0xF0 }), Errno.EINVAL);
#pragma warning restore UAPI2311
Told(extended: true, 0x1F0, (byte)(isSeed ? 4 : 2));

// The struct goes to the kernel as the program wrote it: here it is the sample's own, not the runtime's.
DmaBuf closed = nic.ExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, [new() { offset = 0, length = Page }]);
vfio_device_feature_dma_buf_tph stale = new() { dmabuf_fd = closed.FileDescriptor, steering_tag = 0xF0, ph = 2 };
closed.Dispose();
report.Expect("set on a closed descriptor", nic.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in stale), Errno.EBADF);

return report.Finish();

void Told(bool extended, ushort tag, byte hint)
{
    UapiResult result = buffer.GetPciTph(extended, out ushort steeringTag, out byte processingHint);
    report.Expect($"get_tph for {(extended ? "extended" : "8-bit")} tags", result);
    if (result.IsSuccess)
    {
        report.Expect("  tag", steeringTag, tag);
        report.Expect("  hint", processingHint, hint);
    }
}

void Refused(bool extended, int errno) =>
    report.Expect($"get_tph for {(extended ? "extended" : "8-bit")} tags", buffer.GetPciTph(extended, out _, out _), errno);
