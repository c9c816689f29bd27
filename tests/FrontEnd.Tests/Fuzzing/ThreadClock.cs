// Processor time of the calling thread: what a busy machine does beside it does not count.
using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace UapiGen.FrontEnd.Tests.Fuzzing;

internal static class ThreadClock
{
    // CLOCK_THREAD_CPUTIME_ID of clock_gettime(2), the same on every architecture.
    private const int ThreadProcessorTime = 3;

    /// <summary>Processor time that the calling thread has had; the time of day where the system does not tell.</summary>
    public static TimeSpan Now => OperatingSystem.IsLinux() && Environment.Is64BitProcess && clock_gettime(ThreadProcessorTime, out Timespec time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0)
        : Stopwatch.GetElapsedTime(0);

    [DllImport("libc")]
    private static extern int clock_gettime(int clock, out Timespec time);

    // timespec of 64-bit Linux.
    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
