using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace UapiGen.Layout.Tests;

/// <summary>Where this repository lies, and its own headers in it.</summary>
internal static class Repository
{
    public static readonly string Root = Path.TrimEndingDirectorySeparator(
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!);

    public static readonly string Headers = Path.Combine(Root, "headers");

    /// <summary>Our headers by logical path: <c>linux/vfio.h</c>.</summary>
    public static IEnumerable<string> LogicalPaths =>
        Directory.EnumerateFiles(Headers, "*.h", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Headers, path))
            .Order(System.StringComparer.Ordinal);
}
