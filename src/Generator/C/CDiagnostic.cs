// What every stage of the front end reports: data, printed only at the edges.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Text;

namespace UapiGen.C;

internal enum CSeverity
{
    Info,
    Warning,
    Error,
}

/// <summary>A kind of finding: its id, its severity and the sentence with the repair in it.</summary>
/// <param name="Id"><c>UAPI1nnn</c>: 1000 lexing, 1100 preprocessing, 1200 parsing, 1300 layout, 1400 emitting.</param>
/// <param name="Severity">How bad it is by default.</param>
/// <param name="Title">A few words for lists of rules.</param>
/// <param name="Message">The sentence, with <c>{0}</c> holes.</param>
internal sealed record CDiagnosticDescriptor(string Id, CSeverity Severity, string Title, string Message);

/// <summary>One finding at one place of one header.</summary>
internal sealed class CDiagnostic(CDiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments)
{
    public CDiagnosticDescriptor Descriptor { get; } = descriptor;

    public SourceSpan Span { get; } = span;

    public IReadOnlyList<string> Arguments { get; } = arguments;

    public string Message => string.Format(
        System.Globalization.CultureInfo.InvariantCulture, Descriptor.Message, Arguments.Cast<object>().ToArray());
}
