// Rewriting: names for new variables.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace UapiGen.CodeFixes;

internal static class FreeNames
{
    /// <summary>A name that nothing in the enclosing member bears, and that is no keyword: the wanted one, or the wanted one with a number.</summary>
    public static string Of(SyntaxNode place, string wanted)
    {
        var scope = (SyntaxNode?)place.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax) ?? place.SyntaxTree.GetRoot();
        var taken = scope.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText).ToLookup(static name => name);
        return Enumerable.Range(0, int.MaxValue)
            .Select(number => number == 0 ? wanted : wanted + number)
            .First(name => !taken.Contains(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None);
    }
}
