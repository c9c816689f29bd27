// dotnet run -c Release --project benchmarks/Runtime -- --filter '*'; with --quick the ratios alone, in a few seconds.
using System;
using BenchmarkDotNet.Running;
using UapiGen.Runtime.Benchmarks;

if (args is ["--quick"] && OperatingSystem.IsLinux())
{
    QuickRatios.Print();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(SetAndGetBenchmarks).Assembly).Run(args);
