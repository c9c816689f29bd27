// Emulation: whether a device's memory can be reached, and the dma-bufs that depend on it. Mirrors the callers of
// vfio_pci_dma_buf_move and vfio_pci_dma_buf_cleanup. Locks: the memory lock, then a buffer's reservation lock.
using System.Collections.Generic;
using System.Threading;

namespace UapiGen.Runtime.Emulation;

/// <summary>Memory decode, low power, and the list of dma-bufs, all under one reader-writer lock.</summary>
internal sealed class DeviceMemory
{
    private readonly HashSet<VfioDmaBuf> _dmaBufs = [];
    private bool _isEnabled = true;
    private bool _isLowPower;
    private EventFile? _wakeup;

    public MemoryLock Lock { get; } = new();

    /// <summary>The bit of the command register; low power does not change it.</summary>
    public bool IsEnabled
    {
        get
        {
            Lock.EnterRead();
            bool enabled = _isEnabled;
            Lock.ExitRead();
            return enabled;
        }
    }

    /// <summary>The same for who holds the lock. A call reaches the device in low power, too, for it wakes it.</summary>
    public bool IsEnabledNow => _isEnabled;

    private bool IsUsable => _isEnabled && !_isLowPower;

    public int DmaBufCount
    {
        get
        {
            Lock.EnterRead();
            int count = _dmaBufs.Count;
            Lock.ExitRead();
            return count;
        }
    }

    /// <summary>Writes the bit of the command register.</summary>
    public void Enable(bool enabled)
    {
        List<VfioDmaBuf> held = [];
        Lock.EnterWrite();
        _isEnabled = enabled;
        Move(held, revoked: !IsUsable);
        Leave(held);
    }

    /// <summary>A reset: the buffers are taken away, and given back when decode is on afterwards.</summary>
    public void Reset()
    {
        List<VfioDmaBuf> held = [];
        Lock.EnterWrite();
        Move(held, revoked: true);
        if (IsUsable)
        {
            Move(held, revoked: false);
        }

        Leave(held);
    }

    /// <summary>Low power by <c>VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY</c>.</summary>
    /// <param name="wakeup">What is told when a call wakes the device, which ends low power; null for calls that just interrupt it.</param>
    /// <returns>0, and the reference to the event is taken over; or -EINVAL when it is in low power already.</returns>
    public int EnterLowPower(EventFile? wakeup)
    {
        List<VfioDmaBuf> held = [];
        Lock.EnterWrite();
        bool wasLowPower = _isLowPower;
        if (!wasLowPower)
        {
            _isLowPower = true;
            Volatile.Write(ref _wakeup, wakeup);
            Move(held, revoked: true);
        }

        Leave(held);
        return wasLowPower ? -Errno.EINVAL : 0;
    }

    /// <summary>A call reaches the device: <c>vfio_pci_core_runtime_resume</c>.</summary>
    public void Resume()
    {
        if (Volatile.Read(ref _wakeup) is null)
        {
            return;
        }

        Lock.EnterWrite();
        EventFile? told = _wakeup;
        _wakeup = null;
        _isLowPower &= told is null;
        Lock.ExitWrite();
        told?.Signal(1);
        told?.Put();
    }

    /// <summary>The way back, which cannot fail.</summary>
    public void ExitLowPower()
    {
        List<VfioDmaBuf> held = [];
        Lock.EnterWrite();
        _isLowPower = false;
        EventFile? wakeup = _wakeup;
        _wakeup = null;
        Move(held, revoked: !IsUsable);
        Leave(held);
        wakeup?.Put();
    }

    /// <summary>Links a new buffer. One that is made while memory is off is born revoked.</summary>
    public void Link(VfioDmaBuf buffer)
    {
        Lock.EnterWrite();
        buffer.Begin(revoked: !_isEnabled);
        _dmaBufs.Add(buffer);
        Lock.ExitWrite();
    }

    /// <summary>Forgets a buffer that is being released.</summary>
    public void Unlink(VfioDmaBuf buffer)
    {
        Lock.EnterWrite();
        _dmaBufs.Remove(buffer);
        Lock.ExitWrite();
    }

    /// <summary>The device is closed: its buffers lose it for good. Low power ends with the session.</summary>
    public void Cleanup()
    {
        List<VfioDmaBuf> held = [];
        Lock.EnterWrite();
        EventFile? wakeup = _wakeup;
        _wakeup = null;
        foreach (VfioDmaBuf buffer in _dmaBufs)
        {
            // One without a reference is being released, and unlinks itself.
            if (buffer.TryGet())
            {
                held.Add(buffer);
                buffer.Orphan();
            }
        }

        foreach (VfioDmaBuf buffer in held)
        {
            _dmaBufs.Remove(buffer);
        }

        _isLowPower = false;
        Leave(held);
        wakeup?.Put();
    }

    private void Move(List<VfioDmaBuf> held, bool revoked)
    {
        foreach (VfioDmaBuf buffer in _dmaBufs)
        {
            if (buffer.TryGet())
            {
                held.Add(buffer);
                buffer.Move(revoked);
            }
        }
    }

    // References go back without the lock, for the last of a buffer takes it.
    private void Leave(List<VfioDmaBuf> held)
    {
        Lock.ExitWrite();
        foreach (VfioDmaBuf buffer in held)
        {
            buffer.Put();
        }
    }
}
