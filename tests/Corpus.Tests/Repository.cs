// Where this repository lies, and what the corpus leaves in it.
using System.IO;
using System.Linq;
using System.Reflection;

namespace UapiGen.Corpus.Tests;

internal static class Repository
{
    public static readonly string Root = Path.TrimEndingDirectorySeparator(
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!);

    /// <summary>Our own headers; of them the stand-ins for libc's serve the corpus.</summary>
    public static readonly string Headers = Path.Combine(Root, "headers");

    /// <summary>The table of the last run, for CI's log.</summary>
    public static readonly string Table = Path.Combine(Root, "artifacts", "corpus-table.md");
}
