// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- start-up
// A cold shell: what one run of the tool costs, compiled just in time and ahead of time, beside bindgen, clang and an empty .NET program;
// and all of linux/*.h as one translation unit beside clang.
using System;
using System.IO;
using System.Linq;

namespace UapiGen.Benchmarks.Speed;

internal static class StartUpSpeed
{
    private const int Runs = 11;

    public static void Run()
    {
        string root = Directory.CreateTempSubdirectory("uapigen-start-").FullName;
        string repository = BundledHeaders.RepositoryRoot;
        string headers = Path.Combine(repository, "headers");
        string vfio = Path.Combine(headers, "linux", "vfio.h");
        try
        {
            string justInTime = Publish(Path.Combine(root, "jit"), Path.Combine(repository, "src", "Tool"));
            string aheadOfTime = Publish(Path.Combine(root, "r2r"), Path.Combine(repository, "src", "Tool"), "-r", "linux-x64", "--self-contained", "false", "-p:PublishReadyToRun=true");
            string hello = Publish(Path.Combine(root, "hello"), Hello(root));
            string output = Path.Combine(root, "generated");

            Table.Head($"from a cold shell, medians of {Runs}", "processor time", "time");
            Show("an empty .NET program", "dotnet", Path.Combine(hello, "Hello.dll"));
            foreach ((string kind, string folder) in new[] { ("just in time", justInTime), ("ReadyToRun", aheadOfTime) })
            {
                string tool = Path.Combine(folder, "uapigen.dll");
                Show($"uapigen dump vfio.h, {kind}", "dotnet", tool, "dump", vfio);
                Show($"uapigen generate vfio.h, {kind}", "dotnet", tool, "generate", vfio, "-o", Path.Combine(output, kind.Replace(' ', '-')));
            }

            // Debian's bindgen and its libclang do not always match; with LLVM 14's it reads this header.
            string libclang = Directory.Exists("/usr/lib/llvm-14/lib") ? "LIBCLANG_PATH=/usr/lib/llvm-14/lib" : "LANG=C";
            ShowIfInstalled("bindgen", "bindgen vfio.h", "env", libclang, "bindgen", vfio, "--output", Path.Combine(root, "vfio.rs"), "--", "-I", headers);
            ShowIfInstalled("clang", "clang -fsyntax-only vfio.h", "clang", "-fsyntax-only", "-nostdinc", "-I", headers, vfio);

            var kernel = new KernelHeaders();
            string unit = Path.Combine(root, "unit.h");
            string[] names = [.. kernel.All().Select(header => header.LogicalPath).Where(name => Path.GetDirectoryName(name) == "linux")];
            File.WriteAllLines(unit, names.Select(name => $"#include <{name}>"));
            string[] search = ["-I", kernel.Root, "-I", Path.Combine(kernel.Root, "x86_64-linux-gnu"), "-I", headers];
            Table.Head($"all {names.Length} headers of linux/ in one unit, medians of 5", "processor time", "time");
            Row("uapigen dump, ReadyToRun", Measured.Command(5, mustSucceed: false, ["dotnet", Path.Combine(aheadOfTime, "uapigen.dll"), "dump", unit, .. search]));
            if (Measured.Has("clang"))
            {
                Row("clang -fsyntax-only", Measured.Command(5, mustSucceed: false, ["clang", "-x", "c", "-std=gnu11", "-w", "-ferror-limit=0", "-fsyntax-only", "-nostdinc", .. search, unit]));
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static string Hello(string root)
    {
        string folder = Path.Combine(root, "Hello");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Hello.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine(\"Hello\");\n");
        return folder;
    }

    private static string Publish(string folder, string project, params string[] options)
    {
        int exitCode = Measured.Run(["dotnet", "publish", project, "-c", "Release", "-o", folder, "-v", "q", "--nologo", .. options], out string output);
        return exitCode == 0 ? folder : throw new InvalidOperationException(output);
    }

    private static void ShowIfInstalled(string program, string what, params string[] command)
    {
        if (Measured.Has(program))
        {
            Show(what, command);
        }
        else
        {
            Table.Row(what, program + " is not installed", "");
        }
    }

    private static void Show(string what, params string[] command) => Row(what, Measured.Command(Runs, mustSucceed: true, command));

    private static void Row(string what, Measured measured) => Table.Row(what, Table.Milliseconds(measured.Cpu), Table.Milliseconds(measured.Wall));
}
