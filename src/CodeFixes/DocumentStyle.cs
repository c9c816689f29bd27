// Rewriting: a changed root becomes a document in the style of the one that it was made from, line ends included.
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
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
        var changed = await Simplifier.ReduceAsync(document.WithSyntaxRoot(root), Simplifier.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
        changed = await Formatter.FormatAsync(changed, Formatter.Annotation, style, cancellation).ConfigureAwait(false);
        return await Formatter.FormatAsync(changed, SyntaxAnnotation.ElasticAnnotation, style, cancellation).ConfigureAwait(false);
    }

    /// <summary>What ends the first line; null when there is but one.</summary>
    private static string? LineEnd(SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak == first.End ? null : text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak));
    }
}
