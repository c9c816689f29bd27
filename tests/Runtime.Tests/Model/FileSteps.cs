namespace UapiGen.Runtime.Tests.Model;

/// <summary>What calls do with the table of descriptors: open, close, duplicate, and find the file that another call is about.</summary>
internal static class FileSteps
{
    public static void Open(ModelState state, in ModelCall call, Progress progress, Successors successors)
    {
        if (progress.Step == 0)
        {
            if (state.OpenGate[call.Target] == ModelState.None)
            {
                ModelState next = state.Copy();
                next.OpenCount[call.Target]++;
                successors.Then(next, progress, 1);
            }

            return;
        }

        ModelState opened = state.Copy();
        progress.Held = opened.Add(new ModelFile { Device = (sbyte)call.Target, References = 1 });
        progress.Result = opened.Install(progress.Held);
        if (progress.Result >= 0)
        {
            successors.Done(opened, progress, progress.Result);
        }
        else
        {
            successors.Then(opened, progress, MoveSteps.PutDevice);
        }
    }

    public static void Close(ModelState state, in ModelCall call, Progress progress, Successors successors)
    {
        sbyte file = state.Table[call.Target];
        if (file == ModelState.None)
        {
            successors.Done(state, progress, -Errno.EBADF);
            return;
        }

        ModelState next = state.Copy();
        next.Table[call.Target] = ModelState.None;
        progress.Held = file;
        progress.Result = 0;
        if (next.Files[file].IsBuffer)
        {
            successors.Done(next, progress, 0);
        }
        else
        {
            successors.Then(next, progress, MoveSteps.PutDevice);
        }
    }

    public static void Duplicate(ModelState state, in ModelCall call, Progress progress, Successors successors)
    {
        sbyte file = state.Table[call.Target];
        if (file == ModelState.None)
        {
            successors.Done(state, progress, -Errno.EBADF);
            return;
        }

        ModelState next = state.Copy();
        int result = next.Install(file);
        if (result >= 0 && !next.Files[file].IsBuffer)
        {
            next.Files[file].References++;
        }

        successors.Done(next, progress, result);
    }

    // The device's file of a descriptor, held until the call ends; a dma-buf does not know the request.
    public static void Find(ModelState state, in ModelCall call, Progress progress, byte then, Successors successors)
    {
        sbyte file = state.Table[call.Target];
        if (file == ModelState.None || state.Files[file].IsBuffer)
        {
            successors.Done(state, progress, file == ModelState.None ? -Errno.EBADF : -Errno.ENOTTY);
            return;
        }

        ModelState next = state.Copy();
        next.Files[file].References++;
        progress.Held = file;
        progress.Device = next.Files[file].Device;
        successors.Then(next, progress, then);
    }

    // A device's file where a dma-buf is wanted: EINVAL, but it is held for a moment, and the last to let go closes the device.
    public static void HoldWrongFile(ModelState state, Progress progress, Successors successors)
    {
        ModelState held = state.Copy();
        held.Files[progress.Buffer].References++;
        progress.Held = progress.Buffer;
        progress.Result = -Errno.EINVAL;
        successors.Then(held, progress, MoveSteps.PutDevice);
    }
}
