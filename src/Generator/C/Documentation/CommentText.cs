// Stage: documentation. In: a raw C comment. Out: its lines, without delimiters, the column of stars and rules of dashes.
using System;
using System.Collections.Generic;
using System.Linq;

namespace UapiGen.C.Documentation;

internal static class CommentText
{
    /// <summary>What <c>/*</c> is to a comment that stands in a frame: <c>/*****</c>, <c>/* ----</c>.</summary>
    private const int FrameLength = 4;

    /// <summary>Characters: what is longer explains something.</summary>
    private const int Longest = 400;

    /// <summary>The lines between the delimiters; what is left of their indentation counts.</summary>
    public static List<string> Lines(string comment)
    {
        string body = comment;
        if (body.StartsWith("//", StringComparison.Ordinal))
        {
            body = body.TrimStart('/').TrimStart('<', '!');
        }
        else
        {
            body = body.StartsWith("/*", StringComparison.Ordinal) ? body.Substring(2) : body;
            body = body.EndsWith("*/", StringComparison.Ordinal) ? body.Substring(0, body.Length - 2) : body;
            body = body.TrimStart('*').TrimStart('<', '!').TrimEnd('*');
        }

        return body.Split('\n').Select(StripStar).Where(line => !IsRule(line)).ToList();
    }

    /// <summary>Spaces that a line begins with.</summary>
    public static int Indentation(string line) => line.Length - line.TrimStart(' ').Length;

    /// <summary>
    /// True for what is written into comments and documents nothing: a licence, a word to a tool (<c>clang-format off</c>, <c>private:</c>),
    /// a declaration that somebody took out, or a title in a frame that parts a header's sections.
    /// </summary>
    public static bool IsNoDocumentation(string comment)
    {
        if (comment.Contains("SPDX-License-Identifier") || comment.IndexOf("copyright", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return true;
        }

        if (comment.Length > Longest)
        {
            return false;
        }

        List<string> lines = Lines(comment).Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        return lines.Count == 0 || (lines.Count == 1 && (IsForTools(lines[0]) || (!lines[0].EndsWith(".", StringComparison.Ordinal) && IsFramed(comment, lines[0])))) || lines.All(IsCode);
    }

    private static bool IsForTools(string line) => line is "private:" or "public:" or "fallthrough" or "end" or "}"
        || line.StartsWith("clang-format", StringComparison.Ordinal)
        || line.StartsWith("lint ", StringComparison.Ordinal)
        || line.StartsWith("@cond", StringComparison.Ordinal);

    /// <summary>One line between rules, or with a rule on both sides: <c>--- Flags ---</c>.</summary>
    private static bool IsFramed(string comment, string line)
    {
        string first = comment.Split('\n')[0].TrimEnd();
        bool isBoxed = first.Length > FrameLength && comment.IndexOf('\n') >= 0 && first.Substring(1).TrimStart('*', ' ', '\t').Length == 0 && first.Count(c => c == '*') > FrameLength;
        bool isRuled = comment.Split('\n').Count(other => IsRule(StripStar(other.Replace("/*", "").Replace("*/", "")))) > 1;
        return isBoxed || isRuled || (IsRuleCharacter(line[0]) && IsRuleCharacter(line[line.Length - 1]) && line.Length > FrameLength && line[0] == line[1]);
    }

    /// <summary>A directive, a member or an enumerator: <c>__u32 unused;</c>, <c>FOO_OLD = 3,</c>.</summary>
    private static bool IsCode(string line)
    {
        if (line[0] == '#')
        {
            return line.StartsWith("#define", StringComparison.Ordinal) || line.StartsWith("#if", StringComparison.Ordinal)
                || line.StartsWith("#endif", StringComparison.Ordinal) || line.StartsWith("#include", StringComparison.Ordinal);
        }

        string[] words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return line[line.Length - 1] switch
        {
            ';' => words.Length is > 1 and < 6 && words.All(word => !word.EndsWith(",", StringComparison.Ordinal) && word.All(c => char.IsLetterOrDigit(c) || c is '_' or '*' or '[' or ']' or ';' or ':'))
                && (words[0] is "struct" or "union" or "enum" or "unsigned" or "int" or "char" or "long" or "short" or "void" or "const" || IsTypeName(words[0])),
            ',' => words[0].TrimEnd(',').All(c => char.IsUpper(c) || char.IsDigit(c) || c == '_') && (words.Length == 1 || words[1] == "="),
            _ => false,
        };
    }

    private static bool IsTypeName(string word) => word.EndsWith("_t", StringComparison.Ordinal)
        || (word.StartsWith("__", StringComparison.Ordinal) && word.Length is > 3 and < 8 && char.IsDigit(word[word.Length - 1]));

    private static string StripStar(string line)
    {
        string trimmed = line.Replace("\t", "        ").TrimEnd();
        string start = trimmed.TrimStart();
        if (!start.StartsWith("*", StringComparison.Ordinal))
        {
            return trimmed;
        }

        return start.StartsWith("* ", StringComparison.Ordinal) ? start.Substring(2) : start.Substring(1);
    }

    private static bool IsRule(string line)
    {
        string trimmed = line.Trim();
        return trimmed.Length > 2 && trimmed.All(IsRuleCharacter);
    }

    private static bool IsRuleCharacter(char c) => c is '-' or '=' or '*' or '_' or '~' or '#';
}
