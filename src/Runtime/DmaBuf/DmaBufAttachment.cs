// DmaBuf: struct dma_buf_attachment, a device's hold on a buffer. Mirrors the importer's calls of drivers/dma-buf/dma-buf.c.
using System;
using System.Runtime.InteropServices;
using UapiGen.Runtime.Emulation;

namespace UapiGen.Runtime;

/// <summary>
/// An importer's attachment to a dma-buf of an emulated kernel. It keeps the buffer alive until it is disposed,
/// by whoever attached and after the last mapping was taken away. Calls on one attachment are made one at a time;
/// each takes the buffer's reservation lock.
/// </summary>
public sealed unsafe class DmaBufAttachment : IDisposable
{
    private GCHandle _self;

    internal DmaBufAttachment(EmulatedDmaBuf buffer, DmaBufImporter importer)
    {
        Buffer = buffer;
        Importer = importer;
        _self = GCHandle.Alloc(this);
    }

    /// <summary>Who attached.</summary>
    public DmaBufImporter Importer { get; }

    /// <summary>How many mappings it has.</summary>
    public int MappingCount { get; private set; }

    /// <summary>What the importer keeps about it: <c>importer_priv</c>.</summary>
    public object? State { get; set; }

    /// <summary>Whether the device may be told addresses of another device: <c>peer2peer</c>.</summary>
    internal bool PeerToPeer => Importer.AllowsPeerToPeer;

    internal EmulatedDmaBuf Buffer { get; }

    internal Uapi.dma_buf_attachment* Pointer => (Uapi.dma_buf_attachment*)GCHandle.ToIntPtr(_self);

    /// <summary>Makes the buffer reachable for the device: <c>dma_buf_map_attachment_unlocked</c>.</summary>
    /// <param name="direction">Which way the data will go.</param>
    /// <param name="mapping">The addresses; null after an error.</param>
    /// <returns>0; ENODEV when the buffer is revoked, ENOMEM.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult Map(Uapi.dma_data_direction direction, [UapiRole(UapiRole.Output)] out DmaBufMapping? mapping)
    {
        mapping = null;
        lock (Buffer.Reservation)
        {
            Uapi.sg_table* table = Buffer.Operations->map_dma_buf(Pointer, direction);
            if (IsError(table, out int error))
            {
                return UapiResult.FromKernel(error);
            }

            mapping = DmaBufMapping.From(table);
            MappingCount++;
            return UapiResult.Success();
        }
    }

    /// <summary>Gives a mapping back: <c>dma_buf_unmap_attachment_unlocked</c>. May be called from <see cref="DmaBufImporter.InvalidateMappings"/>.</summary>
    /// <param name="mapping">From <see cref="Map"/> of this attachment, and not given back yet.</param>
    /// <param name="direction">As it was mapped.</param>
    public void Unmap(DmaBufMapping mapping, Uapi.dma_data_direction direction)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        lock (Buffer.Reservation)
        {
            MappingCount--;
            Buffer.Operations->unmap_dma_buf(Pointer, mapping.Pointer, direction);
        }
    }

    /// <summary>Asks the exporter for a steering tag and the hint, under the lock that the kernel's version of the question wants.</summary>
    /// <param name="extended">Whether the device sends extended tags, of 16 bits, and not those of 8.</param>
    /// <param name="steeringTag">The tag; 0 unless the call succeeded.</param>
    /// <param name="processingHint">The hint; 0 unless the call succeeded.</param>
    /// <returns>0; EOPNOTSUPP when there is no such tag, and EINVAL from the second version for one that is too wide.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult GetPciTph(
        bool extended,
        [UapiRole(UapiRole.Output), UapiRole(UapiRole.SteeringTag, Width = 16)] out ushort steeringTag,
        [UapiRole(UapiRole.Output), UapiRole(UapiRole.ProcessingHint)] out byte processingHint) =>
        UapiResult.FromKernel(TphQuestion.Ask(Buffer, extended, out steeringTag, out processingHint));

    /// <summary>Lets go of the buffer: <c>dma_buf_detach</c> and <c>dma_buf_put</c>.</summary>
    /// <exception cref="InvalidOperationException">A mapping was not given back.</exception>
    public void Dispose()
    {
        if (!_self.IsAllocated)
        {
            return;
        }

        if (MappingCount != 0)
        {
            throw new InvalidOperationException("A mapping of the attachment was not given back.");
        }

        Buffer.Detach(this);
        _self.Free();
        Buffer.Put();
    }

    internal static DmaBufAttachment From(Uapi.dma_buf_attachment* pointer) => (DmaBufAttachment)GCHandle.FromIntPtr((nint)pointer).Target!;

    /// <summary>Frees what an attach that was refused leaves behind.</summary>
    internal void Abandon() => _self.Free();

    // ERR_PTR: the last 4095 addresses are error numbers.
    private static bool IsError(void* pointer, out int error)
    {
        error = unchecked((int)(nint)pointer);
        return (nuint)pointer >= unchecked((nuint)(-4095));
    }
}
