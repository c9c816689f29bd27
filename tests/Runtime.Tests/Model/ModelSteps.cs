namespace UapiGen.Runtime.Tests.Model;

/// <summary>The calls as sequences of steps, each of which happens at once, from KERNEL 2.3 to 2.7.</summary>
internal sealed class ModelSteps(TphVersion version)
{
    private readonly FeatureSteps _features = new(version);
    private readonly ImporterSteps _importer = new(version);

    /// <summary>What can happen next.</summary>
    public void Next(ModelState state, int thread, in ModelCall call, Progress progress, Successors successors)
    {
        if (progress.Step >= MoveSteps.LockMemory)
        {
            MoveSteps.Next(state, thread, call, progress, successors);
            return;
        }

        switch (call.Kind)
        {
            case CallKind.Open:
                FileSteps.Open(state, call, progress, successors);
                break;
            case CallKind.Close:
                FileSteps.Close(state, call, progress, successors);
                break;
            case CallKind.Duplicate:
                FileSteps.Duplicate(state, call, progress, successors);
                break;
            case CallKind.Export:
                FeatureSteps.Export(state, call, progress, successors);
                break;
            case CallKind.Set:
                _features.Set(state, call, progress, successors);
                break;
            case CallKind.Reset:
                FileSteps.Find(state, call, progress, MoveSteps.LockMemory, successors);
                break;
            case CallKind.Memory:
                progress.Held = ModelState.None;
                progress.Device = (sbyte)call.Target;
                progress.Step = MoveSteps.LockMemory;
                MoveSteps.Next(state, thread, call, progress, successors);
                break;
            default:
                _importer.Next(state, thread, call, progress, successors);
                break;
        }
    }
}
