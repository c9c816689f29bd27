// Stage: model. In: the raw comments of a declaration. Out: the DocModel of it, and those of the members it describes.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Documentation;
using UapiGen.Pipeline;

namespace UapiGen.Model;

internal static class DocReader
{
    /// <summary>The documentation of a declaration from its own comments.</summary>
    public static DocModel Read(Declaration declaration) => Read(Parse(declaration), declaration.Name);

    /// <summary>The documentation of a member: its own comments, and what its record's kernel-doc says of <c>@name</c>.</summary>
    public static DocModel ReadMember(FieldDeclaration field, IReadOnlyList<KernelDoc> record)
    {
        var paragraphs = new List<string>();
        List<KernelDoc> own = Parse(field).Where(doc => doc.Subject is null).ToList();
        foreach (KernelDoc doc in record.Concat(own))
        {
            foreach (KeyValuePair<string, IReadOnlyList<string>> member in doc.Members)
            {
                string name = member.Key.Substring(member.Key.LastIndexOf('.') + 1);
                if (name == field.Name)
                {
                    paragraphs.AddRange(member.Value);
                }
            }
        }

        foreach (KernelDoc doc in own)
        {
            paragraphs.AddRange(doc.Paragraphs);
        }

        return paragraphs.Count == 0 ? DocModel.None : new DocModel(
            Sentence(paragraphs[0]), paragraphs.Skip(1).ToEquatableArray(), "", EquatableArray<DocReference>.Empty);
    }

    /// <summary>The comments of a declaration, taken apart; licences and empty ones left out.</summary>
    public static IReadOnlyList<KernelDoc> Parse(Declaration declaration) => declaration.Comments
        .Where(comment => !IsLicence(comment))
        .Select(KernelDoc.Parse)
        .ToList();

    /// <summary>One documentation of several comments.</summary>
    /// <param name="docs">The comments.</param>
    /// <param name="name">The declaration's name: a head line of another name belongs to another declaration.</param>
    public static DocModel Read(IReadOnlyList<KernelDoc> docs, string? name)
    {
        string summary = "";
        var paragraphs = new List<string>();
        string returns = "";
        foreach (KernelDoc doc in docs)
        {
            bool isRequestHead = doc.Brief.StartsWith("_IO", StringComparison.Ordinal);
            if (doc.Subject is not null && doc.Subject != name && !isRequestHead)
            {
                continue;
            }

            if (doc.Brief.Length > 0 && !isRequestHead && summary.Length == 0)
            {
                summary = Sentence(doc.Brief);
            }

            paragraphs.AddRange(doc.Paragraphs.Where(paragraph => !IsBanner(paragraph)));
            returns = returns.Length == 0 ? doc.Returns : returns;
        }

        if (summary.Length == 0 && paragraphs.Count > 0)
        {
            int end = FirstSentenceEnd(paragraphs[0]);
            summary = Sentence(paragraphs[0].Substring(0, end));
            string rest = paragraphs[0].Substring(end).Trim();
            paragraphs.RemoveAt(0);
            if (rest.Length > 0)
            {
                paragraphs.Insert(0, rest);
            }
        }

        return summary.Length == 0 && returns.Length == 0
            ? DocModel.None
            : new DocModel(summary, paragraphs.ToEquatableArray(), returns, EquatableArray<DocReference>.Empty);
    }

    /// <summary>Where the first sentence ends: behind a full stop that a capital follows, abbreviations passed over.</summary>
    private static int FirstSentenceEnd(string text)
    {
        for (int i = text.IndexOf(". ", StringComparison.Ordinal); i >= 0; i = text.IndexOf(". ", i + 1, StringComparison.Ordinal))
        {
            string before = text.Substring(0, i);
            string word = before.Substring(before.LastIndexOfAny([' ', '(']) + 1);
            bool isAbbreviation = word is "e.g" or "i.e" or "ex" or "etc" or "vs" or "cf";
            string after = text.Substring(i + 1).TrimStart();
            if (!isAbbreviation && after.Length > 0 && !char.IsLower(after[0]))
            {
                return i + 1;
            }
        }

        return text.Length;
    }

    /// <summary>Text that begins and ends like a sentence; a name in front keeps its case.</summary>
    public static string Sentence(string text)
    {
        string trimmed = text.Trim();
        int word = 0;
        while (word < trimmed.Length && trimmed[word] is >= 'a' and <= 'z')
        {
            word++;
        }

        bool isProse = word > 0 && (word == trimmed.Length || trimmed[word] is ' ' or ',' or ':' or ';' or '.' or '-');
        if (isProse && trimmed.Substring(0, word) is not ("struct" or "union" or "enum" or "typedef"))
        {
            trimmed = char.ToUpperInvariant(trimmed[0]) + trimmed.Substring(1);
        }

        return trimmed.Length == 0 || trimmed[trimmed.Length - 1] is '.' or '!' or '?' or ':' or ';' ? trimmed : trimmed + ".";
    }

    private static bool IsBanner(string paragraph) =>
        paragraph.StartsWith("---", StringComparison.Ordinal) || paragraph.StartsWith("===", StringComparison.Ordinal);

    private static bool IsLicence(string comment) =>
        comment.Contains("SPDX-License-Identifier") || comment.IndexOf("copyright", StringComparison.OrdinalIgnoreCase) >= 0;
}
