// Stage: documentation. A comment above several macros or enumerators that stand together: is it the first one's, or a title of them all?
//
// It is a title when it explains several names line by line, when it ends with a colon, when it is one short phrase about many things
// ("Mount flags"), or when it opens a paragraph of things that have comments beside them. What stands below a title in the same block, without a comment of its own above,
// belongs to it. A title documents nobody: it is told as what the thing is listed under. Entries of such a list go to their names.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using UapiGen.C.Binding;
using UapiGen.C.Text;

namespace UapiGen.C.Documentation;

/// <summary>A declaration with the comments at its place.</summary>
/// <param name="Declaration">The declaration.</param>
/// <param name="File">The file's number.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, comments beside it included.</param>
/// <param name="Above">The comment above; null when there is none.</param>
/// <param name="AboveStart">Where that begins.</param>
/// <param name="Beside">The comment beside; null when there is none.</param>
internal readonly record struct Attachment(Declaration Declaration, int File, int Start, int End, string? Above, int AboveStart, string? Beside);

internal static class CommentGroups
{
    private const int LongestTitle = 100;

    private static readonly Regex s_many = new(
        @"\b(?:flags|bits|masks|types|kinds|options|values|modes|codes|commands|cmds|definitions|defines|defs|ioctls|constants|states|statuses|attributes|attrs|operations|ops|opcodes|ids|identifiers|names|levels|actions|classes|events|capabilities|caps|features|errors|reasons|formats|sizes|limits|properties|requests|numbers|versions|registers|protocols|families|algorithms|policies|channels|domains|controls|parameters|fields|notifications|messages|groups|offsets|macros|methods|policy|list)\b|[A-Z0-9]_\*",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>What makes a sentence of a phrase, unless it is behind a relative pronoun.</summary>
    private static readonly Regex s_verb = new(
        @"^(?:(?!\b(?:that|which|used|when)\b).)*?\b(?:is|are|must|should|shall|can|may|will|do|does|get|gets|set|sets|use|has|have|was|were|returns?|see)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <param name="attachments">In source order; of one kind, so that nothing else stands between those of a block but what is checked for.</param>
    /// <param name="files">By number.</param>
    public static void Apply(IReadOnlyList<Attachment> attachments, IReadOnlyList<SourceFile> files)
    {
        var listed = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < attachments.Count; i++)
        {
            if (attachments[i] is not { Above: { } above } first)
            {
                continue;
            }

            int end = i + 1;
            while (end < attachments.Count && attachments[end].Above is null && IsNext(attachments[end - 1], attachments[end], files))
            {
                end++;
            }

            List<Attachment> block = attachments.Skip(i).Take(end - i).ToList();
            IReadOnlyDictionary<string, string> entries = DefinitionList.Read(above);
            bool hasEntries = block.Any(member => entries.ContainsKey(member.Declaration.Name!)) && (entries.Count > 1 || !entries.ContainsKey(first.Declaration.Name!));
            if (hasEntries || (block.Count > 1 && (IsTitle(above, block) || IsOverComments(block, files[first.File].Text))))
            {
                Distribute(above, block, hasEntries);
            }

            foreach (KeyValuePair<string, string> entry in entries.Where(_ => hasEntries))
            {
                listed[entry.Key] = entry.Value;
            }
        }

        foreach (Declaration declaration in attachments.Select(attachment => attachment.Declaration).Where(declaration => declaration.Comments.Count == 0))
        {
            declaration.Comments = listed.TryGetValue(declaration.Name!, out string? entry) ? [entry] : [];
        }
    }

    private static void Distribute(string above, List<Attachment> block, bool hasEntries)
    {
        Declaration first = block[0].Declaration;
        first.Comments = first.Comments.Where(comment => !ReferenceEquals(comment, above)).ToList();
        foreach (Attachment member in block)
        {
            Declaration declaration = member.Declaration;
            declaration.Title = above;
            declaration.IsFirstOfTitle = ReferenceEquals(declaration, first) && !hasEntries;        }
    }

    /// <summary>Gives what an enum's comments list by name to those of its enumerators that have no comment.</summary>
    public static void GiveEntries(EnumDeclaration @enum)
    {
        foreach (string comment in @enum.Comments.Where(comment => !comment.Contains("@")).ToList())
        {
            IReadOnlyDictionary<string, string> entries = DefinitionList.Read(comment);
            foreach (EnumeratorDeclaration enumerator in entries.Count == 0 ? [] : @enum.Enumerators)
            {
                if (enumerator.Comments.Count == 0 && entries.TryGetValue(enumerator.Name!, out string? entry))
                {
                    enumerator.Comments = [entry];
                }
            }

            // A comment that is nothing but the list says nothing of the enum.
            string first = CommentText.Lines(comment).FirstOrDefault(line => line.Trim().Length > 0)?.Trim() ?? "";
            if (@enum.Enumerators.Any(enumerator => entries.ContainsKey(enumerator.Name!) && first.StartsWith(enumerator.Name!, StringComparison.Ordinal)))
            {
                @enum.Comments = @enum.Comments.Where(other => !ReferenceEquals(other, comment)).ToList();
            }
        }
    }

    /// <summary>True when nothing but the end of a line, and of an enumerator, is between the two.</summary>
    private static bool IsNext(Attachment before, Attachment after, IReadOnlyList<SourceFile> files)
    {
        if (before.File != after.File || after.Start < before.End)
        {
            return false;
        }

        string text = files[after.File].Text;
        bool isMacro = text[after.Start] == '#';
        int newlines = 0;
        bool isBlank = true;
        for (int i = before.End; i < after.Start; i++)
        {
            if (text[i] == '\n')
            {
                newlines += isBlank ? 1 : 0;
                isBlank = true;
            }
            else if (!char.IsWhiteSpace(text[i]))
            {
                if (isMacro || text[i] is '{' or '}' or ';' or '#')
                {
                    return false;
                }

                isBlank = false;
                newlines = 0;
            }
        }

        return newlines <= 1;
    }

    /// <summary>True when the comment follows a blank line, and most below it have one of their own.</summary>
    private static bool IsOverComments(List<Attachment> block, string text)
    {
        int before = text.LastIndexOf('\n', Math.Max(0, block[0].AboveStart - 1));
        int line = before;
        while (line > 0 && text[line - 1] is ' ' or '\t' or '\r')
        {
            line--;
        }

        bool opensParagraph = line <= 0 || text[line - 1] is '\n' or '{';
        return opensParagraph && block[0].Beside is not null && block.Count(member => member.Beside is not null) * 2 > block.Count;
    }

    private static bool IsTitle(string comment, List<Attachment> block)
    {
        if (comment.StartsWith("/**", StringComparison.Ordinal))
        {
            return false;
        }

        List<string> lines = CommentText.Lines(comment).Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        string text = string.Join(" ", lines);
        if (text.Length == 0 || block.Any(member => text.Contains(member.Declaration.Name!)))
        {
            return false;
        }

        bool isPhrase = text.Length <= LongestTitle && text.IndexOf(". ", StringComparison.Ordinal) < 0;
        return text[text.Length - 1] == ':' || (isPhrase && text.IndexOf(',') < 0 && block.Skip(1).All(member => member.Beside is null) && s_many.IsMatch(text) && !s_verb.IsMatch(text));
    }
}
