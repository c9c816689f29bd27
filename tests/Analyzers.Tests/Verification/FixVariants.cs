// The same code as other people write it: other line ends, tabs, comments and directives at every line, other meanings of well-known names,
// the same statements in other places.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace UapiGen.Analyzers.Tests.Verification;

/// <summary>Makes variants of a source on which a fix has to work as it does on the source itself.</summary>
internal static class FixVariants
{
    private static readonly string[] s_hidden = ["System", "UapiGen", "Demo", "Uapi", "Marshal", "Unsafe", "Array", "Volatile", "Win32Exception", "NativeMemory"];

    /// <summary>Lines that end as those of another system do.</summary>
    public static string WithCarriageReturns(string source) => source.ReplaceLineEndings("\r\n");

    /// <summary>Lines that are indented by one tab for each four spaces.</summary>
    public static string WithTabs(string source) => Indented(source, "\t");

    /// <summary>Lines that are indented by two spaces for each four.</summary>
    public static string WithTwoSpaces(string source) => Indented(source, "  ");

    private static string Indented(string source, string level) =>
        string.Join('\n', source.Split('\n').Select(line => string.Concat(Enumerable.Repeat(level, Indent(line).Length / 4)) + new string(' ', Indent(line).Length % 4) + line.TrimStart(' ')));

    /// <summary>A comment behind each line, and one above each statement; each says its number.</summary>
    public static string WithComments(string source)
    {
        var number = 0;
        return AtLines(source, (line, isStatement) => isStatement
            ? [$"{Indent(line)}// above {number}", $"{line} // behind {number++}"]
            : line.TrimEnd().EndsWith('}') || line.TrimEnd().EndsWith(';') || line.TrimEnd().EndsWith(',') || line.TrimEnd().EndsWith('{') ? [$"{line} // behind {number++}"] : [line]);
    }

    /// <summary>A pair of directives around what stands above each statement.</summary>
    public static string WithDirectives(string source)
    {
        var number = 0;
        return AtLines(source, (line, isStatement) => isStatement
            ? ["#if DEBUG" + number, $"{Indent(line)}System.Diagnostics.Debug.Assert(true);", "#endif", $"#pragma warning disable CS{9000 + number}", line, $"#pragma warning restore CS{9000 + number++}"]
            : [line]);
    }

    /// <summary>Members of the first class that hide well-known types and namespaces, but for those that the source itself names.</summary>
    public static string WithOtherMeanings(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        if (root.DescendantNodes().OfType<ClassDeclarationSyntax>().FirstOrDefault(type => type.OpenBraceToken.Span.Length > 0) is not { } type)
        {
            return source;
        }

        var named = root.DescendantTokens().Select(token => token.ValueText).ToHashSet();
        var members = string.Concat(s_hidden.Where(name => !named.Contains(name)).Select(name => $" private const int {name} = 0;"));
        return source.Insert(type.OpenBraceToken.Span.End, members);
    }

    /// <summary>The statements of each method that returns nothing, in a section of a switch.</summary>
    public static string InSwitch(string source) => InBodies(source, "switch (1) { default:\n", "\nbreak; }");

    /// <summary>The statements of each method that returns nothing, in a lambda; another function may do there what this one leaves undone.</summary>
    public static string InLambda(string source) => InBodies(source, "System.Action everything = () => {\n", "\n}; everything();");

    /// <summary>The statements of each method that returns nothing, in a loop of one turn.</summary>
    public static string InLoop(string source) => InBodies(source, "for (var once = 0; once < 1; once++) {\n", "\n}");

    /// <summary>The statements of each method that returns nothing, in a block whose other half always runs.</summary>
    public static string InTry(string source) => InBodies(source, "try {\n", "\n} finally { System.GC.Collect(); }");

    private static string InBodies(string source, string before, string after) => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes()
        .Select(node => node switch
        {
            MethodDeclarationSyntax method when IsPlain(method.ReturnType, method.Modifiers) => method.Body,
            LocalFunctionStatementSyntax function when IsPlain(function.ReturnType, function.Modifiers) => function.Body,
            _ => null,
        })
        .OfType<BlockSyntax>()
        .Where(body => body.Statements.Count > 0 && !body.Statements.Any(statement => statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 }))
        .SelectMany(body => new[] { (At: body.OpenBraceToken.Span.End, Text: before), (At: body.CloseBraceToken.SpanStart, Text: after) })
        .OrderByDescending(insertion => insertion.At)
        .Aggregate(source, (text, insertion) => text.Insert(insertion.At, insertion.Text));

    private static bool IsPlain(TypeSyntax returned, SyntaxTokenList modifiers) => returned.ToString() == "void" && !modifiers.Any(SyntaxKind.AsyncKeyword);

    /// <summary>What the line comments and directives of a source say, in order of their text.</summary>
    public static IEnumerable<string> Trivia(string source) => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTrivia(descendIntoTrivia: false)
        .Where(trivia => trivia.IsDirective || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.DisabledTextTrivia))
        .Select(trivia => trivia.ToString().Trim())
        .Order(StringComparer.Ordinal);

    /// <summary>Where a span of the source lies in a variant that has the same tokens.</summary>
    public static TextSpan Moved(TextSpan span, string source, string variant)
    {
        var (tokens, others) = (Tokens(source), Tokens(variant));
        return TextSpan.FromBounds(At(span.Start), At(span.End));

        int At(int position)
        {
            var number = tokens.FindLastIndex(token => token.SpanStart <= position);
            return others[number].SpanStart + position - tokens[number].SpanStart;
        }
    }

    private static List<SyntaxToken> Tokens(string source) => [.. CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()];

    private static string Indent(string line) => line[..(line.Length - line.TrimStart().Length)];

    /// <summary>Rewrites the lines that no token spans; those at whose start a statement in a block begins are told apart.</summary>
    private static string AtLines(string source, Func<string, bool, IEnumerable<string>> rewrite)
    {
        var tree = CSharpSyntaxTree.ParseText(source);
        var text = tree.GetText();
        var root = tree.GetRoot();
        var statements = root.DescendantNodes().OfType<StatementSyntax>().Where(statement => statement is not BlockSyntax)
            .Select(statement => text.Lines.GetLineFromPosition(statement.SpanStart)).Where(line => line.ToString().Length > 0).Select(line => line.LineNumber).ToHashSet();
        var inTokens = root.DescendantTokens(descendIntoTrivia: true)
            .SelectMany(token => Enumerable.Range(text.Lines.GetLineFromPosition(token.SpanStart).LineNumber, text.Lines.GetLineFromPosition(token.Span.End).LineNumber - text.Lines.GetLineFromPosition(token.SpanStart).LineNumber))
            .ToHashSet();
        var result = new StringBuilder();
        foreach (var line in text.Lines)
        {
            var plain = line.ToString();
            var first = root.FindToken(line.Start + Indent(plain).Length);
            var isStatement = statements.Contains(line.LineNumber) && first.SpanStart == line.Start + Indent(plain).Length
                && first.Parent!.AncestorsAndSelf().OfType<StatementSyntax>().Any(statement => statement.SpanStart == first.SpanStart && statement is not BlockSyntax);
            var hasComment = plain.Contains("//", StringComparison.Ordinal) || plain.TrimStart().StartsWith('#');
            foreach (var rewritten in inTokens.Contains(line.LineNumber) || hasComment ? [plain] : rewrite(plain, isStatement))
            {
                result.Append(rewritten).Append('\n');
            }
        }

        return result.ToString(0, result.Length - 1);
    }
}
