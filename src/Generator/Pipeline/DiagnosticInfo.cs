// Stage: diagnostics. A finding as a value, and the one method that makes a Roslyn Diagnostic of it.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using UapiGen.C;
using UapiGen.Model.Facts;

namespace UapiGen.Pipeline;

/// <summary>A finding with its place.</summary>
internal sealed record DiagnosticInfo(CDiagnosticDescriptor Descriptor, PlaceInfo Place, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo Create(CDiagnosticDescriptor descriptor, PlaceInfo place, params string[] arguments) =>
        new(descriptor, place, new EquatableArray<string>(arguments));

    /// <summary>A finding of a header, or of its facts; one about the unit as a whole stands at the header's start.</summary>
    public static DiagnosticInfo Create(Finding finding, string headerPath) =>
        new(finding.Descriptor, PlaceInfo.Create(finding, headerPath), new EquatableArray<string>(finding.Arguments));

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(DescriptorRegistry.Get(Descriptor), Place.ToLocation(), Arguments.Cast<object>().ToArray());
}

/// <summary>A place in a file, lines and columns counted from 0 as Roslyn does.</summary>
internal sealed record PlaceInfo(string Path, int Start, int Length, int Line, int Column, int EndLine, int EndColumn)
{
    public static readonly PlaceInfo None = new("", 0, 0, 0, 0, 0, 0);

    public static PlaceInfo Create(Finding finding, string headerPath)
    {
        if (finding.File is not { } file)
        {
            return new PlaceInfo(headerPath, 0, 0, 0, 0, 0, 0);
        }

        C.Text.LinePosition start = file.GetLinePosition(finding.Span.Start);
        C.Text.LinePosition end = file.GetLinePosition(finding.Span.End);
        return new PlaceInfo(file.Path, finding.Span.Start, finding.Span.Length, start.Line - 1, start.Column - 1, end.Line - 1, end.Column - 1);
    }

    public static PlaceInfo Create(Location location)
    {
        FileLinePositionSpan span = location.GetLineSpan();
        return new PlaceInfo(
            span.Path, location.SourceSpan.Start, location.SourceSpan.Length,
            span.StartLinePosition.Line, span.StartLinePosition.Character, span.EndLinePosition.Line, span.EndLinePosition.Character);
    }

    public Location ToLocation() => Path.Length == 0 ? Location.None : Location.Create(
        Path, new TextSpan(Start, Length), new LinePositionSpan(new LinePosition(Line, Column), new LinePosition(EndLine, EndColumn)));
}
