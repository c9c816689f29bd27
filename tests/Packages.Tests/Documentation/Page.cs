// A page of the documentation as a reader follows it: files to write, commands to run, and what they print.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Markdig;
using Markdig.Syntax;

namespace UapiGen.Packages.Tests.Documentation;

/// <summary>What a fenced block asks of its reader.</summary>
internal enum StepKind
{
    /// <summary>A file to write, or to write anew: <c>```csharp Program.cs</c>.</summary>
    File,

    /// <summary>Commands to run in the page's folder: <c>```sh</c>.</summary>
    Commands,

    /// <summary>The same, and they fail: <c>```sh fails</c>.</summary>
    FailingCommands,

    /// <summary>What the commands before it print, in order, among other lines: <c>```text prints</c>.</summary>
    Output,

    /// <summary>Declarations of a bundled header: <c>```c of linux/vfio.h</c>.</summary>
    Excerpt,

    /// <summary>Commands for a clone of the repository, which its other tests run: <c>```sh repository</c>.</summary>
    Repository,

    /// <summary>Shown and not followed: a block without a language.</summary>
    Picture,
}

/// <param name="Kind">What is asked.</param>
/// <param name="Subject">The path of the file, or of the header; empty for the other kinds.</param>
/// <param name="Text">Without the fences.</param>
/// <param name="Line">Of the opening fence, from 1.</param>
internal sealed record Step(StepKind Kind, string Subject, string Text, int Line);

internal sealed class Page
{
    private const string ExcerptOf = "of ";

    private Page(string path, IReadOnlyList<Step> steps)
    {
        Path = path;
        Steps = steps;
    }

    /// <summary>From the root of the repository.</summary>
    public string Path { get; }

    public IReadOnlyList<Step> Steps { get; }

    public static Page Read(string path)
    {
        string markdown = File.ReadAllText(System.IO.Path.Combine(PackageFeed.RepositoryRoot, path));
        return new Page(path, [.. Markdown.Parse(markdown).Descendants<FencedCodeBlock>().Select(block => Read(path, block))]);
    }

    private static Step Read(string path, FencedCodeBlock block)
    {
        string language = block.Info ?? "";
        string argument = (block.Arguments ?? "").Trim();
        StepKind kind = (language, argument) switch
        {
            ("", "") => StepKind.Picture,
            ("sh", "") => StepKind.Commands,
            ("sh", "fails") => StepKind.FailingCommands,
            ("sh", "repository") => StepKind.Repository,
            ("text", "prints") => StepKind.Output,
            ("c", _) when argument.StartsWith(ExcerptOf, System.StringComparison.Ordinal) => StepKind.Excerpt,
            ("csharp" or "c" or "xml" or "ini", not "") => StepKind.File,
            _ => throw new InvalidDataException($"{path}({block.Line + 1}): a block '{language} {argument}' says neither which file it is nor what to do with it"),
        };
        string subject = kind switch
        {
            StepKind.File => argument,
            StepKind.Excerpt => argument[ExcerptOf.Length..],
            _ => "",
        };
        return new Step(kind, subject, string.Join('\n', block.Lines.Lines.Take(block.Lines.Count)) + "\n", block.Line + 1);
    }
}
