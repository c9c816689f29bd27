using System;
using System.Runtime.Versioning;
using BenchmarkDotNet.Attributes;

namespace UapiGen.Runtime.Benchmarks;

/// <summary>A cheap ioctl on an open descriptor, by the Linux transport and by a loop in C.</summary>
[MemoryDiagnoser]
[SupportedOSPlatform("linux")]
public unsafe class IoctlBenchmarks : IDisposable
{
    private const int Rounds = 10_000;

    // FIOCLEX, asm-generic/ioctls.h: it sets O_CLOEXEC, and is answered before the file is asked.
    private const uint CloseOnExec = 0x5451;

    private readonly int _fileDescriptor =
        LinuxTransport.Instance.Open("/dev/null", UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec).ThrowIfError("open", "/dev/null");

    [Benchmark(Baseline = true, OperationsPerInvoke = Rounds)]
    public int C() => NativeTwin.IoctlLoop(_fileDescriptor, CloseOnExec, Rounds);

    [Benchmark(OperationsPerInvoke = Rounds)]
    public int Transport()
    {
        int failures = 0;
        LinuxTransport kernel = LinuxTransport.Instance;
        for (int round = 0; round < Rounds; round++)
        {
            failures += kernel.Ioctl(_fileDescriptor, CloseOnExec, null).IsSuccess ? 0 : 1;
        }

        return failures == 0 ? 0 : throw new InvalidOperationException($"{failures} calls failed.");
    }

    public void Dispose()
    {
        LinuxTransport.Instance.Close(_fileDescriptor).ThrowIfError("close");
        GC.SuppressFinalize(this);
    }
}
