using System;
using System.Collections.Generic;
using System.Text;

namespace UapiGen.Runtime.Tests.Model;

/// <summary>
/// Looks for an order of the steps of all calls, in which each call's steps lie between its start and its end and give its result, and which
/// ends in a state that passes a last check. Depth first, the call that ended first tried first; what was seen once is not entered again.
/// </summary>
internal sealed class LinearizabilityChecker(TphVersion version)
{
    private const int ExpansionsBeforeMemory = 500;

    private readonly ModelSteps _steps = new(version);
    private readonly HashSet<string> _seen = [];
    private readonly StringBuilder _key = new();
    private readonly List<Successors> _pool = [];
    private ModelCall[][] _calls = [];
    private Predicate<ModelState> _isEnd = _ => true;
    private int _expansions;

    /// <summary>Looks for an order.</summary>
    /// <param name="state">Before the calls.</param>
    /// <param name="calls">Each thread's calls, in its order.</param>
    /// <param name="isEnd">Whether a state is the one after the calls.</param>
    /// <returns>The state after them; null when there is no such order.</returns>
    public ModelState? Check(ModelState state, ModelCall[][] calls, Predicate<ModelState> isEnd)
    {
        _calls = calls;
        _isEnd = isEnd;
        _expansions = 0;
        _seen.Clear();
        return Search(state, new int[calls.Length], new Progress[calls.Length], 0);
    }

    private ModelState? Search(ModelState state, int[] positions, Progress[] progress, int depth)
    {
        // Sorted by end, as the order in which to try.
        Span<int> candidates = stackalloc int[positions.Length];
        int count = 0;
        for (int thread = 0; thread < positions.Length; thread++)
        {
            if (positions[thread] < _calls[thread].Length && MayStep(thread, positions, progress))
            {
                int at = count++;
                for (; at > 0 && Current(candidates[at - 1], positions).Ended > Current(thread, positions).Ended; at--)
                {
                    candidates[at] = candidates[at - 1];
                }

                candidates[at] = thread;
            }
        }

        if (count == 0)
        {
            return IsFinished(positions) && _isEnd(state) ? state : null;
        }

        if (++_expansions > ExpansionsBeforeMemory && !_seen.Add(Key(state, positions, progress)))
        {
            return null;
        }

        Successors successors = Rent(depth);
        foreach (int thread in candidates[..count])
        {
            successors.Clear();
            ref readonly ModelCall call = ref Current(thread, positions);
            _steps.Next(state, thread, in call, progress[thread], successors);
            for (int index = 0; index < successors.Count; index++)
            {
                (ModelState next, Progress after) = successors[index];
                if (after.IsDone && after.Result != call.Result)
                {
                    continue;
                }

                Progress before = progress[thread];
                progress[thread] = after.IsDone ? default : after;
                positions[thread] += after.IsDone ? 1 : 0;
                ModelState? found = Search(next, positions, progress, depth + 1);
                positions[thread] -= after.IsDone ? 1 : 0;
                progress[thread] = before;
                if (found is not null)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private ref readonly ModelCall Current(int thread, int[] positions) => ref _calls[thread][positions[thread]];

    // A call begins after all that had ended before it started.
    private bool MayStep(int thread, int[] positions, Progress[] progress)
    {
        if (progress[thread].Step != 0)
        {
            return true;
        }

        long started = Current(thread, positions).Started;
        for (int other = 0; other < positions.Length; other++)
        {
            if (other != thread && positions[other] < _calls[other].Length && Current(other, positions).Ended < started)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsFinished(int[] positions)
    {
        for (int thread = 0; thread < positions.Length; thread++)
        {
            if (positions[thread] < _calls[thread].Length)
            {
                return false;
            }
        }

        return true;
    }

    // Whole, and no hash of it: what is taken for seen by mistake is an order that is never found.
    private string Key(ModelState state, int[] positions, Progress[] progress)
    {
        _key.Clear();
        state.AddTo(_key);
        for (int thread = 0; thread < positions.Length; thread++)
        {
            ref readonly Progress one = ref progress[thread];
            ModelState.Add(_key, positions[thread], one.Step, one.Held, one.AlsoHeld, one.Buffer, one.Device, one.Result & 0xffff, one.Result >> 16);
            ModelState.Add(_key, (int)(one.Left & 0xffff), (int)((one.Left >> 16) & 0xffff), (int)((one.Left >> 32) & 0xffff), (int)(one.Left >> 48));
        }

        return _key.ToString();
    }

    private Successors Rent(int depth)
    {
        while (_pool.Count <= depth)
        {
            _pool.Add([]);
        }

        return _pool[depth];
    }
}
