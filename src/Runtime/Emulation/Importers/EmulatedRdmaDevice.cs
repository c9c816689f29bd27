// Emulation: a network adapter that registers dma-bufs as memory of its own. Mirrors the companion patch of the series, for mlx5.
using System;

namespace UapiGen.Runtime;

/// <summary>What hints a PCIe function sends: the TPH Requester Enable bits of its control register.</summary>
public enum PcieTphRequester
{
    /// <summary>None.</summary>
    Off = 0,

    /// <summary>Tags of 8 bits.</summary>
    Tph = 1,

    /// <summary>A value that the specification reserves.</summary>
    Reserved = 2,

    /// <summary>Extended tags, of 16 bits.</summary>
    Extended = 3,
}

/// <summary>
/// An importer with peer-to-peer. It asks for hints before it maps, once; where it gets none it goes on without. The second version's
/// asks for 16 bits when its requester is extended and for 8 otherwise, even when it is off; version 11's asks only when it can send
/// hints at all.
/// </summary>
/// <param name="kernel">The kernel that it is in.</param>
/// <param name="requester">What hints it can send.</param>
public sealed unsafe class EmulatedRdmaDevice(EmulatedKernel kernel, PcieTphRequester requester) : DmaBufImporter
{
    /// <inheritdoc/>
    public override bool AllowsPeerToPeer => true;

    /// <summary>Registers a dma-buf.</summary>
    /// <param name="fileDescriptor">The buffer's descriptor; it may be closed afterwards.</param>
    /// <param name="hasOwnHints">Whether the caller gave hints of its own (DMAH): then the exporter is not asked.</param>
    /// <param name="region">The registered memory, to be disposed; null after an error.</param>
    /// <returns>0, or what attaching and mapping return. That there are no hints is no error.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult Register(
        [UapiRole(UapiRole.FileDescriptor), UapiRole(UapiRole.Imports)] int fileDescriptor,
        bool hasOwnHints,
        [UapiRole(UapiRole.Output)] out EmulatedMemoryRegion? region)
    {
        region = null;
        UapiResult attached = kernel.Attach(fileDescriptor, this, out DmaBufAttachment? attachment);
        if (attachment is null)
        {
            return attached;
        }

        TphHints? hints = hasOwnHints ? null : Ask(fileDescriptor, attachment);
        EmulatedMemoryRegion made = new(attachment, hints);
        UapiResult mapped = made.Map();
        if (mapped.IsSuccess)
        {
            region = made;
        }
        else
        {
            attachment.Dispose();
        }

        return mapped;
    }

    /// <inheritdoc/>
    public override void InvalidateMappings(DmaBufAttachment attachment)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        (attachment.State as EmulatedMemoryRegion)?.Unmap();
    }

    private TphHints? Ask(int fileDescriptor, DmaBufAttachment attachment)
    {
        bool extended = requester == PcieTphRequester.Extended;
        ushort tag;
        byte hint;
        if (kernel.Tph?.Version == TphVersion.Latest)
        {
            if (requester is not (PcieTphRequester.Tph or PcieTphRequester.Extended) || !attachment.GetPciTph(extended, out tag, out hint).IsSuccess)
            {
                return null;
            }
        }
        else
        {
            // The second version looks the descriptor up again: it may be another buffer's by now.
            if (!kernel.Get(fileDescriptor, out Uapi.dma_buf* dmaBuf).IsSuccess)
            {
                return null;
            }

            bool told = kernel.AskTph(dmaBuf, extended ? (byte)16 : (byte)8, out tag, out hint).IsSuccess;
            kernel.Put(dmaBuf);
            if (!told)
            {
                return null;
            }
        }

        return extended ? new TphHints(hint) { ExtendedSteeringTag = tag } : new TphHints(hint) { SteeringTag = checked((byte)tag) };
    }
}

/// <summary>Memory registered with an adapter. When its mapping is invalidated it stays registered, without one, and its hints grow stale.</summary>
public sealed class EmulatedMemoryRegion : IDisposable
{
    private readonly DmaBufAttachment _attachment;

    internal EmulatedMemoryRegion(DmaBufAttachment attachment, TphHints? hints)
    {
        _attachment = attachment;
        Hints = hints;
        attachment.State = this;
    }

    /// <summary>What the adapter sends with its writes; null for nothing.</summary>
    public TphHints? Hints { get; }

    /// <summary>The addresses; null since they were invalidated.</summary>
    public DmaBufMapping? Mapping { get; private set; }

    /// <summary>Maps the memory, at first or again.</summary>
    /// <returns>0; ENODEV when the buffer is revoked, ENOMEM.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult Map()
    {
        lock (_attachment.Buffer.Reservation)
        {
            if (Mapping is not null)
            {
                return UapiResult.Success();
            }

            UapiResult mapped = _attachment.Map(Uapi.dma_data_direction.DMA_BIDIRECTIONAL, out DmaBufMapping? mapping);
            if (mapped.IsSuccess)
            {
                Mapping = mapping;
            }

            return mapped;
        }
    }

    /// <summary>Gives everything back.</summary>
    public void Dispose()
    {
        Unmap();
        _attachment.Dispose();
    }

    internal void Unmap()
    {
        lock (_attachment.Buffer.Reservation)
        {
            if (Mapping is { } mapping)
            {
                Mapping = null;
                _attachment.Unmap(mapping, Uapi.dma_data_direction.DMA_BIDIRECTIONAL);
            }
        }
    }
}
