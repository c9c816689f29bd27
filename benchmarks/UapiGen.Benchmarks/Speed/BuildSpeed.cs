// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- build
// What a user pays: `dotnet build` of a project with and without us, from nothing, after an edit, and with nothing to do; and what the
// compiler itself says that generator and analyzers took. No build server helps: each run is a cold compiler.
using System;
using System.IO;
using System.Text.RegularExpressions;

namespace UapiGen.Benchmarks.Speed;

internal static class BuildSpeed
{
    private const int Runs = 5;

    public static void Run()
    {
        foreach (string project in new[] { "Generator", "Analyzers", "CodeFixes" })
        {
            Require(Measured.Run(["dotnet", "build", Path.Combine(BundledHeaders.RepositoryRoot, "src", project), "-c", "Release", "-v", "q", "--nologo"], out string output), output);
        }

        string root = Directory.CreateTempSubdirectory("uapigen-build-").FullName;
        try
        {
            Table.Head($"dotnet build, medians of {Runs}", "from nothing", "after an edit of C#", "nothing to do");
            Measured[] without = Show("console program", Project(root, "Without", isOurs: false));
            string with = Project(root, "With", isOurs: true);
            Measured[] ours = Show("the same with vfio.h and dma-buf.h", with);
            Table.Row("ratio", Ratio(ours[0], without[0]), Ratio(ours[1], without[1]), Ratio(ours[2], without[2]));
            Report(with);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static Measured[] Show(string what, string folder)
    {
        Require(Measured.Run(["dotnet", "restore", folder], out string output), output);
        string[] build = ["dotnet", "build", folder, "--no-restore", "-nodeReuse:false", "-v", "q"];
        string program = Path.Combine(folder, "Program.cs");
        Measured[] measured =
        [
            Measured.Command(Runs, mustSucceed: true, [.. build, "--no-incremental"]),
            Measured.Command(Runs, mustSucceed: true, "sh", "-c", $"echo '// an edit' >> '{program}' && {string.Join(' ', build)}"),
            Measured.Command(Runs, mustSucceed: true, build),
        ];
        Table.Row(what, Cell(measured[0]), Cell(measured[1]), Cell(measured[2]));
        return measured;
    }

    private static void Report(string folder)
    {
        Require(Measured.Run(["dotnet", "build", folder, "--no-restore", "--no-incremental", "-nodeReuse:false", "-p:ReportAnalyzer=true", "-v", "d"], out string output), output);
        Console.WriteLine();
        foreach (Match line in Regex.Matches(output, @"(Total (analyzer|generator) execution time: [0-9.,]+ seconds)|((<|>)?\s*[0-9.,]+\s+(<|>)?\s*[0-9]+\s+UapiGen\.(Generator|Analyzers),[^\n]*)"))
        {
            Console.WriteLine("    " + line.Value.Trim());
        }
    }

    private static string Project(string root, string name, bool isOurs)
    {
        string folder = Path.Combine(root, name);
        string repository = BundledHeaders.RepositoryRoot;
        string bin = Path.Combine(repository, "artifacts", "bin");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              {(isOurs ? $"<Import Project=\"{repository}/src/Generator/build/UapiGen.props\" />" : "")}
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              {(isOurs ? $"<ItemGroup><Analyzer Include=\"{bin}/UapiGen.Generator/release/UapiGen.Generator.dll;{bin}/UapiGen.Analyzers/release/UapiGen.Analyzers.dll;{bin}/UapiGen.CodeFixes/release/UapiGen.CodeFixes.dll\" /></ItemGroup>" : "")}
              {(isOurs ? $"<Import Project=\"{repository}/src/Generator/build/UapiGen.targets\" />" : "")}
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), isOurs
            ? "System.Console.WriteLine(Uapi.vfio_region_info.Create().argsz);\n[UapiGen.UapiBindings(\"linux/vfio.h\", \"linux/dma-buf.h\")] internal static partial class Uapi;\n"
            : "System.Console.WriteLine(32);\n");
        return folder;
    }

    private static string Cell(Measured measured) => $"{Table.Milliseconds(measured.Wall)} ({Table.Milliseconds(measured.Cpu)} of processor)";

    private static string Ratio(Measured one, Measured other) => $"{Table.Format(one.Wall / other.Wall)} ({Table.Format(one.Cpu / other.Cpu)})";

    private static void Require(int exitCode, string output)
    {
        if (exitCode != 0)
        {
            throw new InvalidOperationException(output);
        }
    }
}
