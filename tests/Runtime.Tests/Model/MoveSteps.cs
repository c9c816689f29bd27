namespace UapiGen.Runtime.Tests.Model;

/// <summary>
/// A device's buffers, moved one by one under its memory lock: by a reset, by the memory bit, and by the release of the device's last file, with which
/// every call that held a file ends.
/// </summary>
internal static class MoveSteps
{
    /// <summary>The first step of a call that moves a device's buffers.</summary>
    public const byte LockMemory = 20;

    /// <summary>The step of a call that lets go of a file; the last to do so releases the device.</summary>
    public const byte PutDevice = 30;

    private const byte MoveOut = 21;
    private const byte MoveIn = 22;
    private const byte Unlock = 23;
    private const byte LockCleanup = 31;
    private const byte Orphan = 32;
    private const byte EndCleanup = 33;

    public static void Next(ModelState state, int thread, in ModelCall call, Progress progress, Successors successors)
    {
        switch (progress.Step)
        {
            case LockMemory when state.MemoryLock[progress.Device] == ModelState.None:
                BeginMove(state, thread, call, progress, successors);
                break;
            case MoveOut or MoveIn or Orphan:
                Move(state, progress, successors, after: progress.Step switch
                {
                    MoveOut when call.Kind == CallKind.Reset && state.MemoryEnabled[progress.Device] => MoveIn,
                    Orphan => EndCleanup,
                    _ => Unlock,
                });
                break;
            case Unlock:
                ModelState unlocked = state.Copy();
                unlocked.MemoryLock[progress.Device] = ModelState.None;
                progress.Result = 0;
                if (progress.Held == ModelState.None)
                {
                    successors.Done(unlocked, progress, 0);
                }
                else
                {
                    successors.Then(unlocked, progress, PutDevice);
                }

                break;
            case PutDevice:
                Put(state, thread, progress, successors);
                break;
            case LockCleanup when state.MemoryLock[progress.Device] == ModelState.None:
                ModelState locked = state.Copy();
                locked.MemoryLock[progress.Device] = (sbyte)thread;
                progress.Left = BuffersOf(locked, progress.Device);
                successors.Then(locked, progress, Orphan);
                break;
            case EndCleanup:
                ModelState ended = state.Copy();
                ended.MemoryLock[progress.Device] = ModelState.None;
                ended.OpenGate[progress.Device] = ModelState.None;
                PutNext(ended, progress, successors);
                break;
        }
    }

    private static void BeginMove(ModelState state, int thread, in ModelCall call, Progress progress, Successors successors)
    {
        ModelState locked = state.Copy();
        locked.MemoryLock[progress.Device] = (sbyte)thread;
        bool isIn = false;
        if (call.Kind == CallKind.Memory)
        {
            isIn = call.Argument != 0;
            locked.MemoryEnabled[progress.Device] = isIn;
        }

        progress.Left = BuffersOf(locked, progress.Device);
        successors.Then(locked, progress, isIn ? MoveIn : MoveOut);
    }

    // One buffer at a time, in any order.
    private static void Move(ModelState state, Progress progress, Successors successors, byte after)
    {
        if (progress.Left == 0)
        {
            progress.Left = after == MoveIn ? BuffersOf(state, progress.Device) : 0;
            successors.Then(state, progress, after);
            return;
        }

        for (int buffer = 0; buffer < state.Files.Length; buffer++)
        {
            if ((progress.Left & (1UL << buffer)) == 0)
            {
                continue;
            }

            ModelState moved = state.Copy();
            if (progress.Step == MoveIn)
            {
                moved.Files[buffer].IsRevoked = false;
            }
            else
            {
                moved.Revoke(buffer);
            }

            if (progress.Step == Orphan)
            {
                moved.Files[buffer].Device = ModelState.None;
            }

            Progress next = progress;
            next.Left &= ~(1UL << buffer);
            successors.Add((moved, next));
        }
    }

    // The last reference to a device's file closes the device, when no other file of it is open.
    private static void Put(ModelState state, int thread, Progress progress, Successors successors)
    {
        int device = state.Files[progress.Held].Device;
        if (state.Files[progress.Held].References == 1 && state.OpenGate[device] != ModelState.None)
        {
            return;
        }

        ModelState next = state.Copy();
        if (--next.Files[progress.Held].References > 0 || --next.OpenCount[device] > 0)
        {
            PutNext(next, progress, successors);
            return;
        }

        next.OpenGate[device] = (sbyte)thread;
        progress.Device = (sbyte)device;
        successors.Then(next, progress, LockCleanup);
    }

    // After one file was put: the other, or the end.
    private static void PutNext(ModelState state, Progress progress, Successors successors)
    {
        if (progress.AlsoHeld == 0)
        {
            successors.Done(state, progress, progress.Result);
            return;
        }

        progress.Held = (sbyte)(progress.AlsoHeld - 1);
        progress.AlsoHeld = 0;
        successors.Then(state, progress, PutDevice);
    }

    private static ulong BuffersOf(ModelState state, int device)
    {
        ulong buffers = 0;
        for (int file = 0; file < state.Files.Length; file++)
        {
            if (state.Files[file].IsBuffer && state.Files[file].Device == device)
            {
                buffers |= 1UL << file;
            }
        }

        return buffers;
    }
}
