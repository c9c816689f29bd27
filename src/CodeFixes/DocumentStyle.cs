// Rewriting: a changed root becomes a document in the style of the one that it was made from, line ends included.
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace UapiGen.CodeFixes;

internal static class DocumentStyle
{
    /// <summary>
    /// The document with another root, its new parts simplified and formatted. The host would do so too, but it ends new lines as its own system
    /// does, whatever the file holds.
    /// </summary>
    public static async Task<Document> WithRootAsync(Document document, SyntaxNode root, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var options = await document.GetOptionsAsync(cancellation).ConfigureAwait(false);
        var lineEnd = LineEnd(text) ?? options.GetOption(FormattingOptions.NewLine);
        var style = options.WithChangedOption(FormattingOptions.NewLine, LanguageNames.CSharp, lineEnd);
        var changed = await Simplifier.ReduceAsync(document.WithSyntaxRoot(WithLineEnd(root, text, lineEnd)), Simplifier.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
        changed = await Formatter.FormatAsync(changed, Formatter.Annotation, style, cancellation).ConfigureAwait(false);
        return await Formatter.FormatAsync(changed, SyntaxAnnotation.ElasticAnnotation, style, cancellation).ConfigureAwait(false);
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
