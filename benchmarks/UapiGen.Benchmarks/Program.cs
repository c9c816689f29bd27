// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- --filter '*'
// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- front-end|generator|build|start-up|analyzers|compiler
// The words print the README's tables, each by ratios within one run; without one BenchmarkDotNet measures the hot paths alone.
using System.Globalization;
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
        AnalyzerCost.Run(Number(numbers, 0, 100_000), Number(numbers, 1, 5), Number(numbers, 2, 0));
        break;
    case ["compiler", .. var numbers]:
        CompilerSpeed.Run(Number(numbers, 0, 100_000), Number(numbers, 1, 9), Number(numbers, 2, 0));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(FrontEndBenchmarks).Assembly).Run(args);
        break;
}

static int Number(string[] numbers, int position, int otherwise) => numbers.Length > position ? int.Parse(numbers[position], CultureInfo.InvariantCulture) : otherwise;
