// Stage: lexing. What stands between tokens: white space, line splices, comments, and git's conflict markers.
using UapiGen.C.Text;

namespace UapiGen.C.Lexing;

internal sealed partial class Lexer
{
    private TokenFlags SkipSpace()
    {
        var flags = _isStartOfLine ? TokenFlags.StartOfLine : TokenFlags.None;
        _isStartOfLine = false;
        while (_position < _text.Length)
        {
            switch (_text[_position])
            {
                case '\n':
                    flags |= TokenFlags.StartOfLine;
                    _position++;
                    continue;
                case ' ' or '\t' or '\r' or '\f' or '\v':
                    flags |= TokenFlags.LeadingSpace;
                    _position++;
                    continue;
                case '/' when PeekChar(1) == '*':
                    SkipBlockComment();
                    flags |= TokenFlags.LeadingSpace;
                    continue;
                case '/' when PeekChar(1) == '/':
                    SkipLineComment();
                    flags |= TokenFlags.LeadingSpace;
                    continue;
                case '\\' when SpliceLength(_position) is > 0 and var length:
                    _position += length;
                    continue;
                case '\0':
                    ReportBinary();
                    continue;
            }

            if (IsConflictMarker())
            {
                SkipConflictMarker();
                flags |= TokenFlags.StartOfLine;
                continue;
            }

            break;
        }

        return flags;
    }

    private void SkipBlockComment()
    {
        int start = _position;
        int end = _text.IndexOf("*/", start + 2, System.StringComparison.Ordinal);
        if (end < 0)
        {
            diagnostics.Add(new CDiagnostic(LexingDiagnostics.UnterminatedComment, new SourceSpan(File.Id, start, 2)));
            _position = _text.Length;
            return;
        }

        _position = end + 2;
        AddComment(start);
    }

    private void SkipLineComment()
    {
        int start = _position;
        while (_position < _text.Length && _text[_position] != '\n')
        {
            int splice = _text[_position] == '\\' ? SpliceLength(_position) : 0;
            _position += splice > 0 ? splice : 1;
        }

        AddComment(start);
    }

    /// <summary>Keeps a comment once, though a peek may pass it twice.</summary>
    private void AddComment(int start)
    {
        if (start >= _lastComment)
        {
            _comments.Add(new Comment(start, _position));
            _lastComment = _position;
        }
    }

    private bool TrySkipQuotedOnLine(char quote)
    {
        int position = _position + 1;
        while (position < _text.Length && _text[position] != '\n')
        {
            char c = _text[position];
            if (c == quote)
            {
                _position = position + 1;
                return true;
            }

            position += c == '\\' && position + 1 < _text.Length ? 2 : 1;
        }

        return false;
    }

    private void ReportBinary()
    {
        diagnostics.Add(new CDiagnostic(LexingDiagnostics.BinaryContent, new SourceSpan(File.Id, _position, 1)));
        _position = _text.Length;
    }

    /// <summary>Seven times the same of <c>&lt; = &gt;</c> at the start of a line, as git leaves them.</summary>
    private bool IsConflictMarker()
    {
        char c = _text[_position];
        if (c is not ('<' or '=' or '>') || (_position > 0 && _text[_position - 1] != '\n') || _position + 7 > _text.Length)
        {
            return false;
        }

        for (int i = 1; i < 7; i++)
        {
            if (_text[_position + i] != c)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads our side of a conflict and passes over the other.</summary>
    private void SkipConflictMarker()
    {
        char c = _text[_position];
        if (c == '<')
        {
            diagnostics.Add(new CDiagnostic(LexingDiagnostics.ConflictMarker, new SourceSpan(File.Id, _position, 7)));
        }

        if (c == '=')
        {
            int end = _text.IndexOf("\n>>>>>>>", _position, System.StringComparison.Ordinal);
            _position = end < 0 ? _text.Length : end + 1;
        }

        int newline = _text.IndexOf('\n', _position < _text.Length ? _position : _text.Length);
        _position = newline < 0 ? _text.Length : newline;
    }
}
