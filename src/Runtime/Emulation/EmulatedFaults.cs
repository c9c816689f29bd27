// Emulation: faults by order, for the errors that no argument provokes.
using System;

namespace UapiGen.Runtime;

/// <summary>What can be made to fail.</summary>
public enum EmulatedFault
{
    /// <summary>A copy from the caller's memory: EFAULT.</summary>
    CopyFromUser,

    /// <summary>A copy to the caller's memory: EFAULT.</summary>
    CopyToUser,

    /// <summary>An allocation of the kernel's: ENOMEM.</summary>
    Allocation,

    /// <summary>The making of an open file: ENFILE.</summary>
    File,

    /// <summary>The exporter's module, which is being unloaded: ENOENT.</summary>
    Module,

    /// <summary>The search for a free descriptor: EMFILE.</summary>
    Descriptor,

    /// <summary>A wait that a signal can end: EINTR.</summary>
    Interrupt,
}

/// <summary>Makes calls of an emulated kernel fail.</summary>
public sealed class EmulatedFaults
{
    private readonly object _gate = new();
    private readonly (int First, int Last)[] _orders = new (int, int)[Enum.GetValues<EmulatedFault>().Length];
    private volatile bool _any;

    /// <summary>Orders failures, in place of an earlier order for the same fault.</summary>
    /// <param name="fault">What is to fail.</param>
    /// <param name="call">The first time that fails, counted from now on; 1 is the next.</param>
    /// <param name="times">How many in a row fail.</param>
    public void Arm(EmulatedFault fault, int call = 1, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(call, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_gate)
        {
            _orders[(int)fault] = (call, call + times - 1);
            _any = true;
        }
    }

    /// <summary>Takes all orders back.</summary>
    public void Disarm()
    {
        lock (_gate)
        {
            Array.Clear(_orders);
            _any = false;
        }
    }

    /// <summary>Whether this time is to fail.</summary>
    internal bool Hits(EmulatedFault fault) => _any && Count(fault);

    private bool Count(EmulatedFault fault)
    {
        lock (_gate)
        {
            ref (int First, int Last) order = ref _orders[(int)fault];
            if (order.Last == 0)
            {
                return false;
            }

            order = (order.First - 1, order.Last - 1);
            return order.First <= 0;
        }
    }
}
