// Emulation: dma-bufs that no VFIO device exported: of a graphics driver, of udmabuf.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>A buffer of an exporter that offers only what every exporter has to.</summary>
internal sealed unsafe class ForeignDmaBuf(IUserMemory memory) : EmulatedDmaBuf(memory, ExporterOperations)
{
    private static readonly Uapi.dma_buf_ops* ExporterOperations = MakeOperations();

    private static Uapi.dma_buf_ops* MakeOperations()
    {
        var operations = (Uapi.dma_buf_ops*)RuntimeHelpers.AllocateTypeAssociatedMemory(typeof(ForeignDmaBuf), sizeof(Uapi.dma_buf_ops));
        operations->release = &ReleaseBuffer;
        return operations;
    }

    [UnmanagedCallersOnly]
    private static void ReleaseBuffer(Uapi.dma_buf* dmaBuf)
    {
    }
}
