// Stage: documentation. A position in a line of a comment, which moves over what it is asked for, or stays where it is.
using System.Globalization;

namespace UapiGen.C.Documentation;

/// <param name="line">One line.</param>
internal struct LineCursor(string line)
{
    public int Position { get; set; }

    public readonly bool IsAtEnd => Position >= line.Length;

    /// <summary>The character at the position; NUL behind the last one.</summary>
    public readonly char Current => Position < line.Length ? line[Position] : '\0';

    /// <summary>What follows the position.</summary>
    public readonly string Rest => line.Substring(Position);

    /// <summary>A letter, a digit or an underscore in any script, and what is written onto them: what an identifier goes on with.</summary>
    public static bool IsInWord(char c) => c < 128
        ? c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'
        : char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.ConnectorPunctuation;

    public static bool BeginsName(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    public bool Take(char c)
    {
        bool isThere = !IsAtEnd && line[Position] == c;
        Position += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Moves over white space; false when there is none.</summary>
    public bool TakeSpaces()
    {
        int start = Position;
        while (Position < line.Length && char.IsWhiteSpace(line[Position]))
        {
            Position++;
        }

        return Position > start;
    }

    /// <summary>What stands between two brackets, and these; true also when the first is not there.</summary>
    public bool TakeBracketed(char open, char close)
    {
        if (Current != open)
        {
            return true;
        }

        int end = line.IndexOf(close, Position);
        Position = end < 0 ? Position : end + 1;
        return end >= 0;
    }

    /// <summary>Letters, digits and underscores; empty when there are none.</summary>
    public string TakeWord()
    {
        int start = Position;
        while (Position < line.Length && IsInWord(line[Position]))
        {
            Position++;
        }

        return line.Substring(start, Position - start);
    }
}
