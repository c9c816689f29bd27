// UAPI2004: state the size where the structure is made, or else right before the call.
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Rules;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2004.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SelfSizeUnsetFix))]
[Shared]
public sealed class SelfSizeUnsetFix : NodeFixProvider
{
    private const string Key = "UAPI2004";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.SelfSizeUnset.Id];

    private protected override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(RuleContext.ReplacementProperty) && Variable(node) is { } variable && node.FirstAncestorOrSelf<StatementSyntax>() is { } statement && !Declares(statement, variable)
            ? [new Offer(Key, "State the size of the structure")]
            : [];

    private protected override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key)
    {
        if (Variable(node) is not { } variable
            || diagnostic.Properties[RuleContext.ReplacementProperty] is not { } size
            || diagnostic.Properties[SizeText.MemberProperty] is not { } member
            || node.FirstAncestorOrSelf<StatementSyntax>() is not { } statement)
        {
            return root;
        }

        if (Creation(variable, statement) is { } creation)
        {
            return root.ReplaceNode(creation.Initializer!, InitializerEntries.WithFirst(creation.Initializer!, $"{member} = {size}"));
        }

        var access = node is IdentifierNameSyntax && diagnostic.Properties.ContainsKey(SizeText.PointerProperty) ? SyntaxKind.PointerMemberAccessExpression : SyntaxKind.SimpleMemberAccessExpression;
        var set = ExpressionStatement(Assign(MemberAccessExpression(access, variable.WithoutTrivia(), IdentifierName(member)), size));
        var added = new SyntaxAnnotation(Key, set.ToString());
        var isAdded = StatementList.Around(statement)?.Statements.Any(other => other.HasAnnotations(Key) && other.GetAnnotations(Key).Any(annotation => annotation.Data == added.Data)) == true;
        return isAdded ? root : StatementReplacement.InsertBefore(root, statement, set.WithAdditionalAnnotations(added));
    }

    /// <summary>The variable in <c>&amp;x</c>, in <c>ref x</c>, or a pointer to it.</summary>
    private static IdentifierNameSyntax? Variable(SyntaxNode node) => node switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression, Operand: IdentifierNameSyntax name } => name,
        IdentifierNameSyntax name => name,
        _ => null,
    };

    /// <summary>True for the <c>for</c> whose variable it is, and for other statements that make it: before them there is none.</summary>
    private static bool Declares(StatementSyntax statement, IdentifierNameSyntax variable) => statement.DescendantNodes().Any(node =>
        node is VariableDeclaratorSyntax { Identifier.ValueText: var name } && name == variable.Identifier.ValueText
        || node is SingleVariableDesignationSyntax { Identifier.ValueText: var designated } && designated == variable.Identifier.ValueText);

    /// <summary>The object initialiser that the variable got its last whole value from, in the same list of statements; null when that is any other value.</summary>
    private static BaseObjectCreationExpressionSyntax? Creation(IdentifierNameSyntax variable, StatementSyntax statement)
    {
        var name = variable.Identifier.ValueText;
        var before = StatementList.Around(statement)?.Statements.TakeWhile(other => other != statement).SelectMany(static other => other.DescendantNodes()) ?? [];
        var value = before.Select(node => node switch
        {
            VariableDeclaratorSyntax { Initializer: { } initializer } declarator when declarator.Identifier.ValueText == name => initializer.Value,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } assignment when target.Identifier.ValueText == name =>
                assignment.Parent?.Parent == statement.Parent ? assignment.Right : assignment,
            _ => null,
        }).LastOrDefault(static value => value is not null);
        return value is BaseObjectCreationExpressionSyntax { Initializer: not null } creation ? creation : null;
    }

    private static AssignmentExpressionSyntax Assign(ExpressionSyntax target, string value) => AssignmentExpression(
        SyntaxKind.SimpleAssignmentExpression,
        target.WithTrailingTrivia(Space),
        Token(SyntaxKind.EqualsToken).WithTrailingTrivia(Space),
        ReplacementFix.Parse(value));
}
