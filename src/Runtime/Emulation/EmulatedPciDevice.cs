// Emulation: a PCI device that VFIO has. Mirrors struct vfio_pci_core_device and what happens to it.
using System;
using System.Collections.Generic;
using System.Threading;
using UapiGen.Runtime.Emulation;

namespace UapiGen.Runtime;

/// <summary>A PCI device of an emulated kernel, with its BARs and the dma-bufs made of them.</summary>
#pragma warning disable CA1001 // The lock is left to its finalizer: an importer may release a dma-buf after everything else is gone.
public sealed class EmulatedPciDevice
#pragma warning restore CA1001
{
    private readonly object _openGate = new();
    private readonly ReaderWriterLockSlim _memoryLock = new();
    private readonly HashSet<VfioDmaBuf> _dmaBufs = [];
    private readonly EmulatedBar[] _bars = new EmulatedBar[Uapi.VFIO_PCI_ROM_REGION_INDEX];
    private bool _memoryEnabled = true;
    private bool _goesAway;
    private int _openCount;

    internal EmulatedPciDevice(EmulatedKernel kernel, string path, ReadOnlySpan<EmulatedBar> bars)
    {
        Kernel = kernel;
        Path = path;
        if (bars.Length > _bars.Length)
        {
            throw new ArgumentException("A PCI device has at most six BARs.", nameof(bars));
        }

        bars.CopyTo(_bars);
    }

    /// <summary>The kernel that has the device.</summary>
    public EmulatedKernel Kernel { get; }

    /// <summary>The device's node: <c>/dev/vfio/devices/vfio0</c>.</summary>
    public string Path { get; }

    /// <summary>The six BARs.</summary>
    public ReadOnlySpan<EmulatedBar> Bars => _bars;

    /// <summary>Whether the driver lets other devices at the BARs; without it <c>VFIO_DEVICE_FEATURE_DMA_BUF</c> is EOPNOTSUPP.</summary>
    public bool HasPeerToPeer { get; init; } = true;

    /// <summary>
    /// Memory decode, the bit of the PCI command register. While it is off the device's dma-bufs are revoked:
    /// they can be made and given hints, but importers are shut out.
    /// </summary>
    public bool MemoryEnabled
    {
        get
        {
            _memoryLock.EnterReadLock();
            try
            {
                return _memoryEnabled;
            }
            finally
            {
                _memoryLock.ExitReadLock();
            }
        }

        set
        {
            _memoryLock.EnterWriteLock();
            try
            {
                _memoryEnabled = value;
                foreach (VfioDmaBuf buffer in _dmaBufs)
                {
                    buffer.IsRevoked = !value;
                }
            }
            finally
            {
                _memoryLock.ExitWriteLock();
            }
        }
    }

    /// <summary>Opens the device as <c>VFIO_GROUP_GET_DEVICE_FD</c> does: ready for use, and closed on exec.</summary>
    /// <exception cref="UapiException">EMFILE: the kernel has no descriptor left.</exception>
    public VfioDevice Open()
    {
        int fileDescriptor = UapiResult.FromKernel(OpenDescriptor(hasAccess: true, closeOnExec: true))
            .ThrowIfError(nameof(Uapi.VFIO_GROUP_GET_DEVICE_FD), Path);
        return new VfioDevice(new VfioDeviceHandle(Kernel, fileDescriptor));
    }

    /// <summary>Begins the removal of the device: open descriptors stay, but no more dma-bufs are made (ENODEV).</summary>
    public void Remove() => Volatile.Write(ref _goesAway, true);

    internal int OpenDescriptor(bool hasAccess, bool closeOnExec)
    {
        if (hasAccess)
        {
            lock (_openGate)
            {
                _openCount++;
            }
        }

        return Kernel.Install(new VfioDeviceFile(this, hasAccess), closeOnExec);
    }

    /// <summary>An open file of the device went. With the last one the dma-bufs lose the device, for good.</summary>
    internal void Close()
    {
        lock (_openGate)
        {
            if (--_openCount > 0)
            {
                return;
            }

            _memoryLock.EnterWriteLock();
            try
            {
                foreach (VfioDmaBuf buffer in _dmaBufs)
                {
                    buffer.Orphan();
                }

                _dmaBufs.Clear();
            }
            finally
            {
                _memoryLock.ExitWriteLock();
            }
        }
    }

    /// <summary>Makes a dma-buf and a descriptor for it.</summary>
    /// <param name="flags">The descriptor's; of bits other than O_CLOEXEC, known or not, nothing is asked.</param>
    /// <returns>The descriptor, -ENODEV or -EMFILE.</returns>
    internal int Export(UapiOpenFlags flags)
    {
        if (Volatile.Read(ref _goesAway))
        {
            return -Errno.ENODEV;
        }

        VfioDmaBuf buffer = new(this);
        _memoryLock.EnterWriteLock();
        try
        {
            buffer.IsRevoked = !_memoryEnabled;
            _dmaBufs.Add(buffer);
        }
        finally
        {
            _memoryLock.ExitWriteLock();
        }

        return Kernel.Install(buffer, (flags & UapiOpenFlags.CloseOnExec) != 0);
    }

    /// <summary>Gives a buffer its hints.</summary>
    /// <returns>0; -EINVAL when the buffer is not, or no longer, this device's.</returns>
    internal int StoreTph(VfioDmaBuf buffer, int tph)
    {
        _memoryLock.EnterWriteLock();
        try
        {
            if (buffer.Owner != this)
            {
                return -Errno.EINVAL;
            }

            buffer.Tph = tph;
            return 0;
        }
        finally
        {
            _memoryLock.ExitWriteLock();
        }
    }

    /// <summary>Forgets a buffer that is being released.</summary>
    internal void Unlink(VfioDmaBuf buffer)
    {
        _memoryLock.EnterWriteLock();
        try
        {
            _dmaBufs.Remove(buffer);
        }
        finally
        {
            _memoryLock.ExitWriteLock();
        }
    }
}
