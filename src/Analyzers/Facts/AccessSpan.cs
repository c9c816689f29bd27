// Facts: an access as the statements of one list: the one that begins it, those in between, and those that end it.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace UapiGen.Analyzers.Facts;

/// <summary>What a finally block can be put around.</summary>
/// <param name="List">The list that has all of the statements.</param>
/// <param name="Begin">The number of the statement that begins the access.</param>
/// <param name="Between">How many statements follow before the end.</param>
/// <param name="Ends">How many statements end the access: those that prepare the call, and the call.</param>
internal sealed record AccessSpan(StatementList List, int Begin, int Between, int Ends)
{
    /// <summary>Finds the statements of a call that begins and one that ends; null when they are not of one list, or when something declared in between is used later.</summary>
    public static AccessSpan? Of(SyntaxNode begin, SyntaxNode end)
    {
        if (StatementList.Around(begin) is not { } list)
        {
            return null;
        }

        var statements = list.Statements;
        var first = statements.IndexOf(statement => statement.Span.Contains(begin.Span));
        var last = statements.IndexOf(statement => statement.Span.Contains(end.Span));
        if (first < 0 || last <= first + 1 || !EndsAlone(statements[last], end))
        {
            return null;
        }

        var names = end.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText).ToList();
        var firstEnd = last;
        while (firstEnd > first + 1 && Prepares(statements[firstEnd - 1], names))
        {
            firstEnd--;
        }

        var between = statements.Skip(first + 1).Take(firstEnd - first - 1).ToList();
        return between.Count > 0 && !statements.Skip(firstEnd).Any(statement => Uses(statement, between.SelectMany(Declared)))
            ? new AccessSpan(list, first, between.Count, last - firstEnd + 1)
            : null;
    }

    /// <summary>True for a statement that can stand in a finally block and always makes the call.</summary>
    private static bool EndsAlone(StatementSyntax statement, SyntaxNode call) => statement is ExpressionStatementSyntax or LocalDeclarationStatementSyntax
        || (statement is IfStatementSyntax branch && branch.Condition.Span.Contains(call.Span) && !branch.DescendantNodes().Any(static node => node is ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax));

    private static bool Prepares(StatementSyntax statement, List<string> names) => statement switch
    {
        LocalDeclarationStatementSyntax declaration => declaration.Declaration.Variables.All(variable => names.Contains(variable.Identifier.ValueText)),
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: var target } } =>
            target.DescendantTokens().FirstOrDefault(static token => token.IsKind(SyntaxKind.IdentifierToken)) is var token && names.Contains(token.ValueText),
        _ => false,
    };

    private static IEnumerable<string> Declared(StatementSyntax statement) => statement switch
    {
        LocalDeclarationStatementSyntax declaration => declaration.Declaration.Variables.Select(static variable => variable.Identifier.ValueText),
        LocalFunctionStatementSyntax function => [function.Identifier.ValueText],
        _ => statement.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(static variable => variable.Identifier.ValueText),
    };

    private static bool Uses(StatementSyntax statement, IEnumerable<string> names) =>
        statement.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && names.Contains(token.ValueText));
}
