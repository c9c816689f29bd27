// Stage: output. In: findings of headers. Out: a line each on standard error, as compilers and editors know it,
// and for people the source line with a caret below.
using System;
using System.Collections.Generic;
using System.Text;
using UapiGen.C;
using UapiGen.C.Text;

namespace UapiGen.Tool;

internal static class DiagnosticPrinter
{
    /// <summary>Characters of a source line that are shown; a generated header may have one line of a megabyte.</summary>
    private const int WidestExcerpt = 160;

    /// <summary>Prints <c>path(line,column): error UAPI1101: sentence</c> for each, and behind it, where asked for, the source line.</summary>
    /// <returns>The exit code that they call for.</returns>
    public static int Print(IEnumerable<Reported> findings, Terminal terminal, bool showsExcerpt)
    {
        int exitCode = ExitCode.Good;
        var palette = new Palette(terminal.HasErrorColour);
        foreach (Reported found in findings)
        {
            LinePosition position = found.Position;
            string severity = SeverityName(found.Descriptor.Severity);
            string coloured = found.Descriptor.Severity switch
            {
                CSeverity.Error => palette.Bad(severity),
                CSeverity.Warning => palette.Warning(severity),
                _ => severity,
            };
            terminal.Error.WriteLine($"{found.Path}({position.Line},{position.Column}): {coloured} {found.Descriptor.Id}: {found.Message}");
            if (showsExcerpt && found.File is { } file)
            {
                WriteExcerpt(terminal, palette, file, found.Span, position);
            }

            if (found.Descriptor.Severity == CSeverity.Error)
            {
                exitCode = ExitCode.Findings;
            }
        }

        return exitCode;
    }

    public static string SeverityName(CSeverity severity) => severity switch
    {
        CSeverity.Info => "info",
        CSeverity.Warning => "warning",
        _ => "error",
    };

    /// <summary>The line, and <c>^~~~</c> below the span; tabs stay tabs in both, so that the caret stands right whatever their width.</summary>
    private static void WriteExcerpt(Terminal terminal, Palette palette, SourceFile file, SourceSpan span, LinePosition position)
    {
        int start = span.Start - (position.Column - 1);
        int lineEnd = file.Text.IndexOf('\n', start);
        ReadOnlySpan<char> line = file.Text.AsSpan(start, (lineEnd < 0 ? file.Text.Length : lineEnd) - start).TrimEnd('\r');
        int column = position.Column - 1;
        if (column > line.Length || column >= WidestExcerpt)
        {
            return;
        }

        ReadOnlySpan<char> shown = line.Length > WidestExcerpt ? line[..WidestExcerpt] : line;
        int width = Math.Clamp(span.Length, 1, Math.Max(1, shown.Length - column));
        var below = new StringBuilder();
        foreach (char c in shown[..column])
        {
            below.Append(c == '\t' ? '\t' : ' ');
        }

        string number = $"{position.Line}".PadLeft(5);
        terminal.Error.WriteLine($"{palette.Faint(number + " |")} {Printable(shown)}");
        terminal.Error.WriteLine($"{palette.Faint("      |")} {below}{palette.Good("^" + new string('~', width - 1))}");
    }

    /// <summary>No control character of a header reaches the terminal.</summary>
    private static string Printable(ReadOnlySpan<char> text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            printable.Append(char.IsControl(c) && c != '\t' ? '\ufffd' : c);
        }

        return printable.ToString();
    }
}
