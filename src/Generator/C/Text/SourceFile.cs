// Stage: text. In: the characters of one header. Out: the one place where an offset becomes line and column.
using System;

namespace UapiGen.C.Text;

/// <summary>One header as it was given: its text, and the names it goes by.</summary>
/// <param name="id">Index of the file among the files of its translation unit.</param>
/// <param name="path">How diagnostics and the JSON of <c>uapigen dump</c> name it.</param>
/// <param name="logicalPath">What an <c>#include</c> calls it: <c>linux/vfio.h</c>.</param>
/// <param name="text">The characters, line endings as they stand in the file.</param>
internal sealed class SourceFile(int id, string path, string logicalPath, string text)
{
    private int[]? _lineStarts;

    public int Id { get; } = id;

    public string Path { get; } = path;

    public string LogicalPath { get; } = logicalPath;

    public string Text { get; } = text;

    /// <summary>Line and column of an offset, both counted from 1.</summary>
    public LinePosition GetLinePosition(int offset)
    {
        _lineStarts ??= FindLineStarts(Text);
        int line = Array.BinarySearch(_lineStarts, offset);
        if (line < 0)
        {
            line = ~line - 1;
        }

        return new LinePosition(line + 1, offset - _lineStarts[line] + 1);
    }

    private static int[] FindLineStarts(string text)
    {
        int count = 1;
        foreach (char c in text)
        {
            if (c == '\n')
            {
                count++;
            }
        }

        int[] starts = new int[count];
        int next = 1;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                starts[next++] = i + 1;
            }
        }

        return starts;
    }
}

/// <summary>A place in a file, as people count: from 1.</summary>
internal readonly record struct LinePosition(int Line, int Column);

/// <summary>A run of characters of one file of the translation unit.</summary>
internal readonly record struct SourceSpan(int File, int Start, int Length)
{
    /// <summary>No place: the command line, or the translation unit as a whole.</summary>
    public static readonly SourceSpan None = new(-1, 0, 0);

    public int End => Start + Length;
}
