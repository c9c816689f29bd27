// The headers of this repository, read once: what benchmarks give to the front end and to the generator.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using UapiGen.C;

namespace UapiGen.Benchmarks;

internal sealed class BundledHeaders : IIncludeResolver
{
    private readonly Dictionary<string, IncludedHeader> _byLogicalPath = Files()
        .ToDictionary(file => file.LogicalPath, file => new IncludedHeader(file.LogicalPath, file.LogicalPath, file.Text, 0), StringComparer.Ordinal);

    public IncludedHeader? Resolve(string name, IncludedHeader? includer, bool isQuoted, bool isNext) => _byLogicalPath.GetValueOrDefault(name);

    public static string RepositoryRoot { get; } =
        typeof(BundledHeaders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Every header and facts file below <c>headers/</c>.</summary>
    public static IEnumerable<(string LogicalPath, string Text)> Files()
    {
        string headers = Path.Combine(RepositoryRoot, "headers");
        return Directory.EnumerateFiles(headers, "*.*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".h", StringComparison.Ordinal) || path.EndsWith(".facts", StringComparison.Ordinal))
            .Select(path => (Path.GetRelativePath(headers, path), File.ReadAllText(path)));
    }
}
