// Mistakes about dma-buf and PCIe TPH. See Fields.cs for how they are marked.
using UapiGen.Runtime;
using static UapiGen.Runtime.Uapi;

namespace Misuse;

/// <summary>UAPI23nn.</summary>
public static unsafe class Buffers
{
    public static string ZeroFlagTested(Bench bench)
    {
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        bool begins = (sync.flags & DMA_BUF_SYNC_START) != 0; // UAPI2301: sync.flags & DMA_BUF_SYNC_START
        return Outcome.Silent(!begins, "never true");
    }

    public static string AccessNotEnded(Bench bench)
    {
        Write(bench);
        return Outcome.Silent(!bench.IsEveryAccessEnded, "an access stays open");
    }

    public static string AccessEndedOtherwise(Bench bench)
    {
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        bench.SyncIoctl(DMA_BUF_IOCTL_SYNC, ref sync).ThrowIfError(nameof(DMA_BUF_IOCTL_SYNC));
        sync.flags = DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END; // UAPI2303: DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END
        bench.SyncIoctl(DMA_BUF_IOCTL_SYNC, ref sync).ThrowIfError(nameof(DMA_BUF_IOCTL_SYNC));
        return Outcome.Silent(!bench.IsEveryAccessEnded, "an access stays open");
    }

    public static string RangesOverlap(Bench bench)
    {
        vfio_region_dma_range[] ranges =
        [
            new() { offset = 0, length = 2 * Bench.Page },
            new() { offset = Bench.Page, length = Bench.Page }, // UAPI2304: new() { offset = Bench.Page, length = Bench.Page }, instead: new() { offset = 2 * Bench.Page, length = Bench.Page },
        ];
        using DmaBuf buffer = bench.Device.ExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, ranges);
        return Outcome.Silent(buffer.Size > ranges[^1].offset + ranges[^1].length, "a page appears twice");
    }

    public static string FlagsLackWanted(Bench bench)
    {
        ulong* memory = stackalloc ulong[5];
        var payload = Bench.WriteDmaBuf(memory);
        *(vfio_device_feature*)memory = new vfio_device_feature { argsz = 40, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF };
        payload->open_flags = (uint)UapiOpenFlags.ReadWrite; // UAPI2305: (uint)UapiOpenFlags.ReadWrite
        int made = bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, memory).ThrowIfError(nameof(VFIO_DEVICE_FEATURE_DMA_BUF));
        int closesOnExec = bench.Kernel.Control(made, UapiControl.GetDescriptorFlags).ThrowIfError("fcntl");
        bench.Kernel.Close(made).ThrowIfError("close");
        return Outcome.Silent(closesOnExec == 0, "inherited by programs");
    }

    public static string TextTooLong(Bench bench)
    {
        fixed (byte* name = "frame buffer of the left camera, first\0"u8) // UAPI2306: "frame buffer of the left camera, first\0"u8, instead: fixed (byte* name = "left camera, first frame\0"u8)
        {
            return Outcome.Of(bench.Buffer.Handle.Ioctl(DMA_BUF_SET_NAME_B, name));
        }
    }

    public static string ProcessingHintTooLarge(Bench bench)
    {
        var tph = new UapiTphV11.vfio_device_feature_dma_buf_tph { dmabuf_fd = bench.Buffer.FileDescriptor, flags = UapiTphV11.VFIO_DMA_BUF_TPH_ST, steering_tag = 0xF0, ph = 7 }; // UAPI2307: 7, instead: var tph = new UapiTphV11.vfio_device_feature_dma_buf_tph { dmabuf_fd = bench.Buffer.FileDescriptor, flags = UapiTphV11.VFIO_DMA_BUF_TPH_ST, steering_tag = 0xF0, ph = 3 };
        return Outcome.Of(bench.Device.SetTph(in tph));
    }

    public static string TagsShared(Bench bench)
    {
        var tph = new UapiTphV11.vfio_device_feature_dma_buf_tph { dmabuf_fd = bench.Buffer.FileDescriptor, ph = 2 };
        tph.flags = UapiTphV11.VFIO_DMA_BUF_TPH_ST | UapiTphV11.VFIO_DMA_BUF_TPH_ST_EXT;
        tph.steering_tag = 0xF0;
        tph.steering_tag_ext = 0xF0; // UAPI2308: 0xF0, instead: tph.steering_tag_ext = 0x1F0;
        bench.Device.SetTph(in tph).ThrowIfError(nameof(VFIO_DEVICE_FEATURE_DMA_BUF_TPH));
        bench.Buffer.GetPciTph(extended: false, out ushort narrow, out _).ThrowIfError("get_pci_tph");
        bench.Buffer.GetPciTph(extended: true, out ushort wide, out _).ThrowIfError("get_pci_tph");
        return Outcome.Silent(narrow == wide, "one tag for both widths");
    }

    public static string HintsAfterImport(Bench bench)
    {
        DmaBuf buffer = bench.Buffer;
        bench.Rdma.Register(buffer.FileDescriptor, hasOwnHints: false, out var region).ThrowIfError("register");
        bench.Device.SetTph(buffer, 0xF0, 2).ThrowIfError("SET"); // UAPI2309: bench.Device.SetTph(buffer, 0xF0, 2), instead: bench.Device.SetTph(buffer, 0xF0, 2).ThrowIfError("SET"); region!.Dispose(); bench.Rdma.Register(buffer.FileDescriptor, hasOwnHints: false, out region).ThrowIfError("register");
        string outcome = Outcome.Silent(region!.Hints is null, "the importer has no hints");
        region.Dispose();
        return outcome;
    }

    public static string BufferAfterDevice(Bench bench)
    {
        VfioDevice device = bench.Kernel.AddPciDevice(EmulatedBar.Memory(Bench.Page)).Open();
        using DmaBuf buffer = device.ExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, [new vfio_region_dma_range { length = Bench.Page }]);
        device.Dispose(); // instead: using VfioDevice last = device;
        UapiResult result = bench.Rdma.Register(buffer.FileDescriptor, hasOwnHints: false, out var region); // UAPI2310: bench.Rdma.Register(buffer.FileDescriptor, hasOwnHints: false, out var region)
        region?.Dispose();
        return Outcome.Of(result);
    }

    public static string BufferOfAnotherDevice(Bench bench)
    {
        VfioDevice device = bench.Device;
        using VfioDevice other = bench.Kernel.AddPciDevice(EmulatedBar.Memory(Bench.Page)).Open();
        using DmaBuf buffer = device.ExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, [new vfio_region_dma_range { length = Bench.Page }]);
        return Outcome.Of(other.SetTph(buffer, 0xF0, 2)); // UAPI2311: other
    }

    private static void Write(Bench bench)
    {
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        bench.SyncIoctl(DMA_BUF_IOCTL_SYNC, ref sync).ThrowIfError(nameof(DMA_BUF_IOCTL_SYNC)); // UAPI2302: bench.SyncIoctl(DMA_BUF_IOCTL_SYNC, ref sync)
        if (bench.HasNothingToDo)
        {
            return;
        }

        sync.flags |= DMA_BUF_SYNC_END;
        bench.SyncIoctl(DMA_BUF_IOCTL_SYNC, ref sync).ThrowIfError(nameof(DMA_BUF_IOCTL_SYNC));
    }
}
