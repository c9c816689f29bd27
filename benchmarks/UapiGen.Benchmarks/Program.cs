// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- --filter '*'
// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- analyzers
using BenchmarkDotNet.Running;
using UapiGen.Benchmarks;

if (args is ["analyzers"])
{
    AnalyzerCost.Run();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(FrontEndBenchmarks).Assembly).Run(args);
