// Emulation: the dma-bufs that VFIO PCI devices export. Mirrors drivers/vfio/pci/vfio_pci_dmabuf.c.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace UapiGen.Runtime.Emulation;

/// <summary>A buffer made of parts of a BAR, and the exporter's calls.</summary>
internal sealed unsafe class VfioDmaBuf : EmulatedDmaBuf
{
    private readonly TphProfile _profile;
    private EmulatedPciDevice? _owner;
    private int _tph;

    public VfioDmaBuf(EmulatedPciDevice owner)
        : base(owner.Kernel.Memory, ExporterOperations)
    {
        _owner = owner;
        _profile = owner.Kernel.TphProfile;
    }

    /// <summary>The calls of this exporter, by whose address its buffers are told from others.</summary>
    public static Uapi.dma_buf_ops* ExporterOperations { get; } = MakeOperations();

    /// <summary>The device that made it; null for good once that was closed. Changes under the device's memory lock.</summary>
    public EmulatedPciDevice? Owner => Volatile.Read(ref _owner);

    /// <summary>Whether importers are shut out. Changes under the device's memory lock.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>
    /// What the profile stored: one word, so that readers, who take no lock, see one set or another and
    /// never half of each. It stays when the owner goes.
    /// </summary>
    public int Tph
    {
        get => Volatile.Read(ref _tph);
        set => Volatile.Write(ref _tph, value);
    }

    /// <summary>Cuts the buffer off from a device that is closed. The caller holds the device's memory lock.</summary>
    public void Orphan()
    {
        IsRevoked = true;
        Volatile.Write(ref _owner, null);
    }

    private static Uapi.dma_buf_ops* MakeOperations()
    {
        var operations = (Uapi.dma_buf_ops*)RuntimeHelpers.AllocateTypeAssociatedMemory(typeof(VfioDmaBuf), sizeof(Uapi.dma_buf_ops));
        operations->get_tph = &GetTph;
        operations->release = &ReleaseBuffer;
        return operations;
    }

    [UnmanagedCallersOnly]
    private static int GetTph(Uapi.dma_buf* dmaBuf, ushort* steeringTag, byte* processingHint, byte stWidth)
    {
        var buffer = (VfioDmaBuf)From(dmaBuf);
        int result = buffer._profile.Get(buffer.Tph, stWidth, out ushort tag, out byte hint);
        if (result == 0)
        {
            *steeringTag = tag;
            *processingHint = hint;
        }

        return result;
    }

    [UnmanagedCallersOnly]
    private static void ReleaseBuffer(Uapi.dma_buf* dmaBuf)
    {
        var buffer = (VfioDmaBuf)From(dmaBuf);
        buffer.Owner?.Unlink(buffer);
    }
}
