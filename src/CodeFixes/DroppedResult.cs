// Rewriting: a statement that drops the result of a call, and other statements in its place.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace UapiGen.CodeFixes;

/// <summary>A statement that drops the result of a call.</summary>
/// <param name="Statement">The whole statement.</param>
/// <param name="Value">The call, or what awaits it.</param>
/// <param name="Holder">The local that is never read, when there is one.</param>
internal sealed record DroppedResult(StatementSyntax Statement, ExpressionSyntax Value, string? Holder)
{
    public static DroppedResult? Find(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<StatementSyntax>() is not { } statement)
        {
            return null;
        }

        var dropped = statement switch
        {
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } assignment } =>
                new DroppedResult(statement, assignment.Right, null),
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } assignment } =>
                new DroppedResult(statement, assignment.Right, left.Identifier.Text),
            ExpressionStatementSyntax { Expression: var expression } => new DroppedResult(statement, expression, null),
            LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } local => Declared(local, node),
            _ => null,
        };
        return dropped is not null && IsCall(dropped.Value, node) ? dropped : null;
    }

    /// <summary>A name that nothing in the enclosing member bears.</summary>
    public string FreeName(string wanted) => FreeNames.Of(Statement, wanted);

    /// <summary>Puts other statements in the place of this one.</summary>
    public SyntaxNode ReplaceIn(SyntaxNode root, ImmutableArray<StatementSyntax> statements) => StatementReplacement.Replace(root, Statement, statements);

    private static DroppedResult? Declared(LocalDeclarationStatementSyntax statement, SyntaxNode node)
    {
        var declarator = statement.Declaration.Variables.FirstOrDefault(variable => variable.Span.Contains(node.Span));
        return declarator?.Initializer is { } initializer ? new DroppedResult(statement, initializer.Value, declarator.Identifier.Text) : null;
    }

    private static bool IsCall(ExpressionSyntax value, SyntaxNode call) => value == call || value switch
    {
        AwaitExpressionSyntax awaited => IsCall(awaited.Expression, call),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } access } => IsCall(access.Expression, call),
        _ => false,
    };
}
