// Stage: HeaderFiles. In: an additional text and its options. Out: where it stands on the search path; its text is not read.
using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace UapiGen.Pipeline;

/// <summary>Something that an <c>#include</c> can find.</summary>
internal interface ISearchable
{
    /// <summary>Where the file is.</summary>
    string Path { get; }

    /// <summary>What an <c>#include</c> calls it.</summary>
    string LogicalPath { get; }

    /// <summary>True when the logical path is the one name of the file; else each ending of the path that begins at a folder is.</summary>
    bool HasLogicalPath { get; }

    /// <summary>Its place on the search path; smaller ones are found first.</summary>
    int SearchIndex { get; }

    /// <summary>The triple of the one architecture that finds it, in a folder of that name as Debian's multiarch has them; empty when all do.</summary>
    string Architecture { get; }
}

/// <summary>A header, or the facts of one, among the additional files.</summary>
/// <param name="Text">Read only when an include asks for it; compares by reference.</param>
/// <param name="Path">Where the file is.</param>
/// <param name="LogicalPath">What an <c>#include</c> calls it; without metadata its path, which every ending of names.</param>
/// <param name="HasLogicalPath">True when metadata gave the logical path.</param>
/// <param name="IncludeRoot">Empty for a header given by itself; <see cref="BundledRoot"/>; else the include directory.</param>
/// <param name="Defines"><c>NAME</c> or <c>NAME=VALUE</c>, with bars between.</param>
/// <param name="Architecture">As <see cref="ISearchable.Architecture"/>.</param>
internal sealed record HeaderFile(
    AdditionalText Text, string Path, string LogicalPath, bool HasLogicalPath, string IncludeRoot, string Defines, string Architecture)
{
    public const string BundledRoot = "bundled";

    private const string Prefix = "build_metadata.AdditionalFiles.UapiGen_";

    public static bool IsHeader(AdditionalText text) =>
        text.Path.EndsWith(".h", StringComparison.OrdinalIgnoreCase) || text.Path.EndsWith(".facts", StringComparison.OrdinalIgnoreCase);

    public static HeaderFile Create(AdditionalText text, AnalyzerConfigOptionsProvider provider)
    {
        AnalyzerConfigOptions options = provider.GetOptions(text);
        string path = text.Path.Replace('\\', '/');
        string logicalPath = Value("LogicalPath").Replace('\\', '/').TrimStart('/');
        string root = Value("IncludeRoot");
        string architecture = root.Length == 0 ? "" : Triple(LastPart(root.Replace('\\', '/').TrimEnd('/')));
        if (root.Length > 0 && architecture.Length == 0 && Triple(logicalPath.Split('/')[0]) is { Length: > 0 } triple)
        {
            architecture = triple;
            logicalPath = logicalPath.Substring(triple.Length + 1);
        }

        return new HeaderFile(
            text, text.Path, logicalPath.Length == 0 ? path : logicalPath, logicalPath.Length > 0, root, Value("Defines"), architecture);

        string Value(string name) => options.TryGetValue(Prefix + name, out string? value) ? value.Trim() : "";
    }

    private static string LastPart(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>The folder's name when it is a triple: <c>aarch64-linux-gnu</c>; else empty.</summary>
    private static string Triple(string folder) => folder.IndexOf("-linux-", StringComparison.Ordinal) > 0 ? folder : "";
}
