// Emulation: the dma-bufs that VFIO PCI devices export. Mirrors drivers/vfio/pci/vfio_pci_dmabuf.c.
using System.Threading;

namespace UapiGen.Runtime.Emulation;

/// <summary>A buffer made of parts of a BAR.</summary>
internal sealed unsafe class VfioDmaBuf : EmulatedDmaBuf
{
    private readonly DmaBufPiece[] _pieces;
    private readonly object _completion = new();
    private EmulatedPciDevice? _owner;
    private bool _isRevoked;
    private int _mappings;
    private int _tph;

    public VfioDmaBuf(EmulatedPciDevice owner, DmaBufPiece[] pieces, ulong size)
        : base(owner.Kernel, VfioDmaBufOperations.For(owner.Kernel.Tph), size)
    {
        _owner = owner;
        _pieces = pieces;
    }

    /// <summary>The device that made it; null for good once that was closed. Changes under the device's memory lock.</summary>
    public EmulatedPciDevice? Owner => Volatile.Read(ref _owner);

    /// <summary>Whether importers are shut out. Changes under the device's memory lock and the reservation lock; attach reads it under neither.</summary>
    public bool IsRevoked => Volatile.Read(ref _isRevoked);

    /// <summary>What the profile stored. It stays when the owner goes.</summary>
    public int Tph
    {
        get => Volatile.Read(ref _tph);
        set => Volatile.Write(ref _tph, value);
    }

    public int MappingCount => Volatile.Read(ref _mappings);

    /// <summary>An importer wants to use the buffer: who cannot reach a device, comes too late, or cannot let go, may not.</summary>
    public int Attach(DmaBufAttachment attachment)
    {
        if (!attachment.PeerToPeer)
        {
            return -Errno.EOPNOTSUPP;
        }

        if (IsRevoked)
        {
            return -Errno.ENODEV;
        }

        return attachment.Importer.CanInvalidate ? 0 : -Errno.EOPNOTSUPP;
    }

    /// <summary>Addresses for an importer; the caller holds the reservation lock.</summary>
    public int MapForDevice(out DmaBufMapping? mapping)
    {
        mapping = null;
        Kernel.AssertHeld(Reservation);
        if (IsRevoked)
        {
            return -Errno.ENODEV;
        }

        if (Kernel.Faults.Hits(EmulatedFault.Allocation))
        {
            return -Errno.ENOMEM;
        }

        mapping = new DmaBufMapping(_pieces);
        _mappings++;
        return 0;
    }

    /// <summary>Takes the addresses back; the caller holds the reservation lock.</summary>
    public void UnmapForDevice(DmaBufMapping mapping)
    {
        Kernel.AssertHeld(Reservation);
        mapping.Free();
        lock (_completion)
        {
            if (--_mappings == 0)
            {
                Monitor.PulseAll(_completion);
            }
        }
    }

    /// <summary>iommufd's way to the one piece of a buffer: <c>vfio_pci_dma_buf_iommufd_map</c>.</summary>
    public int MapPrivate(out DmaBufPiece piece)
    {
        piece = default;
        lock (Reservation)
        {
            if (IsRevoked)
            {
                return -Errno.ENODEV;
            }

            if (_pieces.Length != 1)
            {
                return -Errno.EOPNOTSUPP;
            }

            piece = _pieces[0];
            return 0;
        }
    }

    /// <summary>Shuts importers out, or lets them in again. The caller holds the device's memory lock for writing.</summary>
    public void Move(bool revoked)
    {
        if (IsRevoked == revoked)
        {
            return;
        }

        lock (Reservation)
        {
            if (revoked)
            {
                Volatile.Write(ref _isRevoked, true);
            }

            InvalidateMappings();
        }

        if (revoked)
        {
            WaitUntilUnmapped();
            return;
        }

        lock (Reservation)
        {
            Volatile.Write(ref _isRevoked, false);
        }
    }

    /// <summary>The state that a new buffer starts with. The caller holds the device's memory lock for writing.</summary>
    public void Begin(bool revoked) => Volatile.Write(ref _isRevoked, revoked);

    /// <summary>Cuts the buffer off from a device that is closed. The caller holds the device's memory lock for writing.</summary>
    public void Orphan()
    {
        Move(revoked: true);
        Volatile.Write(ref _owner, null);
    }

    // Without limit, as in the kernel: an importer that keeps its mapping keeps the device.
    private void WaitUntilUnmapped()
    {
        lock (_completion)
        {
            while (_mappings != 0)
            {
                Monitor.Wait(_completion);
            }
        }
    }
}
