// Names: from the names in a tree to the members whose bodies are worth binding, and to the roots of these bodies.
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace UapiGen.Analyzers.Names;

/// <summary>Asks the syntax tree, and nothing but that, what each hit of the text stands in.</summary>
internal static class Openings
{
    /// <summary>The members of a tree that name something of interest: methods, fields, the heads of types, or the whole unit for its top-level statements.</summary>
    public static IEnumerable<SyntaxNode> Of(SyntaxTree tree, Interest interest, CancellationToken cancellation)
    {
        if (interest.OpensAll)
        {
            return All(tree.GetRoot(cancellation));
        }

        var hits = interest.HitsIn(tree);
        var all = hits.Aggregate(interest.IsReached(tree) ? NameUse.Reaches : NameUse.None, static (seen, hit) => seen | hit.Use);
        return IsEnough(all) ? Of(tree, hits, interest.IsReached(tree), cancellation) : [];
    }

    /// <summary>The nodes of a member, or of a type's head, that the compiler binds as a body each.</summary>
    public static IEnumerable<SyntaxNode> Roots(SyntaxNode owner) => owner is CompilationUnitSyntax
        ? [owner]
        : owner.DescendantNodesAndSelf(node => node == owner || !(IsRoot(node) || node is MemberDeclarationSyntax or StatementSyntax)).Where(node => IsRoot(node) && (node == owner || node is not MemberDeclarationSyntax));

    private static bool IsEnough(NameUse seen) => (seen & NameUse.Opens) != 0 || (seen & (NameUse.Member | NameUse.Reaches)) == (NameUse.Member | NameUse.Reaches);

    private static IEnumerable<SyntaxNode> Of(SyntaxTree tree, IReadOnlyList<NameHit> hits, bool isReached, CancellationToken cancellation)
    {
        SyntaxNode? owner = null;
        var (end, reachedUntil) = (0, isReached ? int.MaxValue : 0);
        var (seen, isOpen) = (NameUse.None, false);
        foreach (var hit in hits)
        {
            var isWithin = owner is not null && hit.Position < end;
            if ((isWithin && (hit.Use & ~seen) == 0) || Interest.Token(tree, hit.Position, cancellation) is not { } token || IsImport(token))
            {
                continue;
            }

            if (!isWithin)
            {
                (owner, end) = OwnerOf(token);
                (seen, isOpen) = (hit.Position < reachedUntil ? NameUse.Reaches : NameUse.None, false);
            }

            seen |= hit.Use;
            if (owner is BaseTypeDeclarationSyntax type && (hit.Use & NameUse.Reaches) != 0 && type.Span.End > reachedUntil)
            {
                // What a base type or a primary constructor brings along is known in each member.
                reachedUntil = type.Span.End;
            }

            if (owner is not null && !isOpen && IsEnough(seen))
            {
                isOpen = true;
                yield return owner;
            }
        }
    }

    /// <summary>True for the name that a method without a body is declared by.</summary>
    private static bool IsImport(SyntaxToken token) => token.Parent is MethodDeclarationSyntax { Body: null, ExpressionBody: null } method && method.Identifier == token;

    /// <summary>What is bound for the sake of a token, and where its text ends; null for a directive or the name of a namespace.</summary>
    private static (SyntaxNode? Owner, int End) OwnerOf(SyntaxToken token)
    {
        for (var node = token.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case GlobalStatementSyntax { Parent: CompilationUnitSyntax unit }:
                    return (unit, unit.Members.Last(static member => member is GlobalStatementSyntax).FullSpan.End);
                case BaseNamespaceDeclarationSyntax:
                    return default;
                case BaseTypeDeclarationSyntax type:
                    return (type, type.OpenBraceToken.Span.IsEmpty ? type.Span.End : type.OpenBraceToken.SpanStart);
                case MemberDeclarationSyntax member:
                    return (member, member.FullSpan.End);
            }
        }

        return default;
    }

    private static IEnumerable<SyntaxNode> All(SyntaxNode root) => root
        .DescendantNodesAndSelf(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or BaseTypeDeclarationSyntax)
        .Where(static node => node is MemberDeclarationSyntax and not (BaseNamespaceDeclarationSyntax or GlobalStatementSyntax)
            || (node is CompilationUnitSyntax unit && unit.Members.Any(static member => member is GlobalStatementSyntax)));

    private static bool IsRoot(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax or IndexerDeclarationSyntax } => true,
        EqualsValueClauseSyntax or AttributeSyntax or PrimaryConstructorBaseTypeSyntax => true,
        _ => false,
    };
}
