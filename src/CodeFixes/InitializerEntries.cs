// Rewriting: one more entry in an object initialiser, on a line of its own where the others are.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace UapiGen.CodeFixes;

internal static class InitializerEntries
{
    /// <summary>The initialiser with one more entry in front.</summary>
    public static InitializerExpressionSyntax WithFirst(InitializerExpressionSyntax initializer, string entry) => Insert(initializer, 0, entry);

    /// <summary>The initialiser with one more entry; comments and directives stay above the entry that they stood above.</summary>
    public static InitializerExpressionSyntax Insert(InitializerExpressionSyntax initializer, int index, string text)
    {
        var entry = ReplacementFix.Parse(text).WithAdditionalAnnotations(Formatter.Annotation);
        if (initializer.Expressions.Count == 0)
        {
            return initializer.WithExpressions(SingletonSeparatedList(entry.WithTrailingTrivia(initializer.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) ? LineFeed : Space)));
        }

        var next = initializer.Expressions[index];
        var isOnOwnLine = next.GetFirstToken().GetPreviousToken().TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        var indentation = next.GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        var comma = Token(SyntaxKind.CommaToken).WithTrailingTrivia(isOnOwnLine ? LineFeed : Space);
        var parts = initializer.Expressions.GetWithSeparators().InsertRange(index * 2, [entry.WithLeadingTrivia(indentation), comma]);
        return initializer.WithExpressions(SeparatedList<ExpressionSyntax>(parts));
    }
}
