// Stage: HeaderSet and HeaderModel. In: the name in an #include. Out: the file that it means, by the order of GCC's search path:
// beside the includer when quoted, headers given by themselves, include directories in order, then the bundled ones.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Layout;

namespace UapiGen.Pipeline;

internal sealed class SearchPath<T>
    where T : class, ISearchable
{
    private static readonly string Reference = Target.X86_64.Triple;

    private readonly Dictionary<string, List<T>> _byLogicalPath = new(StringComparer.Ordinal);

    private readonly Dictionary<string, T> _byPath = new(StringComparer.Ordinal);

    public SearchPath(IEnumerable<T> files)
    {
        foreach (T file in files.OrderBy(file => file.SearchIndex))
        {
            foreach (string name in Names(file))
            {
                if (!_byLogicalPath.TryGetValue(name, out List<T>? candidates))
                {
                    _byLogicalPath.Add(name, candidates = []);
                }

                candidates.Add(file);
            }

            _byPath[file.Path.Replace('\\', '/')] = file;
        }
    }

    /// <summary>What includes may call a file: its logical path, or, where nobody said one, <c>vfio.h</c>, <c>linux/vfio.h</c> and so on.</summary>
    private static IEnumerable<string> Names(T file)
    {
        yield return file.LogicalPath;
        for (int slash = file.HasLogicalPath ? -1 : file.LogicalPath.LastIndexOf('/'); slash >= 0; slash = slash == 0 ? -1 : file.LogicalPath.LastIndexOf('/', slash - 1))
        {
            yield return file.LogicalPath.Substring(slash + 1);
        }
    }

    /// <summary>Every file of that logical path, in the order of the search path.</summary>
    public IReadOnlyList<T> All(string logicalPath) => _byLogicalPath.TryGetValue(logicalPath, out List<T>? candidates) ? candidates : [];

    /// <summary>The file at a path; null when there is none.</summary>
    public T? At(string path) => _byPath.TryGetValue(path.Replace('\\', '/'), out T? file) ? file : null;

    /// <param name="name">Between the delimiters.</param>
    /// <param name="includer">The file that holds the directive; null for a header that is asked for by name.</param>
    /// <param name="isQuoted">As <c>#include "name"</c>.</param>
    /// <param name="isNext">As <c>#include_next</c>.</param>
    /// <param name="architecture">The triple of the target. Where it has no such file, that of x86-64 stands in, or any.</param>
    public T? Find(string name, ISearchable? includer, bool isQuoted, bool isNext, string architecture)
    {
        IReadOnlyList<T> candidates = All(Simplify(name));
        if (isNext && includer is not null)
        {
            return First(candidates.Where(file => file.SearchIndex > includer.SearchIndex), architecture);
        }

        T? beside = isQuoted && includer is not null ? FindBeside(name, includer) : null;
        return beside ?? (First(candidates, architecture));
    }

    private static T? First(IEnumerable<T> candidates, string architecture)
    {
        T? stranger = null;
        foreach (T file in candidates)
        {
            if (file.Architecture.Length == 0 || file.Architecture == architecture)
            {
                return file;
            }

            stranger = stranger is null || file.Architecture == Reference ? file : stranger;
        }

        return stranger;
    }

    private T? FindBeside(string name, ISearchable includer) =>
        _byPath.TryGetValue(Simplify(DirectoryOf(includer.Path.Replace('\\', '/')) + name), out T? file)
            ? file
            : All(Simplify(DirectoryOf(includer.LogicalPath) + name))
                .FirstOrDefault(candidate => candidate.SearchIndex == includer.SearchIndex && candidate.Architecture == includer.Architecture);

    private static string DirectoryOf(string path) => path.Substring(0, path.LastIndexOf('/') + 1);

    /// <summary>The path without <c>.</c> and <c>..</c>.</summary>
    private static string Simplify(string path)
    {
        if (path.IndexOf("./", StringComparison.Ordinal) < 0)
        {
            return path;
        }

        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] is not ("" or ".."))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }
}
