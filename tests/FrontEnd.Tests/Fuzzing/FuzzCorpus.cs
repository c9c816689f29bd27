// What fuzz inputs are made from: this repository's headers and cases, and the kernel headers of this system.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace UapiGen.FrontEnd.Tests.Fuzzing;

internal sealed class FuzzCorpus
{
    private readonly string[] _texts;

    private FuzzCorpus(IEnumerable<string> paths) => _texts = [.. paths.Select(path => File.ReadAllText(path, Encoding.Latin1))];

    public static FuzzCorpus Load()
    {
        const string Kernel = "/usr/include/linux";
        Xunit.Assert.True(File.Exists(Kernel + "/vfio.h"), "no kernel headers below " + Kernel + ": run eng/install-judges.sh as root, or install Debian's package linux-libc-dev");
        return new FuzzCorpus(FilesBelow(Path.Combine(Repository.Root, "headers")).Concat(FilesBelow(Path.Combine(Repository.Root, "tests/cases"))).Concat(FilesBelow(Kernel)));
    }

    /// <summary>A piece of a text, cut where a line begins and anywhere.</summary>
    public string Piece(Random random, int longest)
    {
        string text = _texts[random.Next(_texts.Length)];
        int start = random.Next(text.Length + 1);
        start = text.LastIndexOf('\n', Math.Max(0, start - 1)) + 1;
        return text.Substring(start, Math.Min(random.Next(longest), text.Length - start));
    }

    private static IOrderedEnumerable<string> FilesBelow(string directory) =>
        Directory.EnumerateFiles(directory, "*.h", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}
