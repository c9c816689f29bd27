// Rewriting: the ways to test a result that is dropped: throw, return, or hand it to a method that checks.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using UapiGen.Analyzers.Rules;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace UapiGen.CodeFixes;

internal static class ResultChecks
{
    /// <summary>Throws when the call fails.</summary>
    /// <param name="dropped">The call.</param>
    /// <param name="failure">How it says so: one of the constants of the rule about untested results.</param>
    public static ImmutableArray<StatementSyntax> Throw(DroppedResult dropped, string failure) => failure switch
    {
        ResultUncheckedAnalyzer.LastError => LastError(dropped),
        ResultUncheckedAnalyzer.NegativeErrno => NegativeErrno(dropped),
        _ => ThrowBy(dropped, failure.Substring(ResultUncheckedAnalyzer.ThrowBy.Length)),
    };

    /// <summary>Returns when the call fails; where the result is an object, it is held under a name for that.</summary>
    /// <param name="dropped">The call.</param>
    /// <param name="returned">What is returned, with <c>{0}</c> for the result.</param>
    /// <param name="isObject">The result says itself whether it is a success.</param>
    public static ImmutableArray<StatementSyntax> Return(DroppedResult dropped, string returned, bool isObject)
    {
        if (!isObject && !returned.Contains("{0}"))
        {
            return [WhenNegative(dropped.Value, Back(returned))];
        }

        var name = dropped.FreeName("result");
        var declaration = LocalDeclarationStatement(VariableDeclaration(isObject ? IdentifierName("var") : PredefinedType(Token(SyntaxKind.IntKeyword)))
            .AddVariables(VariableDeclarator(name).WithInitializer(EqualsValueClause(dropped.Value.WithoutTrivia()))));
        var back = Back(returned.Replace("{0}", name));
        var test = isObject
            ? If(PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, IdentifierName(name), IdentifierName("IsSuccess"))), back)
            : WhenNegative(IdentifierName(name), back);
        return [declaration.WithAdditionalAnnotations(Formatter.Annotation), test];
    }

    /// <summary>Hands the result to a method that does not return when it is a failure.</summary>
    public static ImmutableArray<StatementSyntax> Pass(DroppedResult dropped, string method) =>
        [ExpressionStatement(InvocationExpression(ReplacementFix.Parse(method)).AddArgumentListArguments(Argument(dropped.Value.WithoutTrivia())))];

    /// <summary><c>if (ioctl(...) &lt; 0) { throw ...; }</c>.</summary>
    private static ImmutableArray<StatementSyntax> LastError(DroppedResult dropped)
    {
        const string Error = "global::System.Runtime.InteropServices.Marshal.GetLastPInvokeError()";
        return dropped.Holder is { } holder
            ? [dropped.Statement, ThrowWhenNegative(IdentifierName(holder), Error)]
            : [ThrowWhenNegative(dropped.Value, Error)];
    }

    /// <summary><c>int result = get_tph(...); if (result &lt; 0) { throw ...; }</c>.</summary>
    private static ImmutableArray<StatementSyntax> NegativeErrno(DroppedResult dropped)
    {
        if (dropped.Holder is { } holder)
        {
            return [dropped.Statement, ThrowWhenNegative(IdentifierName(holder), $"-{holder}")];
        }

        var name = dropped.FreeName("result");
        var declaration = LocalDeclarationStatement(VariableDeclaration(PredefinedType(Token(SyntaxKind.IntKeyword)))
            .AddVariables(VariableDeclarator(name).WithInitializer(EqualsValueClause(dropped.Value.WithoutTrivia()))));
        return [declaration.WithAdditionalAnnotations(Formatter.Annotation), ThrowWhenNegative(IdentifierName(name), $"-{name}")];
    }

    /// <summary><c>buffer.SetTph(...).ThrowIfError("SetTph");</c>, the name where the method takes one.</summary>
    private static ImmutableArray<StatementSyntax> ThrowBy(DroppedResult dropped, string method)
    {
        var parts = method.Split(':');
        var value = dropped.Holder is { } holder ? IdentifierName(holder) : dropped.Value.WithoutTrivia();
        var receiver = value is AwaitExpressionSyntax ? ParenthesizedExpression(value) : value;
        var call = InvocationExpression(MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, IdentifierName(parts[0])));
        if (parts.Length > 1)
        {
            call = call.AddArgumentListArguments(Argument(LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(parts[1]))));
        }

        var statement = ExpressionStatement(call);
        return dropped.Holder is null ? [statement] : [dropped.Statement, statement.WithAdditionalAnnotations(Formatter.Annotation)];
    }

    private static IfStatementSyntax ThrowWhenNegative(ExpressionSyntax value, string error) =>
        WhenNegative(value, ThrowStatement(ReplacementFix.Parse($"new global::System.ComponentModel.Win32Exception({error})")));

    private static ReturnStatementSyntax Back(string returned) => ReturnStatement(ReplacementFix.Parse(returned)).WithReturnKeyword(Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(Space));

    private static IfStatementSyntax WhenNegative(ExpressionSyntax value, StatementSyntax statement) => If(
        BinaryExpression(SyntaxKind.LessThanExpression, value.WithoutTrivia(), LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(0))),
        statement);

    private static IfStatementSyntax If(ExpressionSyntax condition, StatementSyntax statement) =>
        IfStatement(condition, Block(statement)).WithAdditionalAnnotations(Formatter.Annotation);
}
