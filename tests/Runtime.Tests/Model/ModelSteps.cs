using System.Collections.Generic;

namespace UapiGen.Runtime.Tests.Model;

/// <summary>How far a call has come.</summary>
internal struct Progress
{
    public byte Step;

    /// <summary>The device's file that the call holds, the next one to be put.</summary>
    public sbyte Held;

    /// <summary>Another one that is put after it, and 1 more so that 0 is none: a look-up holds even a file that turns out to be the wrong one.</summary>
    public sbyte AlsoHeld;

    public sbyte Buffer;

    /// <summary>The device whose buffers the call moves, and which of them are still to be moved.</summary>
    public sbyte Device;

    public ulong Left;

    public int Result;

    public bool IsDone;
}

/// <summary>
/// The calls as sequences of steps, each of which happens at once, from KERNEL 2.3 to 2.7. A step that has to wait gives no successor; one
/// that leaves a choice gives several.
/// </summary>
internal sealed class ModelSteps(TphVersion version)
{
    // Steps of a call that moves a device's buffers, and of the release of a device's last file.
    private const byte LockMemory = 20;
    private const byte MoveOut = 21;
    private const byte MoveIn = 22;
    private const byte Unlock = 23;
    private const byte PutDevice = 30;
    private const byte LockCleanup = 31;
    private const byte Orphan = 32;
    private const byte EndCleanup = 33;

    /// <summary>What can happen next.</summary>
    public void Next(ModelState state, int thread, in ModelCall call, Progress progress, List<(ModelState State, Progress Progress)> successors)
    {
        if (progress.Step >= LockMemory)
        {
            NextMove(state, thread, call, progress, successors);
            return;
        }

        switch (call.Kind)
        {
            case CallKind.Open:
                Open(state, call, progress, successors);
                break;
            case CallKind.Close:
                Close(state, call, progress, successors);
                break;
            case CallKind.Duplicate:
                Duplicate(state, call, progress, successors);
                break;
            case CallKind.Export:
                Export(state, call, progress, successors);
                break;
            case CallKind.Set:
                Set(state, call, progress, successors);
                break;
            case CallKind.Reset:
                Find(state, call, progress, LockMemory, successors);
                break;
            case CallKind.Memory:
                progress.Held = ModelState.None;
                progress.Device = (sbyte)call.Target;
                progress.Step = LockMemory;
                NextMove(state, thread, call, progress, successors);
                break;
            default:
                Importer(state, thread, call, progress, successors);
                break;
        }
    }

    private static void Done(ModelState state, Progress progress, int result, List<(ModelState, Progress)> successors)
    {
        progress.Result = result;
        progress.IsDone = true;
        successors.Add((state, progress));
    }

    private static void Then(ModelState state, Progress progress, byte step, List<(ModelState, Progress)> successors)
    {
        progress.Step = step;
        successors.Add((state, progress));
    }

    private static void Open(ModelState state, in ModelCall call, Progress progress, List<(ModelState, Progress)> successors)
    {
        if (progress.Step == 0)
        {
            if (state.OpenGate[call.Target] == ModelState.None)
            {
                ModelState next = state.Copy();
                next.OpenCount[call.Target]++;
                Then(next, progress, 1, successors);
            }

            return;
        }

        ModelState opened = state.Copy();
        progress.Held = opened.Add(new ModelFile { Device = (sbyte)call.Target, References = 1 });
        progress.Result = opened.Install(progress.Held);
        if (progress.Result >= 0)
        {
            Done(opened, progress, progress.Result, successors);
        }
        else
        {
            Then(opened, progress, PutDevice, successors);
        }
    }

    private static void Close(ModelState state, in ModelCall call, Progress progress, List<(ModelState, Progress)> successors)
    {
        sbyte file = state.Table[call.Target];
        if (file == ModelState.None)
        {
            Done(state, progress, -Errno.EBADF, successors);
            return;
        }

        ModelState next = state.Copy();
        next.Table[call.Target] = ModelState.None;
        progress.Held = file;
        progress.Result = 0;
        if (next.Files[file].IsBuffer)
        {
            Done(next, progress, 0, successors);
        }
        else
        {
            Then(next, progress, PutDevice, successors);
        }
    }

    private static void Duplicate(ModelState state, in ModelCall call, Progress progress, List<(ModelState, Progress)> successors)
    {
        sbyte file = state.Table[call.Target];
        if (file == ModelState.None)
        {
            Done(state, progress, -Errno.EBADF, successors);
            return;
        }

        ModelState next = state.Copy();
        int result = next.Install(file);
        if (result >= 0 && !next.Files[file].IsBuffer)
        {
            next.Files[file].References++;
        }

        Done(next, progress, result, successors);
    }

    // The device's file of a descriptor, held until the call ends; a dma-buf does not know the request.
    private static void Find(ModelState state, in ModelCall call, Progress progress, byte then, List<(ModelState, Progress)> successors)
    {
        sbyte file = state.Table[call.Target];
        if (file == ModelState.None || state.Files[file].IsBuffer)
        {
            Done(state, progress, file == ModelState.None ? -Errno.EBADF : -Errno.ENOTTY, successors);
            return;
        }

        ModelState next = state.Copy();
        next.Files[file].References++;
        progress.Held = file;
        progress.Device = next.Files[file].Device;
        Then(next, progress, then, successors);
    }

    private static void Export(ModelState state, in ModelCall call, Progress progress, List<(ModelState, Progress)> successors)
    {
        switch (progress.Step)
        {
            case 0:
                Find(state, call, progress, 1, successors);
                break;
            case 1 when state.MemoryLock[progress.Device] == ModelState.None:
                ModelState linked = state.Copy();
                progress.Buffer = linked.Add(new ModelFile { IsBuffer = true, Device = progress.Device, IsRevoked = !linked.MemoryEnabled[progress.Device] });
                Then(linked, progress, 2, successors);
                break;
            case 2:
                ModelState installed = state.Copy();
                progress.Result = installed.Install(progress.Buffer);
                Then(installed, progress, PutDevice, successors);
                break;
        }
    }

    private void Set(ModelState state, in ModelCall call, Progress progress, List<(ModelState, Progress)> successors)
    {
        switch (progress.Step)
        {
            case 0:
                Find(state, call, progress, 1, successors);
                break;
            case 1:
                progress.Buffer = state.Table[call.Argument];
                if (progress.Buffer == ModelState.None)
                {
                    progress.Result = -Errno.EBADF;
                    Then(state, progress, PutDevice, successors);
                }
                else if (state.Files[progress.Buffer].IsBuffer)
                {
                    Then(state, progress, 2, successors);
                }
                else
                {
                    progress.AlsoHeld = (sbyte)(progress.Held + 1);
                    HoldWrongFile(state, progress, successors);
                }

                break;
            case 2 when version == TphVersion.Latest || state.MemoryLock[progress.Device] == ModelState.None:
                ModelState next = state;
                progress.Result = -Errno.EINVAL;
                if (state.Files[progress.Buffer].Device == progress.Device)
                {
                    next = state.Copy();
                    next.Files[progress.Buffer].Tph = call.Tph;
                    progress.Result = 0;
                }

                Then(next, progress, PutDevice, successors);
                break;
        }
    }

    // A device's file where a dma-buf is wanted: EINVAL, but it is held for a moment, and the last to let go closes the device.
    private static void HoldWrongFile(ModelState state, Progress progress, List<(ModelState, Progress)> successors)
    {
        ModelState held = state.Copy();
        held.Files[progress.Buffer].References++;
        progress.Held = progress.Buffer;
        progress.Result = -Errno.EINVAL;
        Then(held, progress, PutDevice, successors);
    }

    // After one file was put: the other, or the end.
    private static void PutNext(ModelState state, Progress progress, List<(ModelState, Progress)> successors)
    {
        if (progress.AlsoHeld == 0)
        {
            Done(state, progress, progress.Result, successors);
            return;
        }

        progress.Held = (sbyte)(progress.AlsoHeld - 1);
        progress.AlsoHeld = 0;
        Then(state, progress, PutDevice, successors);
    }

    private void Importer(ModelState state, int thread, in ModelCall call, Progress progress, List<(ModelState, Progress)> successors)
    {
        if (call.Kind is CallKind.Get or CallKind.Attach && progress.Step == 0)
        {
            progress.Buffer = state.Table[call.Target];
            if (progress.Buffer == ModelState.None)
            {
                Done(state, progress, -Errno.EBADF, successors);
            }
            else if (state.Files[progress.Buffer].IsBuffer)
            {
                Then(state, progress, 1, successors);
            }
            else
            {
                HoldWrongFile(state, progress, successors);
            }

            return;
        }

        ModelState next = state.Copy();
        switch (call.Kind)
        {
            case CallKind.Get:
                Done(state, progress, TphWord.Answer(version, state.Files[progress.Buffer].Tph, call.Argument != 0), successors);
                break;
            case CallKind.Attach when state.Files[progress.Buffer].IsRevoked:
                Done(state, progress, -Errno.ENODEV, successors);
                break;
            case CallKind.Attach:
                next.Attached[thread] = progress.Buffer;
                Done(next, progress, 0, successors);
                break;
            case CallKind.Detach:
                next.Attached[thread] = ModelState.None;
                Done(next, progress, 0, successors);
                break;
            case CallKind.Map when state.Files[state.Attached[thread]].IsRevoked:
                Done(state, progress, -Errno.ENODEV, successors);
                break;
            case CallKind.Map:
                next.Mapped[thread] = true;
                Done(next, progress, 0, successors);
                break;
            default:
                next.Mapped[thread] = false;
                Done(next, progress, state.Mapped[thread] ? 1 : 0, successors);
                break;
        }
    }

    private static void NextMove(ModelState state, int thread, in ModelCall call, Progress progress, List<(ModelState, Progress)> successors)
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
                    Done(unlocked, progress, 0, successors);
                }
                else
                {
                    Then(unlocked, progress, PutDevice, successors);
                }

                break;
            case PutDevice:
                Put(state, thread, progress, successors);
                break;
            case LockCleanup when state.MemoryLock[progress.Device] == ModelState.None:
                ModelState locked = state.Copy();
                locked.MemoryLock[progress.Device] = (sbyte)thread;
                progress.Left = BuffersOf(locked, progress.Device);
                Then(locked, progress, Orphan, successors);
                break;
            case EndCleanup:
                ModelState ended = state.Copy();
                ended.MemoryLock[progress.Device] = ModelState.None;
                ended.OpenGate[progress.Device] = ModelState.None;
                PutNext(ended, progress, successors);
                break;
        }
    }

    private static void BeginMove(ModelState state, int thread, in ModelCall call, Progress progress, List<(ModelState, Progress)> successors)
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
        Then(locked, progress, isIn ? MoveIn : MoveOut, successors);
    }

    // One buffer at a time, in any order.
    private static void Move(ModelState state, Progress progress, List<(ModelState, Progress)> successors, byte after)
    {
        if (progress.Left == 0)
        {
            progress.Left = after == MoveIn ? BuffersOf(state, progress.Device) : 0;
            Then(state, progress, after, successors);
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
    private static void Put(ModelState state, int thread, Progress progress, List<(ModelState, Progress)> successors)
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
        Then(next, progress, LockCleanup, successors);
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
