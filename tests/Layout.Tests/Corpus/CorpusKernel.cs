// In: a kernel's headers on this machine. Out: the names by which a user asks for each, and all of them as additional files of a compiler.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using UapiGen.C.Layout;
using UapiGen.Generator.Tests.Harness;
using UapiGen.Model;
using UapiGen.Oracle;
using UapiGen.Oracle.Compilers;
using UapiGen.Pipeline;

namespace UapiGen.Layout.Tests.Corpus;

/// <summary>The headers of one kernel.</summary>
internal sealed class CorpusKernel
{
    private readonly UapiScope _scope;

    private readonly ConcurrentDictionary<string, HeaderResult> _results = new(StringComparer.Ordinal);

    private CorpusKernel(string name, IReadOnlyList<string> directories)
    {
        Name = name;
        Directories = directories;
        _scope = new UapiScope(directories, [Compiler.Gcc.OwnDirectory]);
        List<TestHeader> files = [.. directories.SelectMany(directory => Files(directory, _scope))];
        Headers = new SortedSet<string>(files.Select(file => file.LogicalPath), StringComparer.Ordinal);
        var options = new TestOptions();
        files.AddRange(Abi.Targets.Skip(1).Select(target => Path.Combine(directories[0], target.Triple)).Where(Directory.Exists).SelectMany(directory => Files(directory, _scope)));
        Index = new HeaderIndex(files.Concat(Generator.Tests.Harness.Repository.BundledHeaders()).Select(file => HeaderFile.Create(file, options)));
    }

    private static readonly Lazy<CorpusKernel> s_installed = new(() => new("installed", Judges.InstalledDirectories));

    private static readonly Lazy<CorpusKernel> s_backports = new(() => new("backports", Judges.BackportsDirectories));

    public static CorpusKernel Installed => s_installed.Value;

    public static CorpusKernel Backports => s_backports.Value;

    public string Name { get; }

    /// <summary>The <c>-I</c> directories of x86-64.</summary>
    public IReadOnlyList<string> Directories { get; }

    /// <summary>Every header, as an <c>#include</c> names it.</summary>
    public IReadOnlySet<string> Headers { get; }

    /// <summary>Them and the bundled ones, as the generator finds them.</summary>
    private HeaderIndex Index { get; }

    /// <summary>What the generator makes of a header; read once, for all ABIs.</summary>
    public HeaderResult Read(string header) => _results.GetOrAdd(header, name => HeaderReader.Read(Index.Read(name, CancellationToken.None), EquatableArray<string>.Empty, CancellationToken.None));

    /// <summary>True for the kernel's own files; libc's may be reached too.</summary>
    public bool Owns(string path) => _scope.Contains(path) && Directories.Any(directory => path.StartsWith(directory + "/", StringComparison.Ordinal));

    /// <summary>The file that a name means; null where the target has none.</summary>
    public string? PathOf(string logicalPath, Target target) => DirectoriesOf(target).Select(directory => Path.Combine(directory, logicalPath)).FirstOrDefault(File.Exists);

    /// <summary>The <c>-I</c> directories of a target: its own asm headers where the package has them.</summary>
    public IReadOnlyList<string> DirectoriesOf(Target target) => [Directories[0], .. Directories.Skip(1).Select(directory =>
        directory.Replace(Target.X86_64.Triple, target.Triple, StringComparison.Ordinal)).Where(Directory.Exists)];

    private static IEnumerable<TestHeader> Files(string directory, UapiScope scope) =>
        Directory.EnumerateDirectories(directory)
            .Where(folder => !Path.GetFileName(folder).Contains("-linux-", StringComparison.Ordinal)) // Triples: asm headers of other architectures.
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.h", SearchOption.AllDirectories))
            .Where(scope.Contains)
            .Select(path => new TestHeader(path, File.ReadAllText(path, Encoding.UTF8), Path.GetRelativePath(directory, path), directory));
}
