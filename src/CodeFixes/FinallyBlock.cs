// Rewriting: what stands between the begin and the end of an access goes into a try block, and the end into its finally block.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using UapiGen.Analyzers.Facts;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace UapiGen.CodeFixes;

internal static class FinallyBlock
{
    /// <summary>What holds the statements, with a finally block that ends the access.</summary>
    public static SyntaxNode Around(AccessSpan span)
    {
        var statements = span.List.Statements;
        var between = statements.Skip(span.Begin + 1).Take(span.Between).ToList();
        var ends = statements.Skip(span.Begin + 1 + span.Between).Take(span.Ends).ToList();
        var guarded = TryStatement(Body(between), List<CatchClauseSyntax>(), FinallyClause(Body(ends)))
            .WithLeadingTrivia()
            .WithTrailingTrivia(ends[ends.Count - 1].GetTrailingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
            .WithAdditionalAnnotations(Formatter.Annotation);
        return span.List.With(statements.Take(span.Begin + 1).Append(guarded).Concat(statements.Skip(span.Begin + 1 + span.Between + span.Ends)));
    }

    /// <summary>A block of statements that stood in another one; the blank lines above the first stay behind.</summary>
    public static BlockSyntax Body(IReadOnlyList<StatementSyntax> statements)
    {
        var first = statements[0];
        return Block(statements.Skip(1).Prepend(first.WithLeadingTrivia(WithoutBlankLines(first.GetLeadingTrivia()))));
    }

    private static SyntaxTriviaList WithoutBlankLines(SyntaxTriviaList trivia)
    {
        var next = trivia.Count > 0 && trivia[0].IsKind(SyntaxKind.WhitespaceTrivia) ? 1 : 0;
        while (next < trivia.Count && trivia[next].IsKind(SyntaxKind.EndOfLineTrivia))
        {
            trivia = TriviaList(trivia.Skip(next + 1));
            next = trivia.Count > 0 && trivia[0].IsKind(SyntaxKind.WhitespaceTrivia) ? 1 : 0;
        }

        return trivia;
    }
}
