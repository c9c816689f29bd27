// Stage: emitting. The one place where generated text is put together: '\n' only, invariant culture, blank lines stay blank.
using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace UapiGen.Emit;

/// <summary>Writes indented C#.</summary>
internal sealed class CodeWriter
{
    private const int IndentWidth = 4;

    private readonly StringBuilder _text = new();

    private int _indent;

    /// <summary>True when the last line opened a block or was blank: no further blank line is wanted.</summary>
    private bool _isAtTop = true;

    public override string ToString() => _text.ToString();

    public void Line(string text)
    {
        _isAtTop = text.Length == 0 || text is "{";
        if (text.Length > 0)
        {
            _text.Append(' ', _indent * IndentWidth).Append(text);
        }

        _text.Append('\n');
    }

    public void Line([InterpolatedStringHandlerArgument("")] ref LineHandler text)
    {
        // The handler has written the line already, behind its indentation.
        _isAtTop = false;
        _text.Append('\n');
    }

    /// <summary>Lines of a raw string, indented; its line endings follow the checkout and are dropped.</summary>
    public void Lines(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            Line(line.TrimEnd('\r'));
        }
    }

    /// <summary>A blank line between two members; none behind an opening brace.</summary>
    public void Separate()
    {
        if (!_isAtTop)
        {
            Line("");
        }
    }

    /// <summary>A head line with braces below; the end of the <c>using</c> closes them.</summary>
    public Closing Block(string head)
    {
        Line(head);
        Line("{");
        _indent++;
        return new Closing(this);
    }

    public readonly struct Closing(CodeWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer._indent--;
            writer.Line("}");
        }
    }

    /// <summary>Appends the parts of an interpolated line, numbers by the invariant culture.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct LineHandler
    {
        private readonly StringBuilder _text;

        public LineHandler(int literalLength, int formattedCount, CodeWriter writer)
        {
            _ = literalLength + formattedCount;
            _text = writer._text.Append(' ', writer._indent * IndentWidth);
        }

        public void AppendLiteral(string text) => _text.Append(text);

        public void AppendFormatted(string? text) => _text.Append(text);

        public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(uint number, string format) => _text.Append(number.ToString(format, CultureInfo.InvariantCulture));
    }
}
