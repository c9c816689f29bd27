// Refactoring: the structure that a request takes, made before the call that lacks it.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Facts;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace UapiGen.CodeFixes.Refactorings;

/// <summary>A call that ends with its request.</summary>
/// <param name="Call">The call.</param>
/// <param name="Statement">The statement in a block that it is in.</param>
/// <param name="Record">What the request takes.</param>
/// <param name="IsPointer">The method takes a pointer, and not a reference.</param>
internal sealed record RequestCompletion(InvocationExpressionSyntax Call, StatementSyntax Statement, RecordFacts Record, bool IsPointer)
{
    public static RequestCompletion? Of(InvocationExpressionSyntax call, UapiSymbols symbols, SemanticModel model)
    {
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count == 0
            || symbols.RequestOf(model.GetSymbolInfo(arguments[arguments.Count - 1].Expression).Symbol) is not { Argument: { } argument }
            || symbols.RecordOf(argument) is not { FeatureSelector: null } record
            || call.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } statement
            || model.GetSymbolInfo(call).Symbol is not null)
        {
            return null;
        }

        var next = model.GetMemberGroup(call.Expression).OfType<IMethodSymbol>()
            .Where(method => method.Parameters.Length > arguments.Count)
            .Select(method => method.Parameters[arguments.Count])
            .FirstOrDefault(static parameter => parameter.Type is IPointerTypeSymbol || parameter.RefKind == RefKind.Ref);
        return next is null ? null : new RequestCompletion(call, statement, record, next.Type is IPointerTypeSymbol);
    }

    public SyntaxNode Complete(SyntaxNode root)
    {
        var name = FreeNames.Of(Statement, Record.Type.Name.Split('_').Last().ToLowerInvariant());
        var type = Record.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var made = Record.SelfSize is not null ? ReplacementFix.Parse($"{type}.Create()") : ReplacementFix.Parse($"new {type}()");
        var declaration = LocalDeclarationStatement(VariableDeclaration(IdentifierName("var"))
                .AddVariables(VariableDeclarator(name).WithInitializer(EqualsValueClause(made))))
            .WithLeadingTrivia(Statement.GetLeadingTrivia())
            .WithTrailingTrivia(ElasticMarker)
            .WithAdditionalAnnotations(Formatter.Annotation);
        var passed = IsPointer
            ? Argument(PrefixUnaryExpression(SyntaxKind.AddressOfExpression, IdentifierName(name)))
            : Argument(IdentifierName(name)).WithRefKindKeyword(Token(SyntaxKind.RefKeyword).WithTrailingTrivia(Space));
        var arguments = Call.ArgumentList.Arguments;
        var list = SeparatedList(arguments.Append(passed), Enumerable.Repeat(Token(SyntaxKind.CommaToken).WithTrailingTrivia(Space), arguments.Count));
        var completed = Statement.ReplaceNode(Call.ArgumentList, Call.ArgumentList.WithArguments(list)).WithLeadingTrivia(ElasticMarker).WithAdditionalAnnotations(Formatter.Annotation);
        return root.ReplaceNode(Statement, [declaration, completed]);
    }
}
