// Stage: check. The bundled headers as files, since compilers read no resources; gone when the run ends.
using System;
using System.Collections.Generic;
using System.IO;
using UapiGen.Tool.Input;

namespace UapiGen.Tool.Check;

internal sealed class BundledFolder : IDisposable
{
    private readonly string? _root;

    /// <param name="isUsed">False for <c>--no-bundled</c>: then there is none.</param>
    public BundledFolder(bool isUsed)
    {
        if (!isUsed)
        {
            return;
        }

        _root = Directory.CreateTempSubdirectory("uapigen-").FullName;
        foreach (string header in BundledHeaders.Like("**"))
        {
            string path = Path.Combine(_root, header);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, BundledHeaders.Read(header));
        }
    }

    /// <summary>What is searched behind the -I directories.</summary>
    public IReadOnlyList<string> Directories => _root is null ? [] : [_root];

    /// <summary>Where a compiler finds a header that the front end knows by a path.</summary>
    public string Find(string path) => path.StartsWith(BundledHeaders.PathPrefix, StringComparison.Ordinal)
        ? Path.Combine(_root!, path[BundledHeaders.PathPrefix.Length..])
        : Path.GetFullPath(path);

    public void Dispose()
    {
        if (_root is not null)
        {
            Directory.Delete(_root, recursive: true);
        }
    }
}
