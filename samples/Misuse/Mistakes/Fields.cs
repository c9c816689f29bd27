// Mistakes about fields and layout. A mistake stands on the line that ends with the id of its rule and the text that the rule marks.
// Behind "instead:" stands what the author would write where no fix knows it.
using System.Runtime.InteropServices;
using UapiGen.Runtime;
using static UapiGen.Runtime.Uapi;

namespace Misuse;

/// <summary>UAPI20nn.</summary>
public static unsafe class Fields
{
    public static string ReservedFieldSet(Bench bench)
    {
        var tph = new vfio_device_feature_dma_buf_tph { dmabuf_fd = bench.Buffer.FileDescriptor, steering_tag = 0xF0, ph = 2, reserved = 1 }; // UAPI2001: reserved = 1
        return Outcome.Of(bench.Device.SetTph(in tph));
    }

    public static string SteeringTagWidth(Bench bench)
    {
        bench.Device.SetTph(bench.Buffer, bench.WideTag, 2).ThrowIfError(nameof(VFIO_DEVICE_FEATURE_DMA_BUF_TPH));
        return Outcome.Of(bench.Buffer.GetTph(12, out _, out _)); // UAPI2002: 12
    }

    public static string SelfSizeUnset(Bench bench)
    {
        var head = new vfio_device_feature { flags = VFIO_DEVICE_FEATURE_PROBE | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH };
        return Outcome.Of(bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, &head)); // UAPI2004: &head
    }

    public static string SelfSizeWrong(Bench bench)
    {
        var head = new vfio_device_feature
        {
            argsz = (uint)sizeof(uint), // UAPI2005: (uint)sizeof(uint), instead: argsz = (uint)sizeof(vfio_device_feature),
            flags = VFIO_DEVICE_FEATURE_PROBE | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH,
        };
        return Outcome.Of(bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, &head));
    }

    public static string FlagsUnknown(Bench bench)
    {
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END | 0x10 }; // UAPI2006: DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END | 0x10
        return Outcome.Of(bench.Buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync, OnInterrupt.Retry));
    }

    public static string FlagsNoneOf(Bench bench)
    {
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_END }; // UAPI2007: DMA_BUF_SYNC_END
        return Outcome.Of(bench.Buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync, OnInterrupt.Retry));
    }

    public static string FlagsNotOneOf(Bench bench)
    {
        using UapiEvent error = UapiEvent.Create(bench.Kernel);
        bench.Device.SetInterruptEvents(VFIO_PCI_ERR_IRQ_INDEX, 0, [error]).ThrowIfError(nameof(VFIO_DEVICE_SET_IRQS));
        var none = new vfio_irq_set
        {
            argsz = (uint)sizeof(vfio_irq_set),
            flags = VFIO_IRQ_SET_DATA_NONE | VFIO_IRQ_SET_DATA_BOOL | VFIO_IRQ_SET_ACTION_TRIGGER, // UAPI2008: VFIO_IRQ_SET_DATA_NONE | VFIO_IRQ_SET_DATA_BOOL | VFIO_IRQ_SET_ACTION_TRIGGER
            index = VFIO_PCI_ERR_IRQ_INDEX,
        };
        return Outcome.Of(bench.Device.Handle.Ioctl(VFIO_DEVICE_SET_IRQS, &none));
    }

    public static string FieldNotAnnounced(Bench bench)
    {
        var tph = new UapiTphV11.vfio_device_feature_dma_buf_tph { dmabuf_fd = bench.Buffer.FileDescriptor, steering_tag = 0xF0, ph = 2 }; // UAPI2009: 0xF0
        bench.Device.SetFeature(UapiTphV11.VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in tph).ThrowIfError(nameof(UapiTphV11.VFIO_DEVICE_FEATURE_DMA_BUF_TPH));
        return Outcome.Of(bench.Buffer.GetPciTph(extended: false, out _, out _));
    }

    public static string NumberTooSmall(Bench bench)
    {
        vfio_region_dma_range[] ranges = [new() { offset = 0, length = 0 }]; // UAPI2010: 0, instead: vfio_region_dma_range[] ranges = [new() { offset = 0, length = 4096 }];
        return Export(bench, ranges);
    }

    public static string NumberTooLarge(Bench bench)
    {
        ulong* memory = stackalloc ulong[5];
        var payload = Bench.WriteDmaBuf(memory);
        *(vfio_device_feature*)memory = new vfio_device_feature { argsz = 40, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF };
        payload->region_index = VFIO_PCI_ROM_REGION_INDEX; // UAPI2011: VFIO_PCI_ROM_REGION_INDEX, instead: payload->region_index = VFIO_PCI_BAR0_REGION_INDEX;
        return Outcome.Of(bench.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE, memory));
    }

    public static string NumberNotMultiple(Bench bench)
    {
        vfio_region_dma_range[] ranges = [new() { offset = 16, length = Bench.Page }]; // UAPI2012: 16, instead: vfio_region_dma_range[] ranges = [new() { offset = 0, length = Bench.Page }];
        return Export(bench, ranges);
    }

    public static string StructNotBlittable(Bench bench)
    {
        OwnSync sync = new() { IsBegin = false, Flags = DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END }; // instead: dma_buf_sync sync = new() { flags = DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END };
        return Outcome.Of(bench.Buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync, OnInterrupt.Retry)); // UAPI2014: sync
    }

    public static string StructDuplicated(Bench bench)
    {
        DmaBufSync sync = new() { Flags = DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END };
        bench.Buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync, OnInterrupt.Retry).ThrowIfError(nameof(DMA_BUF_IOCTL_SYNC)); // UAPI2015: sync
        return Outcome.Unseen;
    }

    public static string FlagsNumber(Bench bench)
    {
        var sync = new dma_buf_sync { flags = 5 }; // UAPI2016: 5
        bench.Buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync, OnInterrupt.Retry).ThrowIfError(nameof(DMA_BUF_IOCTL_SYNC));
        return Outcome.Unseen;
    }

    public static string SizeUnderflows(Bench bench)
    {
        var info = vfio_device_info.Create();
        bench.Device.Handle.Ioctl(VFIO_DEVICE_GET_INFO, &info).ThrowIfError(nameof(VFIO_DEVICE_GET_INFO));
        uint room = info.argsz - 4096; // UAPI2017: info.argsz - 4096, instead: uint room = info.argsz > 4096 ? info.argsz - 4096 : 0;
        return Outcome.Silent(room > int.MaxValue, "4 GiB of room");
    }

    public static string FieldReadUnannounced(Bench bench)
    {
        var info = vfio_region_info.Create();
        bench.Device.Handle.Ioctl(VFIO_DEVICE_GET_REGION_INFO, &info).ThrowIfError(nameof(VFIO_DEVICE_GET_REGION_INFO));
        uint capability = info.cap_offset; // UAPI2018: info.cap_offset, instead: uint capability = (info.flags & VFIO_REGION_INFO_FLAG_CAPS) != 0 ? info.cap_offset : uint.MaxValue;
        return Outcome.Silent(capability < sizeof(vfio_region_info), "the structure taken for a capability");
    }

    internal static string Export(Bench bench, vfio_region_dma_range[] ranges)
    {
        UapiResult result = bench.Device.TryExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, ranges, UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec, out DmaBuf? buffer);
        buffer?.Dispose();
        return Outcome.Of(result);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct OwnSync
    {
        public bool IsBegin;
        public ulong Flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct DmaBufSync
    {
        public ulong Flags;
    }
}
