namespace UapiGen.Runtime.Tests.Model;

/// <summary>The two features of a device that are about its dma-bufs: DMA_BUF exports one, SET_TPH gives it hints. KERNEL 2.3 and 2.4.</summary>
internal sealed class FeatureSteps(TphVersion version)
{
    public static void Export(ModelState state, in ModelCall call, Progress progress, Successors successors)
    {
        switch (progress.Step)
        {
            case 0:
                FileSteps.Find(state, call, progress, 1, successors);
                break;
            case 1 when state.MemoryLock[progress.Device] == ModelState.None:
                ModelState linked = state.Copy();
                progress.Buffer = linked.Add(new ModelFile { IsBuffer = true, Device = progress.Device, IsRevoked = !linked.MemoryEnabled[progress.Device] });
                successors.Then(linked, progress, 2);
                break;
            case 2:
                ModelState installed = state.Copy();
                progress.Result = installed.Install(progress.Buffer);
                successors.Then(installed, progress, MoveSteps.PutDevice);
                break;
        }
    }

    public void Set(ModelState state, in ModelCall call, Progress progress, Successors successors)
    {
        switch (progress.Step)
        {
            case 0:
                FileSteps.Find(state, call, progress, 1, successors);
                break;
            case 1:
                progress.Buffer = state.Table[call.Argument];
                if (progress.Buffer == ModelState.None)
                {
                    progress.Result = -Errno.EBADF;
                    successors.Then(state, progress, MoveSteps.PutDevice);
                }
                else if (state.Files[progress.Buffer].IsBuffer)
                {
                    successors.Then(state, progress, 2);
                }
                else
                {
                    progress.AlsoHeld = (sbyte)(progress.Held + 1);
                    FileSteps.HoldWrongFile(state, progress, successors);
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

                successors.Then(next, progress, MoveSteps.PutDevice);
                break;
        }
    }
}
