// UAPI2107: set SetLastError on the import.
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UapiGen.Analyzers;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2107.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ErrorNotKeptFix))]
[Shared]
public sealed class ErrorNotKeptFix : NodeFixProvider
{
    private const string Key = "UAPI2107";
    private const string Property = "SetLastError";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.ErrorNotKept.Id];

    private protected override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic) => Import(node) is not null ? [new Offer(Key, "Set SetLastError")] : [];

    private protected override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key)
    {
        if (Import(node) is not { ArgumentList: { } list } import)
        {
            return root;
        }

        var set = SyntaxFactory.ParseAttributeArgumentList($"({Property} = true)")!.Arguments[0];
        var existing = list.Arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == Property);
        return existing is null
            ? root.ReplaceNode(list, list.WithArguments(AddedArgument.Append(list.Arguments, set)))
            : root.ReplaceNode(existing.Expression, SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression).WithTriviaFrom(existing.Expression));
    }

    private static SyntaxList<AttributeListSyntax> Attributes(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(static outer => outer is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax) switch
    {
        BaseMethodDeclarationSyntax method => method.AttributeLists,
        LocalFunctionStatementSyntax function => function.AttributeLists,
        _ => default,
    };

    private static AttributeSyntax? Import(SyntaxNode node) => Attributes(node)
        .SelectMany(static list => list.Attributes)
        .FirstOrDefault(static attribute => attribute.Name.GetLastToken().ValueText is "DllImport" or "DllImportAttribute" or "LibraryImport" or "LibraryImportAttribute");
}
