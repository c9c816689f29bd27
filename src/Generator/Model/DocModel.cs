// Stage: model. What a header's comments say about a declaration, as plain text; XML is made of it when it is written.
using UapiGen.Pipeline;

namespace UapiGen.Model;

/// <summary>Documentation of one declaration.</summary>
/// <param name="Summary">One sentence or a few; empty when the header says nothing.</param>
/// <param name="Paragraphs">What follows it.</param>
/// <param name="Returns">The <c>Return:</c> section; empty when there is none.</param>
/// <param name="References">C names in the text that stand for something emitted, with their C# names.</param>
internal sealed record DocModel(string Summary, EquatableArray<string> Paragraphs, string Returns, EquatableArray<DocReference> References)
{
    public static readonly DocModel None = new("", EquatableArray<string>.Empty, "", EquatableArray<DocReference>.Empty);

    public bool IsEmpty => Summary.Length == 0 && Paragraphs.Count == 0 && Returns.Length == 0;
}

/// <summary>A C name with the C# name that a cref gives.</summary>
internal sealed record DocReference(string CName, string CSharpName);
