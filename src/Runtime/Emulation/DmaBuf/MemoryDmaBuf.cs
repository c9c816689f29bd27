// Emulation: dma-bufs of ordinary memory, which no VFIO device exported: of udmabuf, of a heap, of a graphics driver.
using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>Part of a file of memory.</summary>
/// <param name="Memory">The file.</param>
/// <param name="Offset">Where the part begins, in bytes.</param>
/// <param name="Size">Bytes.</param>
internal readonly record struct MemoryPiece(MemoryFile Memory, ulong Offset, ulong Size)
{
    /// <summary>Where the bytes are, from now on.</summary>
    public ulong Address => Memory.Pin() + (nuint)Offset;
}

/// <summary>A buffer in files of memory. Its exporter takes every importer, and knows nothing of hints.</summary>
internal sealed unsafe class MemoryDmaBuf : EmulatedDmaBuf
{
    private static readonly Uapi.dma_buf_ops* ExporterOperations = MakeOperations();

    private readonly DmaBufPiece[] _places;
    private readonly MemoryPiece[] _pieces;

    /// <param name="kernel">The kernel that it is in.</param>
    /// <param name="pieces">Where its bytes are, one piece behind the other; the caller's references to the files become the buffer's.</param>
    public MemoryDmaBuf(EmulatedKernel kernel, params MemoryPiece[] pieces)
        : base(kernel, ExporterOperations, Sum(pieces))
    {
        _pieces = pieces;
        _places = Array.ConvertAll(pieces, piece => new DmaBufPiece(piece.Address, piece.Size));
    }

    /// <summary>A buffer of new memory.</summary>
    /// <param name="kernel">The kernel that it is in.</param>
    /// <param name="size">Bytes.</param>
    /// <param name="access">What its descriptor can be used for.</param>
    public static MemoryDmaBuf Allocate(EmulatedKernel kernel, ulong size, UapiOpenFlags access = UapiOpenFlags.ReadWrite)
    {
        MemoryFile memory = new(kernel.PageSize, UapiMemoryFlags.None);
        return memory.Truncate(size) == 0
            ? new MemoryDmaBuf(kernel, new MemoryPiece(memory, 0, size)) { Access = access }
            : throw new IOException("No memory for a dma-buf.");
    }

    // A kernel shows pages of several places as one; in this process they are where they are.
    public override int Map(ulong offset, nuint length, UapiProtection protection, out nuint address)
    {
        address = 0;
        if (offset > Size || length > Size - offset)
        {
            return -Errno.EINVAL;
        }

        ulong start = 0;
        ulong expected = 0;
        foreach (DmaBufPiece place in _places)
        {
            if (start + place.Length > offset && start < offset + length)
            {
                if (expected != 0 && place.Address != expected)
                {
                    address = 0;
                    return -Errno.ENOMEM;
                }

                address = address != 0 ? address : (nuint)(place.Address + (offset - start));
                expected = place.Address + place.Length;
            }

            start += place.Length;
        }

        return 0;
    }

    protected override void Release()
    {
        base.Release();
        foreach (MemoryPiece piece in _pieces)
        {
            piece.Memory.Put();
        }
    }

    private static ulong Sum(MemoryPiece[] pieces)
    {
        ulong total = 0;
        foreach (MemoryPiece piece in pieces)
        {
            total += piece.Size;
        }

        return total;
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
        return new DmaBufMapping(buffer._places).Pointer;
    }

    [UnmanagedCallersOnly]
    private static void UnmapBuffer(Uapi.dma_buf_attachment* attachment, Uapi.sg_table* table, Uapi.dma_data_direction direction) =>
        DmaBufMapping.From(table).Free();

    [UnmanagedCallersOnly]
    private static void ReleaseBuffer(Uapi.dma_buf* dmaBuf)
    {
    }
}
