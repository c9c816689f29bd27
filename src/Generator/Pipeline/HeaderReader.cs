// Stage: HeaderModel. In: a HeaderSet. Out: the header's model and its findings; whatever goes wrong becomes a finding of that header.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.C.Text;
using UapiGen.Diagnostics;
using UapiGen.Model;
using UapiGen.Model.Facts;

namespace UapiGen.Pipeline;

/// <summary>What became of one header.</summary>
/// <param name="Header">As the attribute names it.</param>
/// <param name="IsFound">False when no additional file has that logical path.</param>
/// <param name="Model">Null when nothing could be made of it.</param>
/// <param name="Diagnostics">With positions.</param>
internal sealed record HeaderResult(string Header, bool IsFound, HeaderModel? Model, EquatableArray<DiagnosticInfo> Diagnostics);

internal static class HeaderReader
{
    /// <param name="set">The header and what it reaches.</param>
    /// <param name="hazards">Ids of the ABI hazards that are asked for.</param>
    /// <param name="cancellationToken">Asked between stages.</param>
    public static HeaderResult Read(HeaderSet set, EquatableArray<string> hazards, CancellationToken cancellationToken)
    {
        if (set.Files.Count == 0)
        {
            return new HeaderResult(set.Header, IsFound: false, null, EquatableArray<DiagnosticInfo>.Empty);
        }

        HeaderText root = set.Files[0];
        var start = new PlaceInfo(root.Path, 0, 0, 0, 0, 0, 0);
        List<DiagnosticInfo> diagnostics = set.Files
            .Where(file => file.Text is null)
            .Select(file => DiagnosticInfo.Create(EmitDiagnostics.UnreadableHeader, start with { Path = file.Path }, file.Path))
            .ToList();
        HeaderModel? model = null;
        try
        {
            if (root.Text is not null)
            {
                (model, IReadOnlyList<Finding> findings) = Build(set, root, hazards, cancellationToken);
                diagnostics.AddRange(findings.Select(finding => DiagnosticInfo.Create(finding, root.Path)));
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            diagnostics.Add(DiagnosticInfo.Create(EmitDiagnostics.UnexpectedFailure, start, set.Header, e.GetType().Name, e.Message));
        }

        return new HeaderResult(set.Header, IsFound: true, model, diagnostics.ToEquatableArray());
    }

    private static (HeaderModel Model, IReadOnlyList<Finding> Findings) Build(HeaderSet set, HeaderText root, EquatableArray<string> hazards, CancellationToken cancellationToken)
    {
        var path = new SearchPath<HeaderText>(set.Files);
        var substitutes = new SortedDictionary<(string Name, string Of), List<string>>();
        List<KeyValuePair<string, string>> defines = set.Defines.Select(ToDefine).ToList();
        TranslationUnit? reference = null;
        TranslationUnit ReadFor(Target target, bool isForComparison)
        {
            HeaderText own = isForComparison ? path.Find(set.Header, null, isQuoted: false, isNext: false, target.Triple) ?? root : root;
            var resolver = new SetResolver(path, target.Triple, substitutes);
            resolver.Note(own);
            var options = new FrontEndOptions { Target = target, Defines = defines, IsForComparison = isForComparison, Reference = reference };
            TranslationUnit unit = FrontEnd.Read(ToHeader(own), resolver, options, cancellationToken);
            reference ??= unit;
            return unit;
        }

        List<FactsSource> facts = set.Facts
            .Where(file => file.Text is not null)
            .Select(file => new FactsSource(new SourceFile(-1, file.Path, file.LogicalPath, file.Text!), IsForThisEdition: file.IsBundled == root.IsBundled))
            .ToList();
        (HeaderModel model, IReadOnlyList<Finding> findings) = HeaderModelBuilder.Build(set.Header, ReadFor, file => path.At(file)?.Architecture.Length > 0, facts, hazards, cancellationToken);
        return (model, [.. findings, .. substitutes
            .GroupBy(pair => (pair.Key.Of, For: string.Join(", ", pair.Value)))
            .Select(group => new Finding(EmitDiagnostics.StandsIn, null, SourceSpan.None, string.Join(", ", group.Select(pair => pair.Key.Name)), group.Key.Of, group.Key.For))]);
    }

    private static KeyValuePair<string, string> ToDefine(string define)
    {
        int equals = define.IndexOf('=');
        return equals < 0 ? new(define.Trim(), "1") : new(define.Substring(0, equals).Trim(), define.Substring(equals + 1).Trim());
    }

    private static IncludedHeader ToHeader(HeaderText file) => new(file.Path, file.LogicalPath, file.Text ?? "", file.SearchIndex);

    /// <summary>Answers the front end out of the texts of one set.</summary>
    /// <param name="path">The set's files.</param>
    /// <param name="architecture">The triple of the target.</param>
    /// <param name="substitutes">Takes what is of another architecture, with those that it stands in for.</param>
    private sealed class SetResolver(SearchPath<HeaderText> path, string architecture, SortedDictionary<(string Name, string Of), List<string>> substitutes) : IIncludeResolver
    {
        public IncludedHeader? Resolve(string name, IncludedHeader? includer, bool isQuoted, bool isNext)
        {
            HeaderText? from = includer is null ? null : path.At(includer.Path) ?? new HeaderText(includer.Path, includer.LogicalPath, null, includer.SearchIndex, IsBundled: false, "");
            if (path.Find(name, from, isQuoted, isNext, architecture) is not { } found)
            {
                return null;
            }

            Note(found);
            return ToHeader(found);
        }

        public void Note(HeaderText file)
        {
            if (file.Architecture.Length > 0 && file.Architecture != architecture)
            {
                if (!substitutes.TryGetValue((file.LogicalPath, file.Architecture), out List<string>? targets))
                {
                    substitutes.Add((file.LogicalPath, file.Architecture), targets = []);
                }

                if (!targets.Contains(architecture))
                {
                    targets.Add(architecture);
                }
            }
        }
    }
}
