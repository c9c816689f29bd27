// dotnet run -c Release --project benchmarks/UapiGen.Benchmarks -- front-end
// The front end, warm and in this process: how fast it reads vfio.h and all headers of a kernel, and how its time grows with the input.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using UapiGen.C;
using UapiGen.C.Layout;

namespace UapiGen.Benchmarks.Speed;

internal static class FrontEndSpeed
{
    private static readonly FrontEndOptions Options = new() { Target = Target.X86_64 };

    public static void Run()
    {
        var bundled = new BundledHeaders();
        Table.Head("read, warm", "characters", "time", "MB/s", "allocated");
        foreach (string name in new[] { "linux/vfio.h", "linux/dma-buf.h" })
        {
            IncludedHeader header = bundled.Resolve(name, null, false, false)!;
            Show(name + " with its includes", Characters(header, bundled), Measured.InProcess(() => FrontEnd.Read(header, bundled, Options, CancellationToken.None)));
        }

        var kernel = new KernelHeaders();
        List<IncludedHeader> all = kernel.All().ToList();
        long characters = all.Sum(header => Characters(header, kernel));
        Show(
            $"all {all.Count} headers of a kernel, each with its includes", characters,
            Measured.InProcess(() => all.ForEach(header => FrontEnd.Read(header, kernel, Options, CancellationToken.None)), warmUps: 1, milliseconds: 5000));

        Table.Head("growth: vfio.h, so many times under other names", "characters", "time", "time a character, of that of the first");
        double first = 0;
        foreach (int times in new[] { 1, 2, 4, 8 })
        {
            var header = new IncludedHeader("grown.h", "grown.h", Grown(bundled.Resolve("linux/vfio.h", null, false, false)!.Text, times), 0);
            Measured measured = Measured.InProcess(() => FrontEnd.Read(header, bundled, Options, CancellationToken.None));
            double each = measured.Wall / header.Text.Length;
            first = first == 0 ? each : first;
            Table.Row($"{times} times", Table.Format(header.Text.Length), Table.Milliseconds(measured.Wall), Table.Format(each / first));
        }
    }

    private static void Show(string what, long characters, Measured measured) => Table.Row(
        what, Table.Format(characters), Table.Milliseconds(measured.Wall), Table.Format(characters / measured.Wall / 1000), Table.Bytes(measured.Allocated));

    private static long Characters(IncludedHeader header, IIncludeResolver resolver) =>
        FrontEnd.Read(header, resolver, Options, CancellationToken.None).Files.Sum(file => (long)file.Text.Length);

    private static string Grown(string text, int times) => string.Concat(Enumerable.Range(0, times).Select(i => text
        .Replace("vfio_", $"vfio{i}_", StringComparison.Ordinal)
        .Replace("VFIO_", $"VFIO{i}_", StringComparison.Ordinal)
        .Replace("VFIO_H", $"VFIO{i}_H", StringComparison.Ordinal)));
}

/// <summary>The headers of the newest kernel that was fetched, for x86-64.</summary>
internal sealed class KernelHeaders : IIncludeResolver
{
    private const string Folder = "artifacts/uapi/current/usr/include";

    private readonly Dictionary<string, IncludedHeader> _byLogicalPath = new(StringComparer.Ordinal);
    private readonly BundledHeaders _bundled = new();

    public KernelHeaders()
    {
        Root = Path.Combine(BundledHeaders.RepositoryRoot, Folder);
        if (!Directory.Exists(Root))
        {
            throw new DirectoryNotFoundException($"{Folder} is missing: run eng/fetch-backports-headers.sh");
        }

        foreach (string root in new[] { Path.Combine(Root, "x86_64-linux-gnu"), Root })
        {
            foreach (string path in Directory.EnumerateFiles(root, "*.h", SearchOption.AllDirectories).Where(path => root != Root || !path.Contains("-linux-gnu", StringComparison.Ordinal)))
            {
                string logical = Path.GetRelativePath(root, path);
                _byLogicalPath.TryAdd(logical, new IncludedHeader(path, logical, File.ReadAllText(path), 0));
            }
        }
    }

    public string Root { get; }

    public IEnumerable<IncludedHeader> All() => _byLogicalPath.Values.OrderBy(header => header.LogicalPath, StringComparer.Ordinal);

    public IncludedHeader? Resolve(string name, IncludedHeader? includer, bool isQuoted, bool isNext)
    {
        string beside = isQuoted && includer is not null ? Path.Combine(Path.GetDirectoryName(includer.LogicalPath)!, name) : name;
        return _byLogicalPath.GetValueOrDefault(beside) ?? _byLogicalPath.GetValueOrDefault(name) ?? _bundled.Resolve(name, includer, isQuoted, isNext);
    }
}
