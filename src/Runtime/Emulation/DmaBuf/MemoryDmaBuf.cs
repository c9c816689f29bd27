// Emulation: dma-bufs of ordinary memory, which no VFIO device exported: of udmabuf, of a heap, of a graphics driver.
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>A buffer in a file of memory. Its exporter takes every importer, and knows nothing of hints.</summary>
internal sealed unsafe class MemoryDmaBuf : EmulatedDmaBuf
{
    private static readonly Uapi.dma_buf_ops* ExporterOperations = MakeOperations();

    private readonly MemoryFile _memory;
    private readonly ulong _offset;

    /// <param name="kernel">The kernel that it is in.</param>
    /// <param name="memory">Where its bytes are; the caller's reference becomes the buffer's.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="size">Bytes.</param>
    public MemoryDmaBuf(EmulatedKernel kernel, MemoryFile memory, ulong offset, ulong size)
        : base(kernel, ExporterOperations, size)
    {
        _memory = memory;
        _offset = offset;
        memory.Pin();
    }

    /// <summary>A buffer of new memory.</summary>
    public static MemoryDmaBuf Allocate(EmulatedKernel kernel, ulong size)
    {
        MemoryFile memory = new(kernel.PageSize, UapiMemoryFlags.None);
        return memory.Truncate(size) == 0 ? new MemoryDmaBuf(kernel, memory, 0, size) : throw new IOException("No memory for a dma-buf.");
    }

    public override int Map(ulong offset, nuint length, UapiProtection protection, out nuint address)
    {
        address = 0;
        return offset > Size || length > Size - offset ? -Errno.EINVAL : _memory.Map(_offset + offset, length, protection, out address);
    }

    protected override void Release()
    {
        base.Release();
        _memory.Put();
    }

    private static Uapi.dma_buf_ops* MakeOperations()
    {
        var operations = (Uapi.dma_buf_ops*)RuntimeHelpers.AllocateTypeAssociatedMemory(typeof(MemoryDmaBuf), sizeof(Uapi.dma_buf_ops));
        operations->map_dma_buf = &MapBuffer;
        operations->unmap_dma_buf = &UnmapBuffer;
        operations->release = &ReleaseBuffer;
        return operations;
    }

    [UnmanagedCallersOnly]
    private static Uapi.sg_table* MapBuffer(Uapi.dma_buf_attachment* attachment, Uapi.dma_data_direction direction)
    {
        var buffer = (MemoryDmaBuf)DmaBufAttachment.From(attachment).Buffer;
        return new DmaBufMapping([new DmaBufPiece(buffer._memory.Pin() + (nuint)buffer._offset, buffer.Size)]).Pointer;
    }

    [UnmanagedCallersOnly]
    private static void UnmapBuffer(Uapi.dma_buf_attachment* attachment, Uapi.sg_table* table, Uapi.dma_data_direction direction) =>
        DmaBufMapping.From(table).Free();

    [UnmanagedCallersOnly]
    private static void ReleaseBuffer(Uapi.dma_buf* dmaBuf)
    {
    }
}
