// Stage: input. In: names as #include and the command line write them. Out: headers, found as gcc finds them
// (GCC, "Search Path" and "Wrapper Headers"): beside the includer when quoted, -I directories in order, then the bundled ones.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using UapiGen.C;

namespace UapiGen.Tool.Input;

/// <summary>The search path of one run, and the only reader of files; each file is read once. Safe to use from several threads.</summary>
/// <param name="directories">The -I directories, in order.</param>
/// <param name="useBundled">False for <c>--no-bundled</c>.</param>
internal sealed class HeaderSearch(IReadOnlyList<string> directories, bool useBundled) : IIncludeResolver
{
    /// <summary>Beside the includer, or named by its path: not on the search path, so that #include_next starts at its head.</summary>
    private const int OffThePath = -1;

    private const long LargestHeader = 64 << 20;

    private readonly ConcurrentDictionary<string, string?> _texts = new(StringComparer.Ordinal);

    /// <summary>The -I directories, in order.</summary>
    public IReadOnlyList<string> Directories => directories;

    /// <summary>Whether the bundled headers are behind them.</summary>
    public bool UsesBundled => useBundled;

    /// <summary>The header that an argument means: a file, or else a name on the search path.</summary>
    /// <exception cref="UnreadableInputException">There is no such header, or it cannot be read.</exception>
    public IncludedHeader Open(string argument)
    {
        if (File.Exists(argument))
        {
            return new IncludedHeader(argument, LogicalPathOf(argument), ReadOrThrow(argument), OffThePath);
        }

        if (Directory.Exists(argument))
        {
            throw new UnreadableInputException(argument + ": is a directory; name a header");
        }

        return Find(argument, 0)
            ?? throw new UnreadableInputException(argument + ": no such file, nor a header in the -I directories or among the bundled ones");
    }

    /// <summary>The headers that an argument names: itself, or all that a pattern matches among files, in the -I directories, or among the bundled ones.</summary>
    /// <exception cref="UnreadableInputException">A pattern matches nothing.</exception>
    public IReadOnlyList<string> Expand(string argument)
    {
        if (!HeaderGlob.IsPattern(argument) || File.Exists(argument))
        {
            return [argument];
        }

        // Found in a directory, a header keeps the name that #include has for it, as it does when it is named without a pattern.
        IEnumerable<string> Places()
        {
            foreach (string directory in directories)
            {
                foreach (string path in HeaderGlob.Files(directory, argument))
                {
                    yield return path;
                }
            }
        }

        List<string> found = [.. HeaderGlob.Files("", argument)];
        found = found.Count > 0 || Path.IsPathRooted(argument) ? found : [.. Places().DistinctBy(LogicalPathOf)];
        found = found.Count > 0 || !useBundled ? found : [.. BundledHeaders.Like(argument)];
        return found.Count > 0 ? found : throw new UnreadableInputException(argument + ": no such header, neither a file nor in the -I directories nor among the bundled ones");
    }

    /// <summary>The facts files of a header, the strongest last: the bundled one, then those of the -I directories from their end, then one beside the header.</summary>
    public IEnumerable<IncludedHeader> FactsOf(IncludedHeader header)
    {
        string name = header.LogicalPath + ".facts";
        if (FindBundled(name) is { } bundled)
        {
            yield return bundled;
        }

        for (int i = directories.Count - 1; i >= 0; i--)
        {
            string path = Simplify(directories[i] + "/" + name);
            if (path != header.Path + ".facts" && TryRead(path) is { } text)
            {
                yield return new IncludedHeader(path, name, text, i);
            }
        }

        if (TryRead(header.Path + ".facts") is { } beside)
        {
            yield return new IncludedHeader(header.Path + ".facts", name, beside, OffThePath);
        }
    }

    public IncludedHeader? Resolve(string name, IncludedHeader? includer, bool isQuoted, bool isNext)
    {
        if (Path.IsPathRooted(name))
        {
            return TryRead(name) is { } rooted ? new IncludedHeader(name, LogicalPathOf(name), rooted, OffThePath) : null;
        }

        if (isNext && includer is not null)
        {
            return Find(name, includer.SearchIndex + 1);
        }

        return (isQuoted ? FindBeside(name, includer) : null) ?? Find(name, 0);
    }

    private IncludedHeader? FindBeside(string name, IncludedHeader? includer)
    {
        string logicalPath = Simplify(DirectoryOf(includer?.LogicalPath) + name);
        if (includer is not null && includer.Path.StartsWith(BundledHeaders.PathPrefix, StringComparison.Ordinal))
        {
            return FindBundled(logicalPath);
        }

        string path = Simplify(DirectoryOf(includer?.Path) + name);
        return TryRead(path) is { } text ? new IncludedHeader(path, logicalPath, text, OffThePath) : null;
    }

    private IncludedHeader? Find(string name, int start)
    {
        for (int i = start; i < directories.Count; i++)
        {
            string path = Simplify(directories[i] + "/" + name);
            if (TryRead(path) is { } text)
            {
                return new IncludedHeader(path, Simplify(name), text, i);
            }
        }

        return start <= directories.Count ? FindBundled(Simplify(name)) : null;
    }

    private IncludedHeader? FindBundled(string logicalPath) =>
        useBundled && BundledHeaders.Read(logicalPath) is { } text
            ? new IncludedHeader(BundledHeaders.PathPrefix + logicalPath, logicalPath, text, directories.Count)
            : null;

    private string? TryRead(string path)
    {
        if (!_texts.TryGetValue(path, out string? text))
        {
            try
            {
                text = File.Exists(path) ? Read(path) : null;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                text = null;
            }

            _texts.TryAdd(path, text);
        }

        return text;
    }

    private string ReadOrThrow(string path)
    {
        try
        {
            return _texts[path] = Read(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableInputException(path + ": cannot be read: " + problem.Message);
        }
    }

    private static string Read(string path)
    {
        if (new FileInfo(path).Length > LargestHeader)
        {
            throw new IOException("it is larger than 64 MiB");
        }

        return HeaderText.Decode(File.ReadAllBytes(path));
    }

    /// <summary>What an include would call a file that was named by its path: its path below an -I directory, or its name.</summary>
    private string LogicalPathOf(string path)
    {
        string full = Path.GetFullPath(path);
        foreach (string directory in directories)
        {
            string below = Path.GetRelativePath(Path.GetFullPath(directory), full);
            if (!below.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(below))
            {
                return below.Replace('\\', '/');
            }
        }

        return Path.GetFileName(path);
    }

    private static string DirectoryOf(string? path) => path is null ? "" : path[..(path.LastIndexOfAny(['/', '\\']) + 1)];

    /// <summary>Takes <c>./</c> and <c>x/../</c> out, so that a header has one identity however it is reached.</summary>
    private static string Simplify(string path)
    {
        if (!path.Contains("./", StringComparison.Ordinal) && !path.Contains("//", StringComparison.Ordinal))
        {
            return path;
        }

        var kept = new List<string>();
        string[] parts = path.Split('/');
        for (int i = 0; i < parts.Length; i++)
        {
            bool isRoot = i == 0 && parts[i].Length == 0;
            if (parts[i] == ".." && kept.Count > 0 && kept[^1] is not ("" or ".."))
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (isRoot || parts[i] is not ("" or "."))
            {
                kept.Add(parts[i]);
            }
        }

        return string.Join('/', kept);
    }
}
