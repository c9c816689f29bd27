// What is in the packages, and that the tool installs from its own.
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.PortableExecutable;
using Xunit;

namespace UapiGen.Packages.Tests;

public sealed class PackageContentTests(PackageFeed feed)
{
    [Fact]
    public void UapiGen_HasTheCompilersPartsAndHeadersAndDependsOnNothing()
    {
        using ZipArchive package = ZipFile.OpenRead(feed.Package("UapiGen"));
        string[] names = [.. package.Entries.Select(entry => entry.FullName)];
        foreach (string expected in new[]
        {
            "README.md", "analyzers/dotnet/cs/UapiGen.Generator.dll", "analyzers/dotnet/cs/UapiGen.Analyzers.dll", "analyzers/dotnet/cs/UapiGen.CodeFixes.dll",
            "build/UapiGen.props", "build/UapiGen.targets", "buildTransitive/UapiGen.props", "buildTransitive/UapiGen.targets",
            "headers/linux/vfio.h", "headers/linux/vfio.h.facts", "headers/kernel/dma-buf.h", "headers/PROVENANCE.md",
        })
        {
            Assert.Contains(expected, names);
        }

        Assert.DoesNotContain(names, name => name.StartsWith("lib/", System.StringComparison.Ordinal));
        string nuspec = Text(package, "UapiGen.nuspec");
        Assert.Contains("<developmentDependency>true</developmentDependency>", nuspec, System.StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", nuspec, System.StringComparison.Ordinal);
        Assert.Equal(3, names.Count(name => name.StartsWith("analyzers/", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void Runtime_HasBothFrameworksWithDocsAndSymbols()
    {
        using ZipArchive package = ZipFile.OpenRead(feed.Package("UapiGen.Runtime"));
        using ZipArchive symbols = ZipFile.OpenRead(feed.Package("UapiGen.Runtime", ".snupkg"));
        foreach (string framework in new[] { "net8.0", "net10.0" })
        {
            Assert.NotNull(package.GetEntry("lib/" + framework + "/UapiGen.Runtime.dll"));
            Assert.NotNull(package.GetEntry("lib/" + framework + "/UapiGen.Runtime.xml"));
            Assert.NotNull(symbols.GetEntry("lib/" + framework + "/UapiGen.Runtime.pdb"));
        }

        Assert.DoesNotContain("<dependency ", Text(package, "UapiGen.Runtime.nuspec"), System.StringComparison.Ordinal);
    }

    /// <summary>Built again from the same sources, each assembly is the same, byte for byte; the compiler's parts carry their symbols in themselves.</summary>
    [Theory]
    [InlineData("UapiGen", "analyzers/dotnet/cs/UapiGen.Generator.dll", true)]
    [InlineData("UapiGen", "analyzers/dotnet/cs/UapiGen.Analyzers.dll", true)]
    [InlineData("UapiGen", "analyzers/dotnet/cs/UapiGen.CodeFixes.dll", true)]
    [InlineData("UapiGen.Runtime", "lib/net8.0/UapiGen.Runtime.dll", false)]
    public void Assembly_IsReproducible(string id, string path, bool hasSymbols)
    {
        using ZipArchive package = ZipFile.OpenRead(feed.Package(id));
        using var copy = new MemoryStream();
        using (Stream entry = package.GetEntry(path)!.Open())
        {
            entry.CopyTo(copy);
        }

        copy.Position = 0;
        using var reader = new PEReader(copy);
        DebugDirectoryEntryType[] kinds = [.. reader.ReadDebugDirectory().Select(entry => entry.Type)];
        Assert.Contains(DebugDirectoryEntryType.Reproducible, kinds);
        Assert.Equal(hasSymbols, kinds.Contains(DebugDirectoryEntryType.EmbeddedPortablePdb));
    }

    [Fact]
    public void Tool_InstalledFromItsPackage_ReadsAHeader()
    {
        string folder = Path.Combine(feed.Root, "tool");
        string configuration = Path.Combine(feed.Root, "tool.config");
        File.WriteAllText(configuration, $"""
            <configuration><packageSources><clear /><add key="feed" value="{feed.Folder}" /></packageSources></configuration>
            """);
        DotNet.Run(feed.Root, "tool", "install", "UapiGen.Tool", "--version", feed.Version, "--tool-path", folder, "--configfile", configuration).MustSucceed();
        var dump = DotNet.RunProgram(Path.Combine(folder, "uapigen"), feed.Root, "dump", "linux/dma-buf.h", "--format", "text").MustSucceed();
        Assert.Contains("struct dma_buf_sync", dump.Output, System.StringComparison.Ordinal);
    }

    private static string Text(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
