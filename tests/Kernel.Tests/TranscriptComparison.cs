// Two transcripts side by side: line by line, for both were made by the same calls in the same order.
using System;
using System.Collections.Generic;

namespace UapiGen.Kernel.Tests;

/// <summary>A line that is not the same in both.</summary>
/// <param name="Number">Of the line, from 1.</param>
/// <param name="Call">What was asked; where the questions differ, both.</param>
/// <param name="Real">What the real kernel answered; null when its transcript has ended.</param>
/// <param name="Emulated">What the emulated one answered; null when its transcript has ended.</param>
internal sealed record TranscriptDifference(int Number, string Call, string? Real, string? Emulated)
{
    public override string ToString() => $"{Number}: {Call}\n    real     {Real ?? "(nothing)"}\n    emulated {Emulated ?? "(nothing)"}";
}

/// <summary>How many lines were compared, and which differ.</summary>
internal sealed record TranscriptComparison(int Compared, IReadOnlyList<TranscriptDifference> Differences)
{
    private const string Separator = " = ";

    public static TranscriptComparison Of(ReadOnlySpan<string> real, ReadOnlySpan<string> emulated)
    {
        List<TranscriptDifference> differences = [];
        int count = Math.Max(real.Length, emulated.Length);
        for (int line = 0; line < count; line++)
        {
            string? first = line < real.Length ? real[line] : null;
            string? second = line < emulated.Length ? emulated[line] : null;
            if (first != second)
            {
                differences.Add(Describe(line + 1, first, second));
            }
        }

        return new TranscriptComparison(count, differences);
    }

    private static TranscriptDifference Describe(int number, string? real, string? emulated)
    {
        (string? asked, string? answer) = Split(real);
        (string? askedOther, string? answerOther) = Split(emulated);
        string call = asked == askedOther || askedOther is null ? asked! : asked is null ? askedOther : $"{asked} / {askedOther}";
        return new TranscriptDifference(number, call, answer, answerOther);
    }

    private static (string? Call, string? Answer) Split(string? line)
    {
        int at = line?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        return at < 0 ? (line, line) : (line![..at], line[(at + Separator.Length)..]);
    }
}
