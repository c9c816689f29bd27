// Stage: input. The headers that ride inside of the tool, so that it works where no kernel headers are installed.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;

namespace UapiGen.Tool.Input;

/// <summary>Embedded resources <c>headers/linux/vfio.h</c>, read once.</summary>
internal static class BundledHeaders
{
    /// <summary>Stands before a bundled header's logical path wherever a path is shown.</summary>
    public const string PathPrefix = "bundled:";

    private const string Folder = "headers/";

    private static readonly HashSet<string> Names = [.. typeof(BundledHeaders).Assembly.GetManifestResourceNames()];

    /// <summary>The logical paths of the bundled headers that a pattern names, in order.</summary>
    public static IEnumerable<string> Like(string pattern)
    {
        Regex names = HeaderGlob.ToRegex(pattern);
        return Names.Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".h", StringComparison.Ordinal))
            .Select(name => name[Folder.Length..])
            .Where(name => names.IsMatch(name))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>The text of <c>linux/vfio.h</c>; null when it is not bundled.</summary>
    public static string? Read(string logicalPath)
    {
        string resource = Folder + logicalPath;
        if (!Names.Contains(resource))
        {
            return null;
        }

        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return HeaderText.Decode(bytes);
    }
}
