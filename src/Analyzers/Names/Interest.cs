// Names: which trees of a compilation hold names of interest, and where. Found before anything is bound.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Names;

/// <summary>What there is to look at in a compilation. Made once a compilation; safe for many threads.</summary>
internal sealed class Interest
{
    private readonly NamesBuilder _names = new();
    private readonly Dictionary<SyntaxTree, List<NameHit>> _hits = [];
    private readonly ReachedNames _reached;

    private Interest(Compilation compilation, bool hasFacts, CancellationToken cancellation)
    {
        _reached = new ReachedNames(_names);
        var trees = AddSources(compilation, hasFacts, cancellation);
        AddReferences(compilation, hasFacts, cancellation);
        if (_names.Names.Count == 0)
        {
            return;
        }

        // Each round looks for what the one before has found to be declared with a type of interest.
        for (IReadOnlyDictionary<string, NameUse> next = _names.Names; next.Count > 0; next = _reached.Take())
        {
            Scan(trees, new NameTable(next), cancellation);
        }
    }

    /// <summary>Gets a value indicating whether no tree has anything to look at.</summary>
    public bool IsEmpty => _hits.Count == 0 && _names.Imports.Count == 0 && !_names.OpensAll;

    /// <summary>Gets a value indicating whether each body has to be opened.</summary>
    public bool OpensAll => _names.OpensAll;

    public static Interest Of(Compilation compilation, bool hasFacts, CancellationToken cancellation) => new(compilation, hasFacts, cancellation);

    /// <summary>The names of interest in a tree, in the order of the text.</summary>
    public IReadOnlyList<NameHit> HitsIn(SyntaxTree tree) => _hits.TryGetValue(tree, out var hits) ? hits : [];

    /// <summary>The declarations of P/Invokes in a tree.</summary>
    public IReadOnlyList<SyntaxNode> ImportsIn(SyntaxTree tree) => _names.Imports.TryGetValue(tree, out var imports) ? imports : [];

    /// <summary>True when values with facts may turn up in any body of a tree without a name that says so.</summary>
    public bool IsReached(SyntaxTree tree) => _names.IsReachedEverywhere || _reached.Trees.Contains(tree);

    private List<SyntaxTree> AddSources(Compilation compilation, bool hasFacts, CancellationToken cancellation)
    {
        var (written, generated, withFacts) = (new List<SyntaxTree>(), new List<SyntaxTree>(), new List<SyntaxTree>());
        var sources = new SourceNames(compilation, _names, Functions(hasFacts), cancellation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            var mentions = TextScan.Read(tree.GetText(cancellation), Mentions.Of);
            if (mentions.HasFacts)
            {
                withFacts.Add(tree);
            }

            if (mentions.IsGenerated)
            {
                generated.Add(tree);
            }
            else
            {
                written.Add(tree);
            }

            foreach (var position in mentions.Imports)
            {
                sources.AddImport(tree, position);
            }
        }

        if (hasFacts)
        {
            sources.AddFacts(withFacts);
        }

        // The generator's own files hold what the names stand for, and nothing else.
        written.AddRange(generated.Where(tree => !sources.IsOfBindings(tree)));
        return written;
    }

    private void AddReferences(Compilation compilation, bool hasFacts, CancellationToken cancellation)
    {
        var concerned = hasFacts ? Concerned(compilation) : [];
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellation.ThrowIfCancellationRequested();
            if (assembly.GetMetadata() is { } metadata)
            {
                foreach (var module in metadata.GetModules())
                {
                    var names = new MetadataNames(module.GetMetadataReader(), _names);
                    names.AddImports(Functions(hasFacts), assembly.GivesAccessTo(compilation.Assembly));
                    if (concerned.Contains(assembly.Identity.Name))
                    {
                        names.AddFacts();
                        names.AddTypes();
                    }
                }
            }
            else if (compilation.GetMetadataReference(assembly) is CompilationReference { Compilation: CSharpCompilation other })
            {
                AddProject(other, hasFacts, concerned.Contains(assembly.Identity.Name), cancellation);
            }
            else
            {
                // Another language's project, whose sources are not read.
                _names.OpensAll |= concerned.Contains(assembly.Identity.Name);
            }
        }
    }

    /// <summary>Adds what another project of an editor's solution declares.</summary>
    private void AddProject(CSharpCompilation other, bool hasFacts, bool isConcerned, CancellationToken cancellation)
    {
        var sources = new SourceNames(other, _names, Functions(hasFacts), cancellation);
        var withFacts = new List<SyntaxTree>();
        foreach (var tree in other.SyntaxTrees)
        {
            var mentions = TextScan.Read(tree.GetText(cancellation), Mentions.Of);
            foreach (var position in mentions.Imports)
            {
                sources.AddImport(tree, position, isSeen: false);
            }

            if (isConcerned && mentions.HasFacts)
            {
                withFacts.Add(tree);
            }
        }

        if (isConcerned)
        {
            sources.AddFacts(withFacts);
            sources.AddTypes();
        }
    }

    /// <summary>The functions of C that rules ask for: without facts, the one whose result has to be tested.</summary>
    private static Func<string, bool> Functions(bool hasFacts) => hasFacts ? NamesBuilder.IsFunction : static function => function == "ioctl";

    /// <summary>The assemblies that carry facts, and those that refer to one.</summary>
    private static HashSet<string> Concerned(Compilation compilation)
    {
        var assemblies = compilation.SourceModule.ReferencedAssemblySymbols;
        var concerned = new HashSet<string>(assemblies
            .Where(FactAssemblies.CarriesFacts)
            .Select(static assembly => assembly.Identity.Name));
        for (var count = 0; count != concerned.Count;)
        {
            count = concerned.Count;
            foreach (var assembly in count == 0 ? [] : assemblies)
            {
                if (assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => concerned.Contains(reference.Name))))
                {
                    concerned.Add(assembly.Identity.Name);
                }
            }
        }

        return concerned;
    }

    private void Scan(List<SyntaxTree> trees, NameTable names, CancellationToken cancellation)
    {
        var found = new List<NameHit>();
        foreach (var tree in trees)
        {
            cancellation.ThrowIfCancellationRequested();
            found.Clear();
            TextScan.Read(tree.GetText(cancellation), (text, length) => TextScan.Find(text, length, names, found));
            if (found.Count == 0)
            {
                continue;
            }

            foreach (var hit in found.Where(static hit => (hit.Use & NameUse.Reaches) != 0))
            {
                if (Token(tree, hit.Position, cancellation) is { } token)
                {
                    _reached.Add(token);
                }
            }

            _hits[tree] = _hits.TryGetValue(tree, out var known)
                ? [.. known.Concat(found).OrderBy(static hit => hit.Position)]
                : [.. found];
        }
    }

    /// <summary>The token at some place of a text; null when a comment, a literal or inactive code stands there.</summary>
    public static SyntaxToken? Token(SyntaxTree tree, int position, CancellationToken cancellation) =>
        tree.GetRoot(cancellation).FindToken(position) is var token
        && (token.SpanStart == position || (token.SpanStart == position - 1 && token.Text[0] == '@'))
            ? token
            : null;
}
