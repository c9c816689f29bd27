// Stage: facts. One line of a .facts file: what a header cannot say in C.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Text;

namespace UapiGen.Model.Facts;

/// <summary>A fact about one name.</summary>
/// <param name="Kind"><c>ioctl</c>, <c>feature</c>, <c>field</c>, <c>result</c> or <c>parameter</c>.</param>
/// <param name="Name">What it is about: <c>NAME</c> or <c>STRUCT.MEMBER</c>.</param>
/// <param name="NameSpan">Where the name stands.</param>
/// <param name="Properties">The words behind the name.</param>
internal sealed record Fact(string Kind, string Name, SourceSpan NameSpan, IReadOnlyList<FactProperty> Properties)
{
    /// <summary>The value of <c>key=value</c>; null when the fact does not state it.</summary>
    public string? Value(string key) => Properties.FirstOrDefault(property => property.Key == key)?.Value;
}

/// <summary>A word: <c>key=value</c>, or a bare key with an empty value.</summary>
internal sealed record FactProperty(string Key, string Value, SourceSpan Span);

/// <summary>A finding in one file, of the header or of its facts; without a file it is about the unit as a whole.</summary>
internal sealed record Finding(C.CDiagnosticDescriptor Descriptor, SourceFile? File, SourceSpan Span, params string[] Arguments);
