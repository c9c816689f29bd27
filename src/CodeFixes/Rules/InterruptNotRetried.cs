// UAPI2109: put the call into a loop that makes it again after EINTR and EAGAIN.
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Rules;

namespace UapiGen.CodeFixes.Rules;

/// <summary>Fixes UAPI2109 where the call is the first thing that its statement does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InterruptNotRetriedFix))]
[Shared]
public sealed class InterruptNotRetriedFix : NodeFixProvider
{
    private const string Key = "UAPI2109";

    // Alike on every architecture that .NET runs on.
    private const string Interrupted = "global::System.Runtime.InteropServices.Marshal.GetLastPInvokeError() is 4 /* EINTR */ or 11 /* EAGAIN */";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.InterruptNotRetried.Id];

    private protected override ImmutableArray<Offer> Offers(SyntaxNode node, Diagnostic diagnostic) =>
        node is InvocationExpressionSyntax call && (Chosen(call, diagnostic) is not null || Statement(call) is not null) ? [new Offer(Key, "Make the call again when it was interrupted")] : [];

    private protected override SyntaxNode Apply(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string key)
    {
        if (node is InvocationExpressionSyntax chooses && Chosen(chooses, diagnostic) is { } arguments)
        {
            return root.ReplaceNode(chooses.ArgumentList, arguments);
        }

        if (node is not InvocationExpressionSyntax call || Statement(call) is not { } statement)
        {
            return root;
        }

        var declared = statement is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } && variables[0] is var variable && variable.Initializer?.Value == call ? variable.Identifier.Text : null;
        var name = declared ?? FreeNames.Of(statement, "result");
        var declaration = SyntaxFactory.ParseStatement($"int {name};");
        var loop = (DoStatementSyntax)SyntaxFactory.ParseStatement($$"""
            do
            {
                {{name}} = {{call.WithoutTrivia()}};
            }
            while ({{name}} < 0 && {{Interrupted}});
            """);
        var first = declaration.WithAdditionalAnnotations(Formatter.Annotation);
        loop = loop.WithCondition(ReplacementFix.Shortened(loop.Condition)).WithAdditionalAnnotations(Formatter.Annotation);
        if (declared is not null || statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax })
        {
            return StatementReplacement.Replace(root, statement, [first, loop]);
        }

        var rest = statement.ReplaceNode(call, SyntaxFactory.IdentifierName(name).WithTriviaFrom(call)).WithLeadingTrivia(SyntaxFactory.ElasticMarker).WithAdditionalAnnotations(Formatter.Annotation);
        return StatementReplacement.Replace(root, statement, [first, loop, rest]);
    }

    /// <summary>The arguments of a method that makes the call again by itself when it is told so; null for any other.</summary>
    private static ArgumentListSyntax? Chosen(InvocationExpressionSyntax call, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(RuleContext.ReplacementProperty, out var retry) || retry is null || diagnostic.Properties[InterruptNotRetriedAnalyzer.ParameterProperty] is not { } parameter)
        {
            return null;
        }

        var list = call.ArgumentList;
        var value = ReplacementFix.Parse(retry);
        var said = list.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter || argument.Expression.ToString().EndsWith("Report", System.StringComparison.Ordinal));
        if (said is not null)
        {
            return list.ReplaceNode(said.Expression, value.WithTriviaFrom(said.Expression));
        }

        return list.WithArguments(AddedArgument.Append(list.Arguments, SyntaxFactory.Argument(value)));
    }

    /// <summary>The statement in a block that begins with the call.</summary>
    private static StatementSyntax? Statement(InvocationExpressionSyntax call)
    {
        ExpressionSyntax whole = call;
        while (whole.Parent is BinaryExpressionSyntax binary && binary.Left == whole || whole.Parent is IsPatternExpressionSyntax || whole.Parent is ParenthesizedExpressionSyntax)
        {
            whole = (ExpressionSyntax)whole.Parent!;
        }

        var statement = whole.Parent switch
        {
            IfStatementSyntax branch when branch.Condition == whole => branch,
            ExpressionStatementSyntax expression => expression,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax, Parent: ExpressionStatementSyntax assignment } => assignment,
            ReturnStatementSyntax back => back,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } local } } } => local,
            _ => (StatementSyntax?)null,
        };
        return statement;
    }
}
