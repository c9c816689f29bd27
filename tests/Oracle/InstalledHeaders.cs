using System.Collections.Generic;

namespace UapiGen.Oracle;

/// <summary>Debian's linux-libc-dev, where the package puts it.</summary>
internal static class InstalledHeaders
{
    public static readonly IReadOnlyList<string> Directories = ["/usr/include", "/usr/include/x86_64-linux-gnu"];
}
