// Rewriting: one more statement in front of another.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace UapiGen.CodeFixes;

internal static class AddedStatement
{
    /// <summary>
    /// Puts a statement before another one; both into a block where the language allows but one. Blank lines and directives stay above the two,
    /// comments stay with what they stood above.
    /// </summary>
    public static SyntaxNode Before(SyntaxNode root, StatementSyntax statement, StatementSyntax added)
    {
        added = added.WithTrailingTrivia(ElasticMarker).WithAdditionalAnnotations(Formatter.Annotation);
        if (statement.Parent is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax))
        {
            var both = Block(added.WithLeadingTrivia(ElasticMarker), statement.WithLeadingTrivia(Shared(statement).Own.Prepend(ElasticMarker)));
            return root.ReplaceNode(statement, both.WithLeadingTrivia(Shared(statement).Above).WithAdditionalAnnotations(Formatter.Annotation));
        }

        var (above, own) = Shared(statement);
        var kept = statement.WithLeadingTrivia(own);
        added = added.WithLeadingTrivia(above.Concat(own.Take(1).Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))));
        return statement.Parent is GlobalStatementSyntax global
            ? root.ReplaceNode(global, [GlobalStatement(added), global.WithStatement(kept)])
            : root.ReplaceNode(statement, [added, kept]);
    }

    /// <summary>What stands above a statement: blank lines and directives, then its own comments and indentation.</summary>
    private static (SyntaxTriviaList Above, SyntaxTriviaList Own) Shared(StatementSyntax statement)
    {
        var trivia = statement.GetLeadingTrivia();
        var start = 0;
        for (var i = 0; i < trivia.Count; i++)
        {
            var blank = trivia[i].IsKind(SyntaxKind.EndOfLineTrivia) && trivia.Take(i).Skip(start).All(static before => before.IsKind(SyntaxKind.WhitespaceTrivia));
            if (blank || trivia[i].IsDirective || trivia[i].IsKind(SyntaxKind.DisabledTextTrivia))
            {
                start = i + 1;
            }
        }

        return (TriviaList(trivia.Take(start)), TriviaList(trivia.Skip(start)));
    }
}
