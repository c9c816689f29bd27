using System;
using BenchmarkDotNet.Attributes;

namespace UapiGen.Runtime.Benchmarks;

/// <summary>A SET_TPH and a get_tph on the emulated kernel, beside the same logic in C.</summary>
[MemoryDiagnoser]
public unsafe class SetAndGetBenchmarks : IDisposable
{
    internal const int Rounds = 10_000;

    private readonly EmulatedKernel _kernel = new();
    private readonly VfioDevice _device;
    private readonly DmaBuf _buffer;

    public SetAndGetBenchmarks()
    {
        _device = _kernel.AddPciDevice(EmulatedBar.Memory(1 << 20)).Open();
        _buffer = _device.ExportDmaBuf(0, [new Uapi.vfio_region_dma_range { length = (ulong)_kernel.PageSize }]);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rounds)]
    public int C() => NativeTwin.SetAndGet(Rounds);

    [Benchmark(OperationsPerInvoke = Rounds)]
    public int Emulated()
    {
        int failures = 0;
        for (int round = 0; round < Rounds; round++)
        {
            failures += _device.SetTph(_buffer, (ushort)round, 2).IsSuccess ? 0 : 1;
            failures += _buffer.GetTph(16, out ushort tag, out _).IsSuccess && tag == (ushort)round ? 0 : 1;
        }

        return failures == 0 ? 0 : throw new InvalidOperationException($"{failures} calls failed.");
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _device.Dispose();
        _kernel.Dispose();
        GC.SuppressFinalize(this);
    }
}
