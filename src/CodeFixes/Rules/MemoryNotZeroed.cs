// UAPI2013: allocate cleared memory, or clear the array that was rented.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Rules;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2013 where the memory comes from a call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MemoryNotZeroedFix))]
[Shared]
public sealed class MemoryNotZeroedFix : NodeFixProvider
{
    private const string AllocateKey = "UAPI2013";
    private const string ClearKey = "UAPI2013:clear";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.MemoryNotZeroed.Id];

    private protected override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.ContainsKey(RuleContext.ReplacementProperty))
        {
            return [new Offer(AllocateKey, "Allocate cleared memory")];
        }

        return diagnostic.Properties.ContainsKey(MemoryNotZeroedAnalyzer.ClearProperty) && node.FirstAncestorOrSelf<StatementSyntax>() is LocalDeclarationStatementSyntax
            ? [new Offer(ClearKey, "Clear the array")]
            : [];
    }

    private protected override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key)
    {
        if (key == AllocateKey)
        {
            return diagnostic.Properties[RuleContext.ReplacementProperty] is { } text ? root.ReplaceNode(node, ReplacementFix.Parse(text).WithTriviaFrom(node)) : root;
        }

        if (node.FirstAncestorOrSelf<StatementSyntax>() is not { } declaration || diagnostic.Properties[MemoryNotZeroedAnalyzer.ClearProperty] is not { } array)
        {
            return root;
        }

        return StatementReplacement.InsertAfter(root, declaration, ExpressionStatement(ReplacementFix.Parse($"global::System.Array.Clear({array})")));
    }
}
