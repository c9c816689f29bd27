// Rewriting: one more argument at the end of a list, on a line of its own where the others are.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace UapiGen.CodeFixes;

internal static class AddedArgument
{
    /// <summary>The list with one more element, separated as the last two are.</summary>
    public static SeparatedSyntaxList<T> Append<T>(SeparatedSyntaxList<T> list, T added)
        where T : SyntaxNode
    {
        if (list.Count == 0)
        {
            return SingletonSeparatedList(added);
        }

        var last = list[list.Count - 1];
        var comma = Token(SyntaxKind.CommaToken).WithTrailingTrivia(Space);
        if (list.SeparatorCount > 0)
        {
            comma = comma.WithTrailingTrivia(list.GetSeparator(list.SeparatorCount - 1).TrailingTrivia.Where(IsLayout));
            added = added.WithLeadingTrivia(last.GetLeadingTrivia().Where(IsLayout));
        }

        var behind = last.GetTrailingTrivia();
        var parts = list.Replace(last, last.WithoutTrailingTrivia()).GetWithSeparators();
        return SeparatedList<T>(parts.Add(comma).Add(added.WithTrailingTrivia(behind)));
    }

    private static bool IsLayout(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);
}
