using System;
using System.Collections.Generic;
using System.Linq;

namespace UapiGen.Oracle;

/// <summary>Kernel headers that do not compile alone, and what has to be read before them: libc's types, mostly.</summary>
internal static class HelperIncludes
{
    private static readonly Dictionary<string, string[]> ByLogicalPath = new(StringComparer.Ordinal)
    {
        ["asm/ucontext.h"] = ["asm/signal.h", "asm/sigcontext.h"],
        ["asm-generic/ucontext.h"] = ["asm/signal.h", "asm/sigcontext.h"],
        ["linux/coda.h"] = ["stdint.h", "sys/types.h"],
        ["linux/errqueue.h"] = ["time.h"],
        ["linux/hdlc/ioctl.h"] = ["linux/if.h"],
        ["linux/omapfb.h"] = ["stddef.h"],
        ["linux/phonet.h"] = ["sys/socket.h"],
        ["linux/sctp.h"] = ["sys/socket.h", "stdint.h"],
        ["linux/sysctl.h"] = ["stddef.h"],
        ["linux/usb/audio.h"] = ["stddef.h"],
    };

    public static IReadOnlyList<string> For(string path) =>
        ByLogicalPath.FirstOrDefault(entry => path.EndsWith("/" + entry.Key, StringComparison.Ordinal)).Value ?? [];
}
