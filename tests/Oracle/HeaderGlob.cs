using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace UapiGen.Oracle;

/// <summary>Finds the headers that a pattern means: <c>*</c> and <c>?</c> in the last part, <c>**</c> for any depth.</summary>
internal static class HeaderGlob
{
    public static IEnumerable<string> Expand(string pattern)
    {
        string path = Path.GetFullPath(pattern);
        if (!path.Contains('*', StringComparison.Ordinal) && !path.Contains('?', StringComparison.Ordinal))
        {
            return Directory.Exists(path) ? Files(path, "*.h", true) : [path];
        }

        string directory = Path.GetDirectoryName(path)!;
        bool isDeep = Path.GetFileName(directory) == "**";
        return Files(isDeep ? Path.GetDirectoryName(directory)! : directory, Path.GetFileName(path), isDeep);
    }

    private static IOrderedEnumerable<string> Files(string directory, string name, bool isDeep) =>
        Directory.EnumerateFiles(directory, name, isDeep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly).Order(StringComparer.Ordinal);
}
