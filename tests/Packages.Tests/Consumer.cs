// A project of a user: written into a fresh folder, restored from the feed, built and run.
using System.Collections.Generic;
using System.IO;

namespace UapiGen.Packages.Tests;

internal sealed class Consumer
{
    private readonly PackageFeed _feed;

    public Consumer(PackageFeed feed, string name, string projectFile, params (string Path, string Text)[] files)
    {
        _feed = feed;
        Name = name;
        Folder = Path.Combine(feed.Root, name);
        Write(name + ".csproj", projectFile.Replace("$Version$", feed.Version, System.StringComparison.Ordinal));
        foreach (var (path, text) in files)
        {
            Write(path, text);
        }
    }

    /// <summary>A project that stands in a folder already.</summary>
    public Consumer(PackageFeed feed, string name)
    {
        _feed = feed;
        Name = name;
        Folder = Path.Combine(feed.Root, name);
    }

    public string Name { get; }

    public string Folder { get; }

    /// <summary>The packages of a console program that uses generator and runtime.</summary>
    public const string PackageReferences = """
          <ItemGroup>
            <PackageReference Include="UapiGen" Version="$Version$" PrivateAssets="all" />
            <PackageReference Include="UapiGen.Runtime" Version="$Version$" />
          </ItemGroup>
        """;

    /// <summary>A project file with warnings as errors, as strict as users are.</summary>
    public static string Project(string properties, string items = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            {properties}
          </PropertyGroup>
        {PackageReferences}
          {items}
        </Project>
        """;

    public void Write(string path, string text)
    {
        string full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public CommandResult Build(params string[] arguments) => Sdk("build", arguments);

    public CommandResult Publish(params string[] arguments) => Sdk("publish", arguments);

    /// <summary>Runs what a build left.</summary>
    public CommandResult Run(string framework) => DotNet.Run(Folder, Path.Combine(Folder, "bin", "Debug", framework, Name + ".dll"));

    private CommandResult Sdk(string verb, string[] arguments)
    {
        List<string> all =
        [
            verb, "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:RestoreAdditionalProjectSources=" + _feed.Folder,
            "-p:RestorePackagesPath=" + Path.Combine(_feed.Root, "restored"),
            "-p:RestoreFallbackFolders=" + Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
            .. arguments,
        ];
        return DotNet.Run(Folder, [.. all]);
    }
}
