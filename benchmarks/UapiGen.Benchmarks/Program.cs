// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- --filter '*'
// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- front-end|generator|build|start-up|analyzers
// The words print the README's tables, each by ratios within one run; without one BenchmarkDotNet measures the hot paths alone.
using BenchmarkDotNet.Running;
using UapiGen.Benchmarks;
using UapiGen.Benchmarks.Speed;

switch (args)
{
    case ["front-end"]:
        FrontEndSpeed.Run();
        break;
    case ["generator"]:
        GeneratorSpeed.Run();
        break;
    case ["build"]:
        BuildSpeed.Run();
        break;
    case ["start-up"]:
        StartUpSpeed.Run();
        break;
    case ["analyzers", .. var numbers]:
        int Number(int position, int otherwise) => numbers.Length > position ? int.Parse(numbers[position], System.Globalization.CultureInfo.InvariantCulture) : otherwise;
        AnalyzerCost.Run(Number(0, 100_000), Number(1, 5), Number(2, 0));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(FrontEndBenchmarks).Assembly).Run(args);
        break;
}
