// Facts: statements that follow each other, whatever holds them.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace UapiGen.Analyzers.Facts;

/// <summary>The statements of a block, of a section of a switch, or of a file that begins with statements.</summary>
/// <param name="Owner">What holds them: a <see cref="BlockSyntax"/>, <see cref="SwitchSectionSyntax"/> or <see cref="CompilationUnitSyntax"/>.</param>
internal sealed record StatementList(SyntaxNode Owner)
{
    /// <summary>Gets the statements in order.</summary>
    public SyntaxList<StatementSyntax> Statements { get; } = Owner switch
    {
        BlockSyntax block => block.Statements,
        SwitchSectionSyntax section => section.Statements,
        CompilationUnitSyntax unit => [.. unit.Members.OfType<GlobalStatementSyntax>().Select(static member => member.Statement)],
        _ => [],
    };

    /// <summary>The innermost list that has the node in one of its statements; null outside of statements.</summary>
    public static StatementList? Around(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(static outer => outer is BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax) is { } owner
        ? new StatementList(owner)
        : null;

    /// <summary>True when other statements can stand beside this one; false for the single one of an <c>if</c> or a loop.</summary>
    public static bool Holds(StatementSyntax statement) => statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax;

    /// <summary>The owner with other statements.</summary>
    public SyntaxNode With(IEnumerable<StatementSyntax> statements) => Owner switch
    {
        BlockSyntax block => block.WithStatements(SyntaxFactory.List(statements)),
        SwitchSectionSyntax section => section.WithStatements(SyntaxFactory.List(statements)),
        CompilationUnitSyntax unit => unit.WithMembers(
            [.. statements.Select(static statement => SyntaxFactory.GlobalStatement(statement)), .. unit.Members.Where(static member => member is not GlobalStatementSyntax)]),
        var other => other,
    };
}
