// Runs the front end as the smallest hosts do: on a thread with 256 KB of stack, against a clock.
using System;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading;
using UapiGen.C;
using UapiGen.C.Binding;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Hostile;

internal static class SmallStack
{
    private const int StackSize = 256 * 1024;

    /// <summary>Generous, for a machine that does other things too; a hang takes hours.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static TranslationUnit Read(string text, params (string Name, string Text)[] others)
    {
        TranslationUnit? unit = null;
        ExceptionDispatchInfo? failure = null;
        var clock = Stopwatch.StartNew();
        using var cancellation = new CancellationTokenSource(Limit);
        var thread = new Thread(
            () =>
            {
                try
                {
                    unit = Header.Read(text, new FrontEndOptions(), cancellation.Token, others);
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackSize);
        thread.Start();
        Assert.True(thread.Join(Limit * 2), "the front end hangs");
        failure?.Throw();
        Assert.True(clock.Elapsed < Limit, "the front end took " + clock.Elapsed);
        return unit!;
    }
}
