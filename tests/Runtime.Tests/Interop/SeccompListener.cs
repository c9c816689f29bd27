using System;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Threading;
using Xunit;

namespace UapiGen.Runtime.Tests;

/// <summary>A thread one of whose system calls is told to a descriptor, and to wait for it an ioctl that can be interrupted.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class SeccompListener : IDisposable
{
    // _IOWR('!', 0, struct seccomp_notif), of 80 bytes.
    private const uint Receive = 0xc050_2100;
    private const int NotificationSize = 80;

    private readonly InterruptingSignal _signal = new();
    private readonly ManualResetEventSlim _callWanted = new();
    private readonly Thread _noted;
    private readonly int _listener;

    public SeccompListener()
    {
        using ManualResetEventSlim installed = new();
        int listener = -1;
        _noted = new Thread(() =>
        {
            listener = NativeMethods.Listen();
            installed.Set();
            _callWanted.Wait();
            NativeMethods.MakeNotedCall();
        });
        _noted.Start();
        installed.Wait();
        _listener = listener;
        Assert.True(listener >= 0, "seccomp(2) gives no listener: the kernel has no CONFIG_SECCOMP_FILTER, or a sandbox forbids it");
    }

    /// <summary>Starts a thread that waits for the call to be told.</summary>
    public Thread StartReceiver(OnInterrupt onInterrupt, Action<UapiResult> received, out Func<int> threadId)
    {
        int id = 0;
        Thread thread = new(() =>
        {
            byte* notification = stackalloc byte[NotificationSize];
            Volatile.Write(ref id, NativeMethods.GetThreadId());
            received(LinuxTransport.Instance.Ioctl(_listener, Receive, notification, onInterrupt));
        });
        thread.Start();
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref id) != 0, TimeSpan.FromSeconds(30)));
        threadId = () => Volatile.Read(ref id);
        return thread;
    }

    /// <summary>Lets the call be made. It is answered, with ENOSYS, when the listener is closed.</summary>
    public void MakeNotedCall() => _callWanted.Set();

    public void Dispose()
    {
        LinuxTransport.Instance.Close(_listener);
        _callWanted.Set();
        _noted.Join();
        _callWanted.Dispose();
        _signal.Dispose();
    }
}

/// <summary>Lets a signal that would do nothing interrupt the system calls of who gets it. The runtime's own handler has the kernel make them again.</summary>
[SupportedOSPlatform("linux")]
internal sealed class InterruptingSignal : IDisposable
{
    private const int WindowChanged = 28;

    private readonly PosixSignalRegistration _handler = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, static _ => { });

    public InterruptingSignal() => Assert.Equal(0, NativeMethods.LetInterrupt(WindowChanged, 1));

    /// <summary>Waits a little, so that the thread gets to sleep, and sends it the signal.</summary>
    /// <returns>Whether there was such a thread.</returns>
    public static bool SendTo(int thread)
    {
        Thread.Sleep(2);
        return NativeMethods.SignalThread(Environment.ProcessId, thread, WindowChanged) == 0;
    }

    public void Dispose()
    {
        _ = NativeMethods.LetInterrupt(WindowChanged, 0);
        _handler.Dispose();
    }
}

/// <summary>The system calls of these tests, which the seam has no use for.</summary>
internal static unsafe partial class NativeMethods
{
    // A number that no system call has.
    private const uint NotedCall = 0x3fff;

    [LibraryImport("libc", EntryPoint = "gettid")]
    public static partial int GetThreadId();

    [LibraryImport("libc", EntryPoint = "tgkill")]
    public static partial int SignalThread(int process, int thread, int signal);

    /// <summary>man 3 siginterrupt.</summary>
    [LibraryImport("libc", EntryPoint = "siginterrupt")]
    public static partial int LetInterrupt(int signal, int interrupts);

    /// <summary>Lets one system call of this thread be told: man 2 seccomp, SECCOMP_FILTER_FLAG_NEW_LISTENER.</summary>
    /// <returns>The descriptor that it is told to; -1 without.</returns>
    public static int Listen()
    {
        const int NoNewPrivileges = 38;
        const nint SetModeFilter = 1;
        const nint NewListener = 8;

        // Load the number; the noted one is told (SECCOMP_RET_USER_NOTIF), and all others go on (SECCOMP_RET_ALLOW).
        ReadOnlySpan<ulong> program = [0x20, 0x15 | (1UL << 24) | ((ulong)NotedCall << 32), 0x06 | (0x7fc0_0000UL << 32), 0x06 | (0x7fff_0000UL << 32)];
        fixed (ulong* instructions = program)
        {
            FilterProgram filter = new() { Length = (ushort)program.Length, Instructions = instructions };
            nint seccomp = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 317 : 277;
            _ = Control(NoNewPrivileges, 1, 0, 0, 0);
            return (int)Call(seccomp, SetModeFilter, NewListener, (nint)(&filter));
        }
    }

    public static void MakeNotedCall() => _ = Call((nint)NotedCall, 0, 0, 0);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int operation, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, nint first, nint second, nint third);

    /// <summary><c>struct sock_fprog</c>.</summary>
    private struct FilterProgram
    {
        public ushort Length;
        public ulong* Instructions;
    }
}
