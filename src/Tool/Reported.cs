// Stage: output. A finding as the printer takes it, whichever stage found it.
using UapiGen.C;
using UapiGen.C.Text;

namespace UapiGen.Tool;

/// <param name="Descriptor">Its kind.</param>
/// <param name="Message">The sentence.</param>
/// <param name="Path">The file that is at fault.</param>
/// <param name="File">The file's text; null for a finding about a header as a whole.</param>
/// <param name="Span">Where in it.</param>
internal sealed record Reported(CDiagnosticDescriptor Descriptor, string Message, string Path, SourceFile? File, SourceSpan Span)
{
    /// <summary>Line and column, from 1.</summary>
    public LinePosition Position => File?.GetLinePosition(Span.Start) ?? new LinePosition(1, 1);
}
