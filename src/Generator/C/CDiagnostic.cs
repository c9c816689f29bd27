// What every stage of the front end reports: data, printed only at the edges.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C;

internal enum CSeverity
{
    Info,
    Warning,
    Error,
}

/// <summary>A kind of finding: its id, its severity and the sentence with the repair in it.</summary>
/// <param name="Id"><c>UAPI1nnn</c>: 1000 lexing, 1100 preprocessing, 1200 parsing, 1300 layout, 1400 emitting, 1500 hazards.</param>
/// <param name="Severity">How bad it is by default.</param>
/// <param name="Title">A few words for lists of rules.</param>
/// <param name="Message">The sentence, with <c>{0}</c> holes.</param>
internal sealed record CDiagnosticDescriptor(string Id, CSeverity Severity, string Title, string Message)
{
    /// <summary>False for advice that is given to those who ask for it.</summary>
    public bool IsEnabledByDefault { get; init; } = true;
}

/// <summary>One finding at one place of one header.</summary>
internal sealed class CDiagnostic(CDiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments)
{
    public CDiagnosticDescriptor Descriptor { get; } = descriptor;

    public SourceSpan Span { get; } = span;

    /// <summary>What fills the holes; a token of a megabyte is told by its beginning.</summary>
    public IReadOnlyList<string> Arguments { get; } = System.Array.ConvertAll(arguments, Excerpt.Of);

    public string Message => string.Format(
        System.Globalization.CultureInfo.InvariantCulture, Descriptor.Message, Arguments.Cast<object>().ToArray());
}

/// <summary>The findings of one translation unit: as many as people can use, and no more than memory can hold.</summary>
internal sealed class DiagnosticList
{
    private const int Most = 1000;

    private readonly List<CDiagnostic> _diagnostics = [];

    /// <summary>Takes, while it is set, what is found: of a macro that nobody uses nothing is reported.</summary>
    public List<CDiagnostic>? Aside { get; set; }

    public void Add(CDiagnostic diagnostic)
    {
        if (Aside is not null)
        {
            Aside.Add(diagnostic);
        }
        else if (_diagnostics.Count < Most)
        {
            _diagnostics.Add(diagnostic);
        }
        else if (_diagnostics.Count == Most)
        {
            _diagnostics.Add(new CDiagnostic(LexingDiagnostics.TooManyFindings, diagnostic.Span, Most.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>In the order of the files, and of their lines.</summary>
    public CDiagnostic[] ToArray() => _diagnostics.OrderBy(diagnostic => diagnostic.Span.File).ThenBy(diagnostic => diagnostic.Span.Start).ToArray();
}

/// <summary>The beginning of a text, for sentences.</summary>
internal static class Excerpt
{
    private const int Most = 120;

    public static string Of(string text) => text.Length <= Most ? text : text.Substring(0, Most) + "...";
}
