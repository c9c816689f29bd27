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
    public static DocModel Read(Declaration declaration) => WithTitle(Read(Parse(declaration), declaration.Name), declaration);

    /// <summary>The same, with the title of the block that the declaration stands in: all of it on the first, what it begins with on the others.</summary>
    public static DocModel WithTitle(DocModel doc, Declaration declaration)
    {
        if (declaration.Title is null || CommentText.IsNoDocumentation(declaration.Title))
        {
            return doc;
        }

        DocModel title = Read([KernelDoc.Parse(declaration.Title)], null);
        bool isEntry = title.Summary.Length == 0 || DefinitionList.Read(declaration.Title).Values.Any(entry => Sentence(entry) == title.Summary);
        return isEntry ? doc : doc with
        {
            Paragraphs = doc.Paragraphs.Concat(["Listed under: " + title.Summary]).Concat(declaration.IsFirstOfTitle ? title.Paragraphs : []).ToEquatableArray(),
        };
    }

    /// <summary>The documentation of a member: its own comments, and what kernel-doc around it says of <c>@name</c>.</summary>
    /// <param name="field">The member.</param>
    /// <param name="path">Its name, with those of the untagged records around it in front: <c>u.raw</c>.</param>
    /// <param name="docs">The comments of its record, and of those around that.</param>
    public static DocModel ReadMember(FieldDeclaration field, string path, IReadOnlyList<KernelDoc> docs)
    {
        var paragraphs = new List<string>();
        List<KernelDoc> own = Parse(field).Where(doc => doc.Subject is null).ToList();
        foreach (KernelDoc doc in docs)
        {
            paragraphs.AddRange(Described(doc, key => key == path));
        }

        if (paragraphs.Count == 0)
        {
            // An anonymous member may be named on the way, and a nested one without its path.
            foreach (KernelDoc doc in docs)
            {
                List<string> likely = doc.Members.Where(member => Last(member.Key) == field.Name).Select(member => member.Key).Distinct().ToList();
                paragraphs.AddRange(likely.Count == 1 ? Described(doc, key => key == likely[0]) : []);
            }
        }

        foreach (KernelDoc doc in own)
        {
            paragraphs.AddRange(Described(doc, key => key == path || Last(key) == field.Name));
            paragraphs.AddRange(doc.Paragraphs);
        }

        if (paragraphs.Count > 0 && WithoutName(paragraphs[0], field.Name) is { Length: > 0 } text)
        {
            paragraphs[0] = text;
        }

        return paragraphs.Count == 0 ? DocModel.None : new DocModel(
            Sentence(paragraphs[0]), paragraphs.Skip(1).ToEquatableArray(), "", EquatableArray<DocReference>.Empty);
    }

    private static IEnumerable<string> Described(KernelDoc doc, Func<string, bool> isMeant) => doc.Members.Where(member => isMeant(member.Key)).SelectMany(member => member.Value);

    private static string Last(string path) => path.Substring(path.LastIndexOf('.') + 1);

    /// <summary>The comments of a declaration, taken apart; licences and empty ones left out.</summary>
    public static IReadOnlyList<KernelDoc> Parse(Declaration declaration) => declaration.Comments
        .Where(comment => !CommentText.IsNoDocumentation(comment))
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

            paragraphs.AddRange(doc.Paragraphs.Where(paragraph => !IsBanner(paragraph) && paragraph != name));
            returns = returns.Length == 0 ? doc.Returns : returns;
        }

        return Compose(summary, paragraphs, returns, name);
    }

    /// <summary>A documentation whose summary, where there is none yet, is the first sentence of the text.</summary>
    public static DocModel Compose(string summary, List<string> paragraphs, string returns, string? name)
    {
        if (summary.Length == 0 && paragraphs.Count > 0 && paragraphs[0].IndexOf('\n') < 0)
        {
            paragraphs[0] = WithoutName(paragraphs[0], name);
            int end = FirstSentenceEnd(paragraphs[0]);
            summary = Sentence(paragraphs[0].Substring(0, end));
            string rest = paragraphs[0].Substring(end).Trim();
            paragraphs.RemoveAt(0);
            if (rest.Length > 0)
            {
                paragraphs.Insert(0, rest);
            }
        }

        return summary.Length == 0 && returns.Length == 0 && paragraphs.Count == 0
            ? DocModel.None
            : new DocModel(summary, paragraphs.ToEquatableArray(), returns, EquatableArray<DocReference>.Empty);
    }

    /// <summary>The text behind the thing's own name: of <c>NAME: text</c>, <c>NAME(x) - text</c>; all of it when it does not begin so.</summary>
    private static string WithoutName(string text, string? name)
    {
        if (name is null || !text.StartsWith(name, StringComparison.Ordinal))
        {
            return text;
        }

        string rest = text.Substring(name.Length);
        rest = rest.StartsWith("(", StringComparison.Ordinal) && rest.IndexOf(')') is > 0 and var close ? rest.Substring(close + 1) : rest;
        string trimmed = rest.TrimStart();
        bool isHead = trimmed.Length > 1 && (trimmed[0] == ':' || (rest.Length > trimmed.Length && trimmed[0] is '-' or '\u2013' or '=' && trimmed[1] is ' ' or '-' or '>'));
        return isHead ? trimmed.TrimStart(':', '-', '\u2013', '=', '>', ' ') : text;
    }

    /// <summary>Where the first sentence ends: behind a full stop that a capital follows, abbreviations passed over.</summary>
    private static int FirstSentenceEnd(string text)
    {
        for (int i = text.IndexOf(". ", StringComparison.Ordinal); i >= 0; i = text.IndexOf(". ", i + 1, StringComparison.Ordinal))
        {
            string before = text.Substring(0, i);
            string word = before.Substring(before.LastIndexOfAny([' ', '(']) + 1);
            bool isAbbreviation = word is "e.g" or "i.e" or "ex" or "etc" or "vs" or "cf" or "esp" or "resp" or "approx" or "incl" || (word.Length == 1 && char.IsLower(word[0]));
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

        bool isProse = word > 0 && (word == trimmed.Length || trimmed[word] is ' ' or ',' or ':' or ';' or '\'' || (trimmed[word] is '.' or '-' && (word + 1 == trimmed.Length || trimmed[word + 1] is ' ' || (trimmed[word] == '-' && char.IsLetterOrDigit(trimmed[word + 1])))));
        if (isProse && trimmed.Substring(0, word) is not ("struct" or "union" or "enum" or "typedef"))
        {
            trimmed = char.ToUpperInvariant(trimmed[0]) + trimmed.Substring(1);
        }

        return trimmed.Length == 0 || trimmed.IndexOf('\n') >= 0 || trimmed[trimmed.Length - 1] is '.' or '!' or '?' or ':' or ';' ? trimmed : trimmed + ".";
    }

    private static bool IsBanner(string paragraph) =>
        paragraph.IndexOf('\n') < 0 && (paragraph.StartsWith("---", StringComparison.Ordinal) || paragraph.StartsWith("===", StringComparison.Ordinal));
}
