// UAPI2009: set the flag that announces the field, in the same initialiser or right before the assignment.
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Rules;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2009.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FieldNotAnnouncedFix))]
[Shared]
public sealed class FieldNotAnnouncedFix : NodeFixProvider
{
    private const string Key = "UAPI2009";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.FieldNotAnnounced.Id];

    private protected override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(RuleContext.ReplacementProperty) && node.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax or ExpressionStatementSyntax }
            ? [new Offer(Key, "Set the flag too")]
            : [];

    private protected override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key)
    {
        if (node.Parent is not AssignmentExpressionSyntax assignment
            || diagnostic.Properties[RuleContext.ReplacementProperty] is not { } flag
            || diagnostic.Properties[FieldNotAnnouncedAnalyzer.FlagsProperty] is not { } flags)
        {
            return root;
        }

        if (assignment.Parent is InitializerExpressionSyntax initializer)
        {
            var existing = initializer.Expressions.OfType<AssignmentExpressionSyntax>()
                .FirstOrDefault(entry => entry.Left is IdentifierNameSyntax name && name.Identifier.ValueText == flags);
            return existing is null
                ? root.ReplaceNode(initializer, InitializerEntries.Insert(initializer, initializer.Expressions.IndexOf(assignment), $"{flags} = {flag}"))
                : root.ReplaceNode(existing.Right, ReplacementFix.Parse($"{existing.Right} | {flag}").WithTriviaFrom(existing.Right));
        }

        if (assignment is not { Left: MemberAccessExpressionSyntax access, Parent: ExpressionStatementSyntax statement })
        {
            return root;
        }

        return StatementReplacement.InsertBefore(root, statement, ExpressionStatement(ReplacementFix.Parse($"{access.WithName(IdentifierName(flags)).WithoutTrivia()} |= {flag}")));
    }
}
