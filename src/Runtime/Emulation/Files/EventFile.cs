// Emulation: man 2 eventfd, a counter that can be waited for. Mirrors fs/eventfd.c.
using System;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>A counter of 64 bits; interrupts add to it.</summary>
/// <param name="kernel">Whose waiters are told.</param>
/// <param name="initialValue">What it counts from.</param>
internal sealed class EventFile(EmulatedKernel kernel, uint initialValue) : OpenFile
{
    private readonly object _gate = new();
    private ulong _count = initialValue;

    public void Signal(ulong value)
    {
        lock (_gate)
        {
            _count = _count > ulong.MaxValue - 1 - value ? ulong.MaxValue - 1 : _count + value;
        }

        kernel.WakePollers();
    }

    public override UapiPollEvents Poll()
    {
        lock (_gate)
        {
            return (_count > 0 ? UapiPollEvents.Input : UapiPollEvents.None) | (_count < ulong.MaxValue - 1 ? UapiPollEvents.Output : UapiPollEvents.None);
        }
    }

    // It has no position, and says so by staying at the start.
    public override int Seek(long offset, System.IO.SeekOrigin origin, out long position)
    {
        position = 0;
        return 0;
    }

    // A read that would wait is EAGAIN here, with and without O_NONBLOCK: waiting is what poll is for.
    public override int Read(Span<byte> destination)
    {
        if (destination.Length < sizeof(ulong))
        {
            return -Errno.EINVAL;
        }

        lock (_gate)
        {
            if (_count == 0)
            {
                return -Errno.EAGAIN;
            }

            MemoryMarshal.Write(destination, in _count);
            _count = 0;
        }

        kernel.WakePollers();
        return sizeof(ulong);
    }

    public override int Write(ReadOnlySpan<byte> source)
    {
        if (source.Length != sizeof(ulong))
        {
            return -Errno.EINVAL;
        }

        ulong value = MemoryMarshal.Read<ulong>(source);
        if (value == ulong.MaxValue)
        {
            return -Errno.EINVAL;
        }

        lock (_gate)
        {
            if (_count > ulong.MaxValue - 1 - value)
            {
                return -Errno.EAGAIN;
            }
        }

        Signal(value);
        return sizeof(ulong);
    }
}
