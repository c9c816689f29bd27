// Stage: HeaderSet. In: the name of a header, and all additional files. Out: the texts that it reaches, and nothing of the others.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using UapiGen.Model;

namespace UapiGen.Pipeline;

/// <summary>The text of a file, as a value.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="LogicalPath">What an <c>#include</c> calls it.</param>
/// <param name="Text">Its characters; null when it has no text.</param>
/// <param name="SearchIndex">Its place on the search path.</param>
/// <param name="IsBundled">True for a file of ours.</param>
/// <param name="Architecture">As <see cref="ISearchable.Architecture"/>.</param>
internal sealed record HeaderText(string Path, string LogicalPath, string? Text, int SearchIndex, bool IsBundled, string Architecture) : ISearchable
{
    public bool HasLogicalPath => true;
}

/// <summary>All that reading one header can ask for.</summary>
/// <param name="Header">As the attribute names it.</param>
/// <param name="Files">The header first; empty when there is none of that name.</param>
/// <param name="Facts">Its overlays, the strongest last.</param>
/// <param name="Defines">Macros that it is read with: <c>NAME</c> or <c>NAME=VALUE</c>.</param>
internal sealed record HeaderSet(string Header, EquatableArray<HeaderText> Files, EquatableArray<HeaderText> Facts, EquatableArray<string> Defines);

/// <summary>All headers among the additional files, in the order of the search path; none is read.</summary>
internal sealed class HeaderIndex
{
    /// <summary>Read without being included, when macros call for <c>_IO</c> or <c>__u32</c> and nothing declared them.</summary>
    private static readonly string[] BaseHeaders = ["linux/types.h", "linux/ioctl.h"];

    private readonly SearchPath<Entry> _path;

    /// <summary>Triples to look for, x86-64's first; only that one where no file is of one architecture.</summary>
    private readonly string[] _architectures;

    public HeaderIndex(IEnumerable<HeaderFile> files)
    {
        var roots = new List<string>();
        var entries = new List<Entry>();
        foreach (HeaderFile file in files)
        {
            if (!roots.Contains(file.IncludeRoot))
            {
                roots.Add(file.IncludeRoot);
            }

            int index = file.IncludeRoot switch
            {
                "" => 0,
                HeaderFile.BundledRoot => int.MaxValue,
                _ => roots.IndexOf(file.IncludeRoot) + 1,
            };
            entries.Add(new Entry(file, index));
        }

        _path = new SearchPath<Entry>(entries);
        int architectures = entries.Any(entry => entry.Architecture.Length > 0) ? Abi.Targets.Count : 1;
        _architectures = Abi.Targets.Take(architectures).Select(target => target.Triple).ToArray();
    }

    /// <summary>Reads a header and all that it could include.</summary>
    public HeaderSet Read(string header, CancellationToken cancellationToken)
    {
        Entry? root = _path.Find(header, null, isQuoted: false, isNext: false, _architectures[0]);
        if (root is null)
        {
            return new HeaderSet(header, EquatableArray<HeaderText>.Empty, EquatableArray<HeaderText>.Empty, EquatableArray<string>.Empty);
        }

        var reached = new HashSet<Entry>();
        var files = new List<HeaderText>();
        var pending = new Queue<(Entry Entry, string Name)>([(root, header)]);
        foreach (string architecture in _architectures)
        {
            foreach (string name in BaseHeaders.Concat([header]))
            {
                if (_path.Find(name, null, isQuoted: false, isNext: false, architecture) is { } found)
                {
                    pending.Enqueue((found, name));
                }
            }
        }

        while (pending.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (Entry entry, string asked) = pending.Dequeue();
            if (!reached.Add(entry))
            {
                continue;
            }

            HeaderText file = entry.Read(asked, cancellationToken);
            files.Add(file);
            foreach (IncludeName include in IncludeScanner.Scan(file.Text ?? ""))
            {
                foreach (string architecture in _architectures)
                {
                    if (_path.Find(include.Name, entry, include.IsQuoted, include.IsNext, architecture) is { } found)
                    {
                        string beside = asked.Substring(0, asked.LastIndexOf('/') + 1) + include.Name;
                        bool isBeside = include.IsQuoted && found.Path.Replace('\\', '/').EndsWith("/" + beside, StringComparison.Ordinal);
                        pending.Enqueue((found, isBeside ? beside : include.Name));
                    }
                }
            }
        }

        // Bundled facts first, so that the user's own win.
        EquatableArray<HeaderText> facts = _path.All(header + ".facts").Reverse().Select(entry => entry.Read(header + ".facts", cancellationToken)).ToEquatableArray();
        string[] defines = root.File.Defines.Split(['|'], StringSplitOptions.RemoveEmptyEntries);
        return new HeaderSet(header, files.ToEquatableArray(), facts, new EquatableArray<string>(defines));
    }

    private sealed record Entry(HeaderFile File, int SearchIndex) : ISearchable
    {
        public string Path => File.Path;

        public string LogicalPath => File.LogicalPath;

        public bool HasLogicalPath => File.HasLogicalPath;

        public string Architecture => File.Architecture;

        /// <param name="asked">The name that led here, which a file without a logical path of its own goes by.</param>
        /// <param name="cancellationToken">Stops the read.</param>
        public HeaderText Read(string asked, CancellationToken cancellationToken)
        {
            string? text;
            try
            {
                text = File.Text.GetText(cancellationToken)?.ToString();
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                // Bytes that are no text, or a file that went away since.
                text = null;
            }

            string logicalPath = File.HasLogicalPath ? File.LogicalPath : asked.Substring(asked.LastIndexOf("../", StringComparison.Ordinal) is >= 0 and var up ? up + 3 : 0);
            return new HeaderText(File.Path, logicalPath, text, SearchIndex, File.IncludeRoot == HeaderFile.BundledRoot, File.Architecture);
        }
    }
}
