// Test harness: files of this repository, found from the assembly's metadata and not from the current directory.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace UapiGen.Generator.Tests.Harness;

internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string Cases { get; } = Path.Combine(Root, "tests", "cases");

    /// <summary>True when goldens are to be rewritten.</summary>
    public static bool UpdatesGoldens { get; } = System.Environment.GetEnvironmentVariable("UAPIGEN_UPDATE") == "1";

    /// <summary>The headers that the package bundles, with their facts.</summary>
    public static IReadOnlyList<TestHeader> BundledHeaders()
    {
        string directory = Path.Combine(Root, "headers");
        return Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".h", System.StringComparison.Ordinal) || path.EndsWith(".facts", System.StringComparison.Ordinal))
            .Order(System.StringComparer.Ordinal)
            .Select(path => new TestHeader(path, File.ReadAllText(path), Path.GetRelativePath(directory, path).Replace('\\', '/'), "bundled"))
            .ToList();
    }
}
