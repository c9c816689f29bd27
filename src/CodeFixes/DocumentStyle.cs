// Rewriting: a changed root becomes a document in the style of the one that it was made from: line ends and indentation.
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Options;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace UapiGen.CodeFixes;

internal static class DocumentStyle
{
    /// <summary>
    /// The document with another root, its new parts simplified and formatted. The host would do so too, but it ends and indents new lines as it is
    /// set up to, whatever the file holds.
    /// </summary>
    public static async Task<Document> WithRootAsync(Document document, SyntaxNode root, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var options = await document.GetOptionsAsync(cancellation).ConfigureAwait(false);
        var lineEnd = LineEnd(text) ?? options.GetOption(FormattingOptions.NewLine);
        var before = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var style = WithIndentation(options.WithChangedOption(FormattingOptions.NewLine, LanguageNames.CSharp, lineEnd), before ?? root);
        var changed = await Simplifier.ReduceAsync(document.WithSyntaxRoot(WithLineEnd(root, text, lineEnd)), Simplifier.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
        changed = await Formatter.FormatAsync(changed, Formatter.Annotation, style, cancellation).ConfigureAwait(false);
        changed = await Formatter.FormatAsync(changed, SyntaxAnnotation.ElasticAnnotation, style, cancellation).ConfigureAwait(false);
        return await changed.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } formatted ? changed.WithSyntaxRoot(Done(formatted)) : changed;
    }

    /// <summary>Nothing is left for the host to format.</summary>
    private static SyntaxNode Done(SyntaxNode root) => root.ReplaceSyntax(
        root.GetAnnotatedNodes(Formatter.Annotation),
        static (_, node) => node.WithoutAnnotations(Formatter.Annotation),
        [],
        static (_, token) => token,
        root.GetAnnotatedTrivia(SyntaxAnnotation.ElasticAnnotation),
        static (_, trivia) => trivia.WithoutAnnotations(SyntaxAnnotation.ElasticAnnotation));

    /// <summary>Indents as the first member or statement that is indented: with a tab, or with so many spaces.</summary>
    private static OptionSet WithIndentation(OptionSet options, SyntaxNode before)
    {
        var indentation = before.DescendantNodes()
            .Where(static node => node is MemberDeclarationSyntax or StatementSyntax)
            .Select(static node => node.GetLeadingTrivia())
            .Where(static trivia => trivia.Count > 0)
            .Select(static trivia => trivia[trivia.Count - 1])
            .FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            .ToString();
        return indentation.StartsWith("\t", StringComparison.Ordinal) ? options.WithChangedOption(FormattingOptions.UseTabs, LanguageNames.CSharp, true)
            : indentation.Length is 2 or 4 or 8 ? options.WithChangedOption(FormattingOptions.UseTabs, LanguageNames.CSharp, false).WithChangedOption(FormattingOptions.IndentationSize, LanguageNames.CSharp, indentation.Length)
            : options;
    }

    /// <summary>All lines end alike; in a file whose lines did not, only the new ones.</summary>
    private static SyntaxNode WithLineEnd(SyntaxNode root, SourceText before, string lineEnd)
    {
        var isUniform = before.Lines.All(line => line.EndIncludingLineBreak == line.End || before.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) == lineEnd);
        var others = root.DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)
            && trivia.ToString() != lineEnd && (isUniform || trivia.HasAnnotation(SyntaxAnnotation.ElasticAnnotation)));
        return root.ReplaceTrivia(others, (trivia, _) => trivia.HasAnnotation(SyntaxAnnotation.ElasticAnnotation) ? SyntaxFactory.ElasticEndOfLine(lineEnd) : SyntaxFactory.EndOfLine(lineEnd));
    }

    /// <summary>What ends the first line; null when there is but one.</summary>
    private static string? LineEnd(SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak == first.End ? null : text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak));
    }
}
