// The corpus: all headers of a kernel's linux-libc-dev, fetched and laid out by the scripts below eng/. A script that fails fails the
// test with the sentence that says what to run.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using UapiGen.C.Layout;
using UapiGen.Oracle.Compilers;
using Xunit;

namespace UapiGen.Corpus.Tests;

internal sealed class KernelHeaders
{
    /// <summary>The headers of this system's kernel package.</summary>
    public const string Installed = "installed";

    /// <summary>The newest headers that Debian's backports serve.</summary>
    public const string Backports = "current";

    private static readonly Lazy<string?> PreparationFailure = new(Prepare);

    private readonly string _include;

    private KernelHeaders(string name)
    {
        Assert.True(PreparationFailure.Value is null, PreparationFailure.Value);
        _include = Path.Combine(Repository.Root, "artifacts/uapi", name, "usr/include");
    }

    /// <summary>The kernel that the headers are of, as their <c>linux/version.h</c> says: <c>6.1.187</c>.</summary>
    public string Version
    {
        get
        {
            int code = File.ReadLines(_include + "/linux/version.h")
                .Where(line => line.StartsWith("#define LINUX_VERSION_CODE ", StringComparison.Ordinal))
                .Select(line => int.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)).Single();
            return $"{code >> 16}.{(code >> 8) & 0xff}.{code & 0xff}";
        }
    }

    /// <exception cref="Xunit.Sdk.XunitException">The headers are not there and cannot be fetched.</exception>
    public static KernelHeaders Named(string name) => new(name);

    /// <summary>How front end and compilers read them: the same directories, and the same stand-ins for libc's headers on every target.</summary>
    public CompileOptions OptionsFor(Target target) => new(target, [_include, Path.Combine(_include, target.Triple)], [], []) { LibcDirectories = [Repository.Headers] };

    /// <summary>All that the package holds for a target: its folders, and of the asm headers the target's own.</summary>
    public IReadOnlyList<string> HeadersFor(Target target) =>
    [
        .. Directory.EnumerateDirectories(_include)
            .Where(folder => !Path.GetFileName(folder).Contains("-linux-gnu", StringComparison.Ordinal) || Path.GetFileName(folder) == target.Triple)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.h", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A header's path as an #include would have it: <c>linux/vfio.h</c>.</summary>
    public string LogicalPath(string path, Target target) =>
        Path.GetRelativePath(path.StartsWith(Path.Combine(_include, target.Triple), StringComparison.Ordinal) ? Path.Combine(_include, target.Triple) : _include, path);

    private static string? Prepare() => new[] { "eng/install-judges.sh", "eng/fetch-backports-headers.sh", "eng/stage-installed-headers.sh" }
        .Select(script => Preparation.Run(Repository.Root, script))
        .FirstOrDefault(failure => failure is not null);
}
