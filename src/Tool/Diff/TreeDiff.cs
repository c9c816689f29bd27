// Stage: diff. In: two headers, or two directories of headers. Out: all that changed, header by header, in the order of their names.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.Tool.Input;

namespace UapiGen.Tool.Diff;

/// <summary>One side of the comparison.</summary>
/// <param name="Path">A header, or a directory of headers.</param>
/// <param name="Search">Where its includes are looked for.</param>
internal sealed record DiffSide(string Path, HeaderSearch Search)
{
    public bool IsDirectory => Directory.Exists(Path);
}

/// <param name="Changes">By header; within one in the order of the rules.</param>
/// <param name="Headers">How many headers were compared.</param>
/// <param name="Incomplete">What was read of headers with errors in them.</param>
internal sealed record TreeDiff(IReadOnlyList<Change> Changes, int Headers, IReadOnlyList<TranslationUnit> Incomplete)
{
    /// <exception cref="UnreadableInputException">A header is missing or unreadable, or a directory is compared with a file.</exception>
    public static TreeDiff Compare(DiffSide old, DiffSide @new, FrontEndOptions options, IReadOnlyList<string> only, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        if (!old.IsDirectory && !@new.IsDirectory)
        {
            Surface before = Read(old.Path, old.Search, options, cancellationToken);
            Surface after = Read(@new.Path, @new.Search, options, cancellationToken);
            string header = after.Unit.Files[0].LogicalPath;
            return new TreeDiff(HeaderDiff.Compare(header, before, after, new Elsewhere(_ => null, _ => null), comparesIncludes: true), 1, IncompleteOf([before, after]));
        }

        if (old.IsDirectory != @new.IsDirectory)
        {
            throw new UnreadableInputException($"{old.Path} and {@new.Path}: compare two headers, or two directories");
        }

        List<Regex> patterns = [.. only.Select(HeaderGlob.ToRegex)];
        SortedSet<string> oldNames = Names(old.Path, patterns);
        SortedSet<string> newNames = Names(@new.Path, patterns);
        int total = oldNames.Count + newNames.Count;
        int done = 0;
        ConcurrentDictionary<string, Surface> ReadAll(DiffSide side, SortedSet<string> names, ConcurrentDictionary<string, Surface>? others)
        {
            var surfaces = new ConcurrentDictionary<string, Surface>(StringComparer.Ordinal);
            Parallel.ForEach(names, new ParallelOptions { CancellationToken = cancellationToken }, name =>
            {
                surfaces[name] = others is not null && others.TryGetValue(name, out Surface? other) && IsSame(other, side.Search)
                    ? other
                    : Read(side.Path.TrimEnd('/') + "/" + name, side.Search, options, cancellationToken);
                progress?.Invoke(Interlocked.Increment(ref done), total);
            });
            return surfaces;
        }

        ConcurrentDictionary<string, Surface> olds = ReadAll(old, oldNames, null);
        ConcurrentDictionary<string, Surface> news = ReadAll(@new, newNames, olds);
        Dictionary<string, string> oldPlaces = Places(olds);
        Dictionary<string, string> newPlaces = Places(news);
        var elsewhere = new Elsewhere(oldPlaces.GetValueOrDefault, newPlaces.GetValueOrDefault);

        var changes = new List<Change>();
        foreach (string name in oldNames.Union(newNames).Order(StringComparer.Ordinal))
        {
            if (!news.TryGetValue(name, out Surface? after))
            {
                changes.Add(new Change(ChangeClass.Source, "header", name, name, "header-removed", "is gone; source that includes it no longer compiles") { OldPlace = olds[name].Unit.Files[0].Path });
            }
            else if (!olds.TryGetValue(name, out Surface? before))
            {
                changes.Add(new Change(ChangeClass.Extending, "header", name, name, "header-added", "is new") { NewPlace = after.Unit.Files[0].Path });
            }
            else if (before != after)
            {
                changes.AddRange(HeaderDiff.Compare(name, before, after, elsewhere, comparesIncludes: false));
            }
        }

        return new TreeDiff(changes, oldNames.Intersect(newNames).Count(), IncompleteOf([.. olds.Values, .. news.Values]));
    }

    /// <summary>True when the header and all that it includes read the same on the other side, so that it need not be read again.</summary>
    private static bool IsSame(Surface surface, HeaderSearch otherSide) => !surface.IsIncomplete
        && surface.Unit.Files.All(file => otherSide.Resolve(file.LogicalPath, null, isQuoted: false, isNext: false)?.Text == file.Text);

    private static List<TranslationUnit> IncompleteOf(IEnumerable<Surface> surfaces) =>
        [.. surfaces.Where(surface => surface.IsIncomplete).Select(surface => surface.Unit).OrderBy(unit => unit.Files[0].Path, StringComparer.Ordinal)];

    private static Surface Read(string path, HeaderSearch search, FrontEndOptions options, CancellationToken cancellationToken) =>
        new(FrontEnd.Read(search.Open(path), search, options, cancellationToken));

    /// <summary>The headers below a directory; those of one architecture's own directory are reached by includes only.</summary>
    private static SortedSet<string> Names(string directory, List<Regex> patterns)
    {
        IEnumerable<string> names = Directory.EnumerateFiles(directory, "*.h", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/'))
            .Where(name => !IsOfArchitecture(name) && (patterns.Count == 0 || patterns.Exists(pattern => pattern.IsMatch(name))));
        return new SortedSet<string>(names, StringComparer.Ordinal);
    }

    /// <summary>Debian's multiarch directories: <c>x86_64-linux-gnu/asm/ioctl.h</c>.</summary>
    private static bool IsOfArchitecture(string name) => name[..(name.IndexOf('/') + 1)].Contains("-linux-", StringComparison.Ordinal);

    private static Dictionary<string, string> Places(ConcurrentDictionary<string, Surface> surfaces)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string header, Surface surface) in surfaces.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            foreach (string name in surface.OwnNames)
            {
                places.TryAdd(name, header);
            }
        }

        return places;
    }
}
