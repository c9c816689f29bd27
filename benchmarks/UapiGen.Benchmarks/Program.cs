// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- --filter '*'
using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(UapiGen.Benchmarks.FrontEndBenchmarks).Assembly).Run(args);
