// UAPI2015: use the generated structure in the place of the one written by hand, wherever the solution names it or a field of it.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Simplification;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Rules;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2015 where the own structure is nothing but fields, and each of them is a field of the same type in the generated one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StructDuplicatedFix))]
[Shared]
public sealed class StructDuplicatedFix : CodeFixProvider
{
    private const string Key = "UAPI2015";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.StructDuplicated.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.Project.GetCompilationAsync(context.CancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            if (Symbol(compilation, diagnostic, StructDuplicatedAnalyzer.OwnProperty) is { } own
                && Symbol(compilation, diagnostic, StructDuplicatedAnalyzer.GeneratedProperty) is { } generated
                && Counterparts(own, generated) is { } names)
            {
                context.RegisterCodeFix(
                    CodeAction.Create($"Use '{generated.Name}'", cancellation => ReplaceAsync(context.Document.Project.Solution, own, generated, names, cancellation), Key),
                    diagnostic);
            }
        }
    }

    private static INamedTypeSymbol? Symbol(Compilation compilation, Diagnostic diagnostic, string property) =>
        diagnostic.Properties.TryGetValue(property, out var id) && id is not null ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) as INamedTypeSymbol : null;

    /// <summary>For each field of the own structure the name of its counterpart; null when the structure is more than its fields, or a field has none.</summary>
    private static Dictionary<IFieldSymbol, string>? Counterparts(INamedTypeSymbol own, INamedTypeSymbol generated)
    {
        var names = new Dictionary<IFieldSymbol, string>(SymbolEqualityComparer.Default);
        foreach (var member in own.GetMembers().Where(static member => !member.IsImplicitlyDeclared))
        {
            if (member is not IFieldSymbol { IsStatic: false } field
                || generated.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(candidate => IsCounterpart(candidate, field)) is not { } counterpart)
            {
                return null;
            }

            names.Add(field, counterpart.Name);
        }

        return own.Interfaces.IsEmpty && own.DeclaringSyntaxReferences.Length > 0 ? names : null;
    }

    private static bool IsCounterpart(IFieldSymbol candidate, IFieldSymbol field) => !candidate.IsStatic && StructDuplicatedAnalyzer.Plain(candidate.Name) == StructDuplicatedAnalyzer.Plain(field.Name)
        && SymbolEqualityComparer.Default.Equals(candidate.Type, field.Type) && candidate.IsFixedSizeBuffer == field.IsFixedSizeBuffer;

    private static async Task<Solution> ReplaceAsync(
        Solution solution, INamedTypeSymbol own, INamedTypeSymbol generated, Dictionary<IFieldSymbol, string> names, CancellationToken cancellation)
    {
        var editor = new SolutionEditor(solution);
        var declarations = own.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).ToList();
        foreach (var symbol in names.Keys.Prepend<ISymbol>(own))
        {
            var name = symbol is IFieldSymbol field ? SyntaxFactory.IdentifierName(names[field])
                : SyntaxFactory.ParseTypeName(generated.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)).WithAdditionalAnnotations(Simplifier.Annotation);
            foreach (var location in await LocationsAsync(symbol, solution, cancellation).ConfigureAwait(false))
            {
                var document = await editor.GetDocumentEditorAsync(location.Document.Id, cancellation).ConfigureAwait(false);
                if (document.OriginalRoot.FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true) is SimpleNameSyntax node
                    && !declarations.Any(declaration => declaration.SyntaxTree == node.SyntaxTree && declaration.Span.Contains(node.Span)))
                {
                    var whole = symbol is INamedTypeSymbol ? Qualified(node) : node;
                    document.ReplaceNode(whole, name.WithTriviaFrom(whole));
                }
            }
        }

        foreach (var declaration in declarations)
        {
            var document = await editor.GetDocumentEditorAsync(solution.GetDocument(declaration.SyntaxTree)!.Id, cancellation).ConfigureAwait(false);
            document.RemoveNode(declaration, SyntaxRemoveOptions.KeepUnbalancedDirectives);
        }

        return editor.GetChangedSolution();
    }

    private static async Task<IEnumerable<ReferenceLocation>> LocationsAsync(ISymbol symbol, Solution solution, CancellationToken cancellation)
    {
        var found = await SymbolFinder.FindReferencesAsync(symbol, solution, cancellation).ConfigureAwait(false);
        return found
            .SelectMany(static reference => reference.Locations)
            .Where(static location => !location.IsImplicit)
            .GroupBy(static location => (location.Document.Id, location.Location.SourceSpan))
            .Select(static group => group.First());
    }

    /// <summary>The name with all that qualifies it.</summary>
    private static SyntaxNode Qualified(SimpleNameSyntax name) => name.Parent switch
    {
        QualifiedNameSyntax qualified when qualified.Right == name => qualified,
        AliasQualifiedNameSyntax qualified when qualified.Name == name => qualified,
        MemberAccessExpressionSyntax access when access.Name == name => access,
        _ => name,
    };
}
