// DmaBuf: struct sg_table, a list of pieces of memory with the addresses that a device uses.
using System;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime;

/// <summary>A piece of memory as a device reaches it.</summary>
/// <param name="Address">Where it is on the bus.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct DmaBufPiece(ulong Address, ulong Length);

/// <summary>A buffer as it was mapped for one device. It is good until it is unmapped or invalidated.</summary>
public sealed unsafe class DmaBufMapping
{
    private readonly DmaBufPiece[] _pieces;
    private GCHandle _self;

    internal DmaBufMapping(DmaBufPiece[] pieces)
    {
        _pieces = pieces;
        _self = GCHandle.Alloc(this);
    }

    /// <summary>The pieces, in the buffer's order.</summary>
    public ReadOnlySpan<DmaBufPiece> Pieces => _pieces;

    internal Uapi.sg_table* Pointer => (Uapi.sg_table*)GCHandle.ToIntPtr(_self);

    internal static DmaBufMapping From(Uapi.sg_table* pointer) => (DmaBufMapping)GCHandle.FromIntPtr((nint)pointer).Target!;

    internal void Free() => _self.Free();
}
