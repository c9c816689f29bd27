using System.Collections.Generic;

namespace UapiGen.Runtime.Tests.Model;

/// <summary>What can happen next: none while a step has to wait, several where it leaves a choice.</summary>
internal sealed class Successors : List<(ModelState State, Progress Progress)>
{
    /// <summary>The call returns.</summary>
    public void Done(ModelState state, Progress progress, int result)
    {
        progress.Result = result;
        progress.IsDone = true;
        Add((state, progress));
    }

    /// <summary>The call goes on with another step.</summary>
    public void Then(ModelState state, Progress progress, byte step)
    {
        progress.Step = step;
        Add((state, progress));
    }
}
