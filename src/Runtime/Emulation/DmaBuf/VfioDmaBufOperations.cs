// Emulation: the call tables of the VFIO exporter, one for each version of the hints and one without.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>What the VFIO exporter fills into <c>dma_buf_ops</c>. No pin, no CPU access, no mmap.</summary>
internal static unsafe class VfioDmaBufOperations
{
    private static readonly Uapi.dma_buf_ops* Plain = Make();
    private static readonly Uapi.dma_buf_ops* Seed = MakeSeed();
    private static readonly Uapi.dma_buf_ops* Latest = Make();

    /// <summary>The table of version 11, whose <c>get_pci_tph</c> stands where the second version has <c>get_tph</c>.</summary>
    public static UapiTphV11.dma_buf_ops* V11 { get; } = MakeV11();

    /// <summary>The table by whose address a kernel tells its VFIO buffers from others.</summary>
    public static Uapi.dma_buf_ops* For(TphProfile? profile) => profile?.Version switch
    {
        TphVersion.Seed => Seed,
        TphVersion.Latest => Latest,
        _ => Plain,
    };

    private static Uapi.dma_buf_ops* Make()
    {
        var operations = (Uapi.dma_buf_ops*)RuntimeHelpers.AllocateTypeAssociatedMemory(typeof(VfioDmaBufOperations), sizeof(Uapi.dma_buf_ops));
        operations->attach = &Attach;
        operations->map_dma_buf = &MapBuffer;
        operations->unmap_dma_buf = &UnmapBuffer;
        operations->release = &ReleaseBuffer;
        return operations;
    }

    private static Uapi.dma_buf_ops* MakeSeed()
    {
        Uapi.dma_buf_ops* operations = Make();
        operations->get_tph = &GetTph;
        return operations;
    }

    // The same calls: what they point to is opaque, and the same in both renditions.
    private static UapiTphV11.dma_buf_ops* MakeV11()
    {
        var operations = (UapiTphV11.dma_buf_ops*)RuntimeHelpers.AllocateTypeAssociatedMemory(typeof(VfioDmaBufOperations), sizeof(UapiTphV11.dma_buf_ops));
        Uapi.dma_buf_ops* plain = Make();
        operations->attach = (delegate* unmanaged<UapiTphV11.dma_buf*, UapiTphV11.dma_buf_attachment*, int>)plain->attach;
        operations->map_dma_buf = (delegate* unmanaged<UapiTphV11.dma_buf_attachment*, UapiTphV11.dma_data_direction, UapiTphV11.sg_table*>)plain->map_dma_buf;
        operations->unmap_dma_buf =
            (delegate* unmanaged<UapiTphV11.dma_buf_attachment*, UapiTphV11.sg_table*, UapiTphV11.dma_data_direction, void>)plain->unmap_dma_buf;
        operations->release = (delegate* unmanaged<UapiTphV11.dma_buf*, void>)plain->release;
        operations->get_pci_tph = &GetPciTph;
        return operations;
    }

    private static VfioDmaBuf From(void* dmaBuf) => (VfioDmaBuf)EmulatedDmaBuf.From((Uapi.dma_buf*)dmaBuf);

    [UnmanagedCallersOnly]
    private static int Attach(Uapi.dma_buf* dmaBuf, Uapi.dma_buf_attachment* attachment) => From(dmaBuf).Attach(DmaBufAttachment.From(attachment));

    [UnmanagedCallersOnly]
    private static int GetTph(Uapi.dma_buf* dmaBuf, ushort* steeringTag, byte* processingHint, byte stWidth)
    {
        VfioDmaBuf buffer = From(dmaBuf);
        int result = SeedTphRules.Get(buffer, stWidth, out ushort tag, out byte hint);
        if (result == 0)
        {
            *steeringTag = tag;
            *processingHint = hint;
        }

        return result;
    }

    [UnmanagedCallersOnly]
    private static int GetPciTph(UapiTphV11.dma_buf* dmaBuf, byte extended, ushort* steeringTag, byte* processingHint)
    {
        VfioDmaBuf buffer = From(dmaBuf);
        int result = LatestTphRules.Get(buffer, extended != 0, out ushort tag, out byte hint);
        if (result == 0)
        {
            *steeringTag = tag;
            *processingHint = hint;
        }

        return result;
    }

    [UnmanagedCallersOnly]
    private static Uapi.sg_table* MapBuffer(Uapi.dma_buf_attachment* attachment, Uapi.dma_data_direction direction)
    {
        int mapped = ((VfioDmaBuf)DmaBufAttachment.From(attachment).Buffer).MapForDevice(out DmaBufMapping? mapping);
        return mapping is null ? (Uapi.sg_table*)mapped : mapping.Pointer;
    }

    [UnmanagedCallersOnly]
    private static void UnmapBuffer(Uapi.dma_buf_attachment* attachment, Uapi.sg_table* table, Uapi.dma_data_direction direction) =>
        ((VfioDmaBuf)DmaBufAttachment.From(attachment).Buffer).UnmapForDevice(DmaBufMapping.From(table));

    [UnmanagedCallersOnly]
    private static void ReleaseBuffer(Uapi.dma_buf* dmaBuf)
    {
        VfioDmaBuf buffer = From(dmaBuf);
        buffer.Owner?.Unlink(buffer);
    }
}
