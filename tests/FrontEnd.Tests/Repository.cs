// The headers of this repository, for tests that start from real text.
using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace UapiGen.FrontEnd.Tests;

internal static class Repository
{
    public static readonly string Root =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static readonly string Headers = Path.Combine(Root, "headers");

    private static readonly string[] BaseHeaderNames =
    [
        "linux/types.h", "linux/ioctl.h", "linux/const.h", "linux/stddef.h", "linux/posix_types.h", "linux/swab.h", "asm/types.h", "asm/ioctl.h",
        "asm/posix_types.h", "asm/bitsperlong.h", "asm-generic/types.h", "asm-generic/ioctl.h", "asm-generic/int-ll64.h", "asm-generic/bitsperlong.h",
        "asm-generic/posix_types.h",
    ];

    /// <summary>What the headers of uAPI include.</summary>
    public static readonly (string Name, string Text)[] BaseHeaders = Array.ConvertAll(BaseHeaderNames, name => (name, Header(name)));

    public static string Header(string logicalPath) => File.ReadAllText(Path.Combine(Headers, logicalPath));
}
