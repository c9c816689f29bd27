// The packages as `dotnet pack` makes them, in a folder that consumers restore from. Packed once for all tests, under a version of its own.
using System;
using System.Globalization;
using System.IO;
using System.Reflection;
using System.Linq;
using Xunit;

[assembly: AssemblyFixture(typeof(UapiGen.Packages.Tests.PackageFeed))]

namespace UapiGen.Packages.Tests;

public sealed class PackageFeed : IDisposable
{
    public PackageFeed()
    {
        Root = Directory.CreateTempSubdirectory("uapigen-packages-").FullName;
        Folder = Path.Combine(Root, "feed");
        foreach (string project in new[] { "src/Package", "src/Runtime", "src/Tool", "templates" })
        {
            DotNet.Run(
                RepositoryRoot, "pack", project, "--configuration", "Release", "--output", Folder,
                "--artifacts-path", Path.Combine(Root, "build"), "-p:Version=" + Version, "-nodeReuse:false", "-p:UseSharedCompilation=false").MustSucceed();
        }
    }

    public static string RepositoryRoot { get; } = typeof(PackageFeed).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>A folder outside of the repository, whose settings a consumer must not inherit.</summary>
    public string Root { get; }

    /// <summary>The folder with the packages.</summary>
    public string Folder { get; }

    /// <summary>Never seen before, so that no cache of packages answers in our place; a release, as `dotnet add package` wants one.</summary>
    public string Version { get; } = VersionAt(DateTime.UtcNow);

    public string Package(string id, string extension = ".nupkg") => Path.Combine(Folder, id + "." + Version + extension);

    /// <summary>Days since 1970 and pairs of seconds of the day: each part of a version has 16 bits.</summary>
    private static string VersionAt(DateTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"0.{(time - DateTime.UnixEpoch).Days}.{(int)time.TimeOfDay.TotalSeconds / 2}");

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
