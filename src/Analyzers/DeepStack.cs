// A stack that is deep enough for a deep expression: flows and rules follow operands by recursion, and a stack that overflows takes the compiler along.
using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace UapiGen.Analyzers;

internal static class DeepStack
{
    // What every thread has room for: a megabyte and a half holds some 7,000 steps.
    private const int OrdinaryDepth = 500;
    private const int BytesPerStep = 4_096;

    /// <summary>Runs an action that recurses as deep as <paramref name="depth"/>, on a thread of its own where need be.</summary>
    public static void Run(int depth, Action action)
    {
        if (depth <= OrdinaryDepth)
        {
            action();
            return;
        }

        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            (int)Math.Min(int.MaxValue, (long)depth * BytesPerStep));
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
