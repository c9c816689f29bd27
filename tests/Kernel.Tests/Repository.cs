using System.IO;
using System.Linq;
using System.Reflection;

namespace UapiGen.Kernel.Tests;

/// <summary>Where things are.</summary>
internal static class Repository
{
    public static readonly string Root =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>What eng/fetch-kernel.sh makes.</summary>
    public static string Kernel { get; } = Path.Combine(Root, "artifacts", "qemu", "current");

    /// <summary>What CI prints.</summary>
    public static string Table { get; } = Path.Combine(Root, "artifacts", "kernel-table.md");

    /// <summary>Where transcripts and logs of boots stay, to be looked at.</summary>
    public static string Boots { get; } = Path.Combine(Root, "artifacts", "qemu", "boots");
}
