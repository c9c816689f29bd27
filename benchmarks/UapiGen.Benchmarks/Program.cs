// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- --filter '*'
// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- analyzers
using BenchmarkDotNet.Running;
using UapiGen.Benchmarks;

if (args is ["analyzers", ..])
{
    AnalyzerCost.Run(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 100_000);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(FrontEndBenchmarks).Assembly).Run(args);
