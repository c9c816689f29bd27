// A fix of flags that lack a choice, or make several: an offer for each choice that the rule has found.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UapiGen.Analyzers.Facts;

namespace UapiGen.CodeFixes;

/// <summary>Base of the fixes that make one choice among flags. All of a document, project or solution make the same.</summary>
public abstract class ChoiceFix : NodeFixProvider
{
    private readonly string _id;

    private protected ChoiceFix(DiagnosticDescriptor rule)
    {
        _id = rule.Id;
        FixableDiagnosticIds = [rule.Id];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    private protected sealed override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic) =>
        node is ExpressionSyntax && diagnostic.Properties.TryGetValue(FlagChoices.NamesProperty, out var names) && names is not null
            ? [.. names.Split(',').Select(name => new Offer($"{_id}:{name}", $"Choose {name}"))]
            : [];

    private protected sealed override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key) =>
        diagnostic.Properties.TryGetValue(key.Substring(_id.Length + 1), out var text) && text is not null
            ? root.ReplaceNode(node, ReplacementFix.Parse(text).WithTriviaFrom(node))
            : root;
}
