// Emulation: vdev->memory_lock, a reader-writer semaphore. It guards whether a device's memory can be reached.
using System.Threading;

namespace UapiGen.Runtime.Emulation;

/// <summary>Many readers or one writer. Not recursive; a writer that waits keeps new readers out.</summary>
internal sealed class MemoryLock
{
    private const int Written = -1;
    private readonly object _gate = new();

    // Readers, or Written.
    private int _holders;
    private int _waitingWriters;
    private int _waiters;

    public void EnterWrite()
    {
        if (Interlocked.CompareExchange(ref _holders, Written, 0) == 0)
        {
            return;
        }

        lock (_gate)
        {
            _waitingWriters++;
            _waiters++;
            Interlocked.MemoryBarrier();
            while (Interlocked.CompareExchange(ref _holders, Written, 0) != 0)
            {
                Monitor.Wait(_gate);
            }

            _waiters--;
            _waitingWriters--;
        }
    }

    public void ExitWrite()
    {
        Interlocked.Exchange(ref _holders, 0);
        Wake();
    }

    public void EnterRead()
    {
        if (Volatile.Read(ref _waitingWriters) == 0 && TryEnterRead())
        {
            return;
        }

        lock (_gate)
        {
            _waiters++;
            Interlocked.MemoryBarrier();
            while (_waitingWriters > 0 || !TryEnterRead())
            {
                Monitor.Wait(_gate);
            }

            _waiters--;
        }
    }

    public void ExitRead()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            Wake();
        }
    }

    private bool TryEnterRead()
    {
        int holders = Volatile.Read(ref _holders);
        while (holders != Written)
        {
            int seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
            {
                return true;
            }

            holders = seen;
        }

        return false;
    }

    // Whoever waits has counted itself before it looked at the holders a last time, and so is either seen here or sees the change.
    private void Wake()
    {
        if (Volatile.Read(ref _waiters) != 0)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }
}
