// Refactoring: from a half-written structure or call to one that the kernel takes: self-size, flags with their operation, payload.
using System;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Facts;

namespace UapiGen.CodeFixes.Refactorings;

/// <summary>Offers what is missing, by the facts of the generated types.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(CompleteCallRefactoring))]
[Shared]
public sealed class CompleteCallRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, cancellation) = (context.Document, context.CancellationToken);
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || UapiSymbols.Of(model.Compilation) is not { HasFacts: true } symbols)
        {
            return;
        }

        var node = root.FindNode(context.Span, getInnermostNodeForTie: true);
        if (node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is { } creation && symbols.RecordOf(model.GetTypeInfo(creation, cancellation).Type) is { SelfSize: not null } record)
        {
            if (record.FeatureSelector is { } selector)
            {
                OfferFeatures(new FeatureCompletion(creation, record, selector, symbols, model));
            }
            else if (Sized(creation, record) is { } sized)
            {
                Offer(sized is InvocationExpressionSyntax ? "create" : "size", sized is InvocationExpressionSyntax ? $"Use {record.Type.Name}.Create()" : "State the size of the structure", root.ReplaceNode(creation, sized));
            }
        }
        else if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && RequestCompletion.Of(call, symbols, model) is { } request)
        {
            Offer("argument", $"Pass a {request.Record.Type.Name}", request.Complete(root));
        }

        void OfferFeatures(FeatureCompletion completion)
        {
            var features = completion.Features.ToList();
            var actions = features.Select(feature => (Feature: feature, Actions: completion.Operations(feature)
                .Select(operation => (operation.Title, operation.Key, Root: completion.Complete(root, feature, operation)))
                .Where(static made => made.Root is not null)
                .Select(made => Action(made.Key, made.Title, made.Root!))));
            foreach (var (feature, offers) in actions)
            {
                var made = offers.ToArray();
                if (features.Count == 1)
                {
                    Array.ForEach(made, context.RegisterRefactoring);
                }
                else if (made.Length > 0)
                {
                    context.RegisterRefactoring(CodeAction.Create($"Complete a call of {feature.Symbol.Name}", [.. made], isInlinable: false));
                }
            }
        }

        void Offer(string key, string title, SyntaxNode changed) => context.RegisterRefactoring(Action(key, title, changed));

        CodeAction Action(string key, string title, SyntaxNode changed) => CodeAction.Create(title, cancel => DocumentStyle.WithRootAsync(document, changed, cancel), "CompleteCall:" + key);
    }

    /// <summary>The creation with its self-size; null when it states one.</summary>
    private static ExpressionSyntax? Sized(BaseObjectCreationExpressionSyntax creation, RecordFacts record)
    {
        if (creation.ArgumentList?.Arguments.Count > 0 || record.FlexibleArrayCount is not null)
        {
            return null;
        }

        var entries = creation.Initializer?.Expressions ?? default;
        if (entries.Count == 0 && record.Type.GetMembers("Create").OfType<IMethodSymbol>().Any(static method => method is { IsStatic: true, Parameters.IsEmpty: true }))
        {
            return ReplacementFix.Parse($"{record.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.Create()").WithTriviaFrom(creation);
        }

        var size = record.SelfSize!.Name;
        return entries.Count == 0 || entries.OfType<AssignmentExpressionSyntax>().Any(entry => entry.Left.ToString() == size)
            ? null
            : creation.WithInitializer(InitializerEntries.WithFirst(creation.Initializer!, $"{size} = {SizeText.OfRecord(record)}"));
    }
}
