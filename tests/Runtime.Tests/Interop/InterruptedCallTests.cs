using System;
using System.Runtime.Versioning;
using System.Threading;
using Xunit;

namespace UapiGen.Runtime.Tests;

/// <summary>
/// EINTR from a running kernel, by true signals. The call is the one ioctl that every Linux has, that sleeps until something comes and
/// gives up at a signal: <c>SECCOMP_IOCTL_NOTIF_RECV</c> of man 2 seccomp_unotify. What comes is a system call of another thread.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed unsafe class InterruptedCallTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public void Ioctl_ThatReports_GivesEintr()
    {
        using SeccompListener listener = new();
        UapiResult result = default;
        Thread caller = listener.StartReceiver(OnInterrupt.Report, received => result = received, out Func<int> thread);

        Assert.True(SpinWait.SpinUntil(() => caller.Join(0) || !InterruptingSignal.SendTo(thread()), LongEnough));

        Assert.True(caller.Join(LongEnough));
        Assert.Equal(Errno.EINTR, result.Errno);
    }

    [Fact]
    public void Ioctl_ThatRetries_SleepsThroughSignals_AndReturnsWhatCame()
    {
        using SeccompListener listener = new();
        UapiResult result = default;
        Thread caller = listener.StartReceiver(OnInterrupt.Retry, received => result = received, out Func<int> thread);

        for (int signals = 0; signals < 20; signals++)
        {
            Assert.True(InterruptingSignal.SendTo(thread()));
            Assert.False(caller.Join(5));
        }

        listener.MakeNotedCall();

        Assert.True(caller.Join(LongEnough));
        Assert.True(result.IsSuccess, result.ToString());
    }

    // A poll is never made again, whoever asks: the time that is left is the caller's to know.
    [Fact]
    public void Poll_GivesEintr()
    {
        UapiResult result = default;
        int thread = 0;
        using UapiEvent never = UapiEvent.Create(LinuxTransport.Instance);
        Thread caller = new(() =>
        {
            Volatile.Write(ref thread, NativeMethods.GetThreadId());
            result = never.Wait(-1);
        });
        using InterruptingSignal signal = new();
        caller.Start();

        Assert.True(SpinWait.SpinUntil(() => caller.Join(0) || (Volatile.Read(ref thread) is var id and not 0 && !InterruptingSignal.SendTo(id)), LongEnough));

        Assert.True(caller.Join(LongEnough));
        Assert.Equal(Errno.EINTR, result.Errno);
    }
}
