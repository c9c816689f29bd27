// The front end alone: characters of vfio.h and all that it includes in, a laid-out translation unit out.
using System.Threading;
using BenchmarkDotNet.Attributes;
using UapiGen.C;
using UapiGen.C.Layout;

namespace UapiGen.Benchmarks;

[MemoryDiagnoser]
public class FrontEndBenchmarks
{
    private readonly BundledHeaders _headers = new();

    [Params("linux/vfio.h", "linux/dma-buf.h")]
    public string Header { get; set; } = "";

    [Benchmark]
    public object Read() =>
        FrontEnd.Read(_headers.Resolve(Header, null, false, false)!, _headers, new FrontEndOptions { Target = Target.X86_64 }, CancellationToken.None);
}
