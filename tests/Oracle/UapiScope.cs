// Which files are judged: the kernel's own. A header may pull in libc and the compiler's headers, which the front end and clang
// each read in their own way (they ask for the compiler's name and version).
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace UapiGen.Oracle;

/// <param name="directories">The -I directories, absolute.</param>
/// <param name="compilerDirectories">The compilers' own include directories.</param>
internal sealed class UapiScope(IReadOnlyList<string> directories, IReadOnlyList<string> compilerDirectories)
{
    private const string SystemInclude = "/usr/include";

    /// <summary>The folders that the kernel's <c>make headers_install</c> fills.</summary>
    private static readonly HashSet<string> KernelFolders = new(StringComparer.Ordinal)
    {
        "asm", "asm-generic", "cxl", "drm", "fwctl", "linux", "misc", "mtd", "rdma", "regulator", "scsi", "sound", "video", "xen",
    };

    /// <summary>Of scsi/, which libc and the kernel share, the files of libc.</summary>
    private static readonly HashSet<string> LibcFiles = new(StringComparer.Ordinal) { "scsi/scsi.h", "scsi/sg.h", "scsi/scsi_ioctl.h" };

    public bool Contains(string path)
    {
        if (path.Length == 0 || path[0] == '<' || compilerDirectories.Any(directory => IsBelow(path, directory)))
        {
            return false;
        }

        string? found = directories.Where(directory => IsBelow(path, directory)).MaxBy(directory => directory.Length);
        if (found is null || !found.StartsWith(SystemInclude, StringComparison.Ordinal))
        {
            return true;
        }

        string below = Path.GetRelativePath(found, path);
        return KernelFolders.Contains(below.Split('/')[0]) && !LibcFiles.Contains(below);
    }

    private static bool IsBelow(string path, string directory) => path.StartsWith(directory.TrimEnd('/') + "/", StringComparison.Ordinal);
}
