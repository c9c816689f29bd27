// Rewriting: one statement becomes several.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using UapiGen.Analyzers.Facts;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace UapiGen.CodeFixes;

internal static class StatementReplacement
{
    /// <summary>
    /// Puts statements in the place of one, and into a block where the language allows but one. What stands above the old one goes above the first
    /// of the new ones, what stands behind it behind the last.
    /// </summary>
    public static SyntaxNode Replace(SyntaxNode root, StatementSyntax statement, IEnumerable<StatementSyntax> others)
    {
        var list = others.Select(static other => other.WithLeadingTrivia(ElasticMarker).WithTrailingTrivia(ElasticMarker)).ToList();
        list[0] = list[0].WithLeadingTrivia(statement.GetLeadingTrivia());
        list[list.Count - 1] = list[list.Count - 1].WithTrailingTrivia(statement.GetTrailingTrivia());
        return Exchange(root, statement, list);
    }

    /// <summary>
    /// Puts a statement before another one, and both into a block where the language allows but one. Blank lines and directives stay above the two,
    /// comments stay with what they stood above.
    /// </summary>
    public static SyntaxNode InsertBefore(SyntaxNode root, StatementSyntax statement, StatementSyntax added)
    {
        var trivia = statement.GetLeadingTrivia();
        var start = 0;
        for (var i = 0; i < trivia.Count; i++)
        {
            var isBlankLine = trivia[i].IsKind(SyntaxKind.EndOfLineTrivia) && trivia.Skip(start).Take(i - start).All(static before => before.IsKind(SyntaxKind.WhitespaceTrivia));
            if (isBlankLine || trivia[i].IsDirective || trivia[i].IsKind(SyntaxKind.DisabledTextTrivia))
            {
                start = i + 1;
            }
        }

        var indentation = trivia.Skip(start).Take(1).Where(static first => first.IsKind(SyntaxKind.WhitespaceTrivia));
        added = added.WithLeadingTrivia(trivia.Take(start).Concat(indentation)).WithTrailingTrivia(ElasticMarker).WithAdditionalAnnotations(Formatter.Annotation);
        return Exchange(root, statement, [added, statement.WithLeadingTrivia(trivia.Skip(start))]);
    }

    /// <summary>Puts a statement behind another one in the same list.</summary>
    public static SyntaxNode InsertAfter(SyntaxNode root, StatementSyntax statement, StatementSyntax added)
    {
        added = added.WithLeadingTrivia(ElasticMarker).WithAdditionalAnnotations(Formatter.Annotation);
        return statement.Parent is GlobalStatementSyntax global
            ? root.InsertNodesAfter(global, [GlobalStatement(OnOwnLine(added, isLast: false))])
            : root.InsertNodesAfter(statement, [added.WithTrailingTrivia(statement.GetTrailingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)))]);
    }

    private static SyntaxNode Exchange(SyntaxNode root, StatementSyntax statement, List<StatementSyntax> others)
    {
        if (statement.Parent is GlobalStatementSyntax global)
        {
            return root.ReplaceNode(global, others.Select((other, i) => GlobalStatement(OnOwnLine(other, isLast: i == others.Count - 1))));
        }

        return StatementList.Holds(statement)
            ? root.ReplaceNode(statement, others)
            : root.ReplaceNode(statement, Block(others).WithTrailingTrivia(LineFeed).WithAdditionalAnnotations(Formatter.Annotation));
    }

    /// <summary>A formatter parts members by blank lines, and statements of a file are members.</summary>
    private static StatementSyntax OnOwnLine(StatementSyntax statement, bool isLast)
    {
        var alone = statement.WithLeadingTrivia(statement.GetLeadingTrivia().Where(static trivia => trivia.FullSpan.Length > 0));
        return isLast ? alone : alone.WithTrailingTrivia(LineFeed);
    }
}
