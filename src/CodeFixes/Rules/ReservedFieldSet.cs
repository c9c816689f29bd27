// UAPI2001: leave the reserved field out of an initialiser, or put zero where a value went.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Rules;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2001.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReservedFieldSetFix))]
[Shared]
public sealed class ReservedFieldSetFix : NodeFixProvider
{
    private const string Key = "UAPI2001:zero";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.ReservedFieldSet.Id];

    private protected override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic) => node switch
    {
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } => [new Offer(Key, "Leave the reserved field out")],
        ExpressionSyntax { Parent: not ExpressionStatementSyntax } when IsStep(node) => [],
        ExpressionSyntax => [new Offer(Key, "Use zero")],
        _ => [],
    };

    private protected override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key)
    {
        var zero = SyntaxFactory.ParseExpression(diagnostic.Properties[ReservedFieldSetAnalyzer.ZeroProperty] ?? "default");
        return node switch
        {
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } => root.ReplaceNode(initializer, Without(initializer, node)),
            AssignmentExpressionSyntax assignment => root.ReplaceNode(node, Assign(assignment.Left, zero).WithTriviaFrom(node)),
            PostfixUnaryExpressionSyntax step when IsStep(node) => root.ReplaceNode(node, Assign(step.Operand, zero).WithTriviaFrom(node)),
            PrefixUnaryExpressionSyntax step when IsStep(node) => root.ReplaceNode(node, Assign(step.Operand, zero).WithTriviaFrom(node)),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Fill" } fill } => root.ReplaceNode(node, Clear(fill).WithTriviaFrom(node)),
            _ => root.ReplaceNode(node, zero.WithTriviaFrom(node)),
        };
    }

    private static bool IsStep(SyntaxNode node) => node.Kind() is
        SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression or SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression;

    private static AssignmentExpressionSyntax Assign(ExpressionSyntax target, ExpressionSyntax value) => SyntaxFactory.AssignmentExpression(
        SyntaxKind.SimpleAssignmentExpression,
        target.WithoutLeadingTrivia().WithTrailingTrivia(SyntaxFactory.Space),
        SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
        value);

    private static InvocationExpressionSyntax Clear(MemberAccessExpressionSyntax fill) =>
        SyntaxFactory.InvocationExpression(fill.WithName(SyntaxFactory.IdentifierName("Clear")));

    /// <summary>Takes one entry and its comma out; comments and line breaks of the others stay where they are.</summary>
    private static InitializerExpressionSyntax Without(InitializerExpressionSyntax initializer, SyntaxNode entry)
    {
        var parts = initializer.Expressions.GetWithSeparators();
        var index = parts.IndexOf(entry);
        if (index + 1 < parts.Count)
        {
            // What ends the line stays on it, though the comma of the entry before is now the last one there.
            var behind = parts[index + 1].GetTrailingTrivia();
            var isSharing = index > 0 && behind.Any(SyntaxKind.EndOfLineTrivia) && !parts[index - 1].GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
            parts = parts.RemoveAt(index + 1).RemoveAt(index);
            parts = isSharing ? parts.Replace(parts[index - 1], parts[index - 1].AsToken().WithTrailingTrivia(behind)) : parts;
        }
        else if (index > 0)
        {
            var behind = parts[index - 1].GetTrailingTrivia() is var shared && shared.Any(SyntaxKind.EndOfLineTrivia) ? shared : entry.GetTrailingTrivia();
            var last = parts[index - 2].WithTrailingTrivia(behind);
            parts = parts.RemoveAt(index).RemoveAt(index - 1).RemoveAt(index - 2).Insert(index - 2, last);
        }
        else
        {
            parts = parts.RemoveAt(index);
        }

        return initializer.WithExpressions(SyntaxFactory.SeparatedList<ExpressionSyntax>(parts));
    }
}
