namespace UapiGen.Runtime.Tests.Model;

/// <summary>What an importer does with a dma-buf: get its hints, attach, map, unmap, detach.</summary>
internal sealed class ImporterSteps(TphVersion version)
{
    public void Next(ModelState state, int thread, in ModelCall call, Progress progress, Successors successors)
    {
        if (call.Kind is CallKind.Get or CallKind.Attach && progress.Step == 0)
        {
            progress.Buffer = state.Table[call.Target];
            if (progress.Buffer == ModelState.None)
            {
                successors.Done(state, progress, -Errno.EBADF);
            }
            else if (state.Files[progress.Buffer].IsBuffer)
            {
                successors.Then(state, progress, 1);
            }
            else
            {
                FileSteps.HoldWrongFile(state, progress, successors);
            }

            return;
        }

        ModelState next = state.Copy();
        switch (call.Kind)
        {
            case CallKind.Get:
                successors.Done(state, progress, TphWord.Answer(version, state.Files[progress.Buffer].Tph, call.Argument != 0));
                break;
            case CallKind.Attach when state.Files[progress.Buffer].IsRevoked:
                successors.Done(state, progress, -Errno.ENODEV);
                break;
            case CallKind.Attach:
                next.Attached[thread] = progress.Buffer;
                successors.Done(next, progress, 0);
                break;
            case CallKind.Detach:
                next.Attached[thread] = ModelState.None;
                successors.Done(next, progress, 0);
                break;
            case CallKind.Map when state.Files[state.Attached[thread]].IsRevoked:
                successors.Done(state, progress, -Errno.ENODEV);
                break;
            case CallKind.Map:
                next.Mapped[thread] = true;
                successors.Done(next, progress, 0);
                break;
            default:
                next.Mapped[thread] = false;
                successors.Done(next, progress, state.Mapped[thread] ? 1 : 0);
                break;
        }
    }
}
