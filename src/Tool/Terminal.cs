// Where a run writes, and whether a person sits there: colour, progress and excerpts are for terminals only.
using System;
using System.IO;

namespace UapiGen.Tool;

/// <summary>Standard output as bytes of UTF-8, standard error as text, and what each of them is.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Terminal(Stream Output, TextWriter Error)
{
    /// <summary>True when standard output is to be coloured.</summary>
    public bool HasOutputColour { get; init; }

    /// <summary>True when standard error is a terminal: excerpts and progress are shown.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>True when standard error is to be coloured.</summary>
    public bool HasErrorColour { get; init; }

    /// <summary>The streams of this process. Colour needs a terminal, no <c>NO_COLOR</c> (no-color.org) and a <c>TERM</c> that is not <c>dumb</c>.</summary>
    public static Terminal OfProcess(Stream output)
    {
        bool isColourful = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        return new Terminal(output, Console.Error)
        {
            HasOutputColour = isColourful && !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            HasErrorColour = isColourful && !Console.IsErrorRedirected,
        };
    }
}
