// Stage: input. The headers that ride inside of the tool, so that it works where no kernel headers are installed.
using System.Collections.Generic;
using System.IO;
using System.Reflection;

namespace UapiGen.Tool.Input;

/// <summary>Embedded resources <c>headers/linux/vfio.h</c>, read once.</summary>
internal static class BundledHeaders
{
    /// <summary>Stands before a bundled header's logical path wherever a path is shown.</summary>
    public const string PathPrefix = "bundled:";

    private static readonly HashSet<string> Names = [.. typeof(BundledHeaders).Assembly.GetManifestResourceNames()];

    /// <summary>The text of <c>linux/vfio.h</c>; null when it is not bundled.</summary>
    public static string? Read(string logicalPath)
    {
        string resource = "headers/" + logicalPath;
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
