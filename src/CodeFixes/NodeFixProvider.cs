// A fix that rewrites one syntax node, and its FixAll: the same rewrite for each node of a document, one after the other,
// so that a later one sees the names and blocks that an earlier one made.
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace UapiGen.CodeFixes;

/// <summary>Base of the fixes that need no more than the marked node and the properties of its diagnostic.</summary>
public abstract class NodeFixProvider : CodeFixProvider
{
    private readonly FixAllProvider _fixAll;

    private protected NodeFixProvider() => _fixAll = new EachNode(this);

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => _fixAll;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is null || Find(root, diagnostic) is not { } node)
            {
                continue;
            }

            foreach (var offer in Offers(node, diagnostic))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(offer.Title, cancellation => FixAsync(context.Document, diagnostic, offer.Key, cancellation), offer.Key),
                    diagnostic);
            }
        }
    }

    /// <summary>What can be done about the diagnostic; empty when nothing would change for the better.</summary>
    private protected abstract ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic);

    /// <summary>Carries out the offer with the given key on a node that lies in <paramref name="root"/>.</summary>
    /// <returns>The new root.</returns>
    private protected abstract SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key);

    private static SyntaxNode? Find(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    private async Task<Document> FixAsync(Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        return root is not null && Find(root, diagnostic) is { } node
            ? await DocumentStyle.WithRootAsync(document, Apply(root, node, diagnostic, key), cancellation).ConfigureAwait(false)
            : document;
    }

    /// <summary>One way to repair a finding.</summary>
    /// <param name="Key">Equivalence key: the same for the same repair elsewhere.</param>
    /// <param name="Title">What the light bulb shows.</param>
    private protected readonly record struct Offer(string Key, string Title);

    private sealed class EachNode(NodeFixProvider fix) : DocumentBasedFixAllProvider
    {
        protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
        {
            if (fixAllContext.CodeActionEquivalenceKey is not { } key
                || await document.GetSyntaxRootAsync(fixAllContext.CancellationToken).ConfigureAwait(false) is not { } root)
            {
                return null;
            }

            var targets = diagnostics
                .Select(diagnostic => (Diagnostic: diagnostic, Node: Find(root, diagnostic)))
                .Where(target => target.Node is not null && fix.Offers(target.Node, target.Diagnostic).Any(offer => offer.Key == key))
                .Select(target => (target.Diagnostic, Node: target.Node!))
                .ToImmutableArray();
            var current = root.TrackNodes(targets.Select(target => target.Node).Distinct());
            foreach (var (diagnostic, original) in targets)
            {
                if (current.GetCurrentNode(original) is { } node)
                {
                    current = fix.Apply(current, node, diagnostic, key);
                }
            }

            return await DocumentStyle.WithRootAsync(document, current, fixAllContext.CancellationToken).ConfigureAwait(false);
        }
    }
}
