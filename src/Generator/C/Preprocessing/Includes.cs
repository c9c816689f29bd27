// Stage: preprocessing. #include, #include_next and their headers' names (C11 6.10.2).
using System.Collections.Generic;
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C.Preprocessing;

internal sealed partial class Preprocessor
{
    /// <summary>Characters of a header's name, as of a path (PATH_MAX).</summary>
    private const int MaximumNameLength = 4096;

    private void Include(FileContext file, in Token directive)
    {
        if (!TryHeaderName(file, directive, out string name, out bool isQuoted, out var span))
        {
            Report(PreprocessingDiagnostics.MalformedDirective, directive.Span, directive.Text, "a header's name in <> or \"\" has to follow");
            return;
        }

        var header = _resolver.Resolve(name, file.Header, isQuoted, isNext: directive.Text == "include_next");
        if (header is null)
        {
            Report(PreprocessingDiagnostics.IncludeNotFound, span, name);
            return;
        }

        if (_includes.Count >= MaximumIncludeDepth && _tooDeep.Add(header.Path))
        {
            Report(PreprocessingDiagnostics.IncludeTooDeep, span, Format(_includes.Count), name);
        }

        // A header that includes itself without end is let be from there on: one that does so twice would double at each of its levels.
        if (_includes.Count >= MaximumIncludeDepth || (_tooDeep.Contains(header.Path) && IsOpen(header)))
        {
            return;
        }

        Enter(header);
    }

    private bool IsOpen(IncludedHeader header)
    {
        foreach (var includer in _includes)
        {
            if (includer.Header?.Path == header.Path)
            {
                return true;
            }
        }

        return _file?.Header?.Path == header.Path;
    }

    /// <summary>The header that an include directive names, through macros where need be (C11 6.10.2p4). Takes the whole line.</summary>
    private bool TryHeaderName(FileContext file, in Token directive, out string name, out bool isQuoted, out SourceSpan span)
    {
        if (file.Lexer.TryHeaderName(out var token) || (file.Lexer.Peek().Kind == TokenKind.String && file.Lexer.TryNextOnLine(out token)))
        {
            SkipRest(file);
            return Unquote(token.Text, token.Span, out name, out isQuoted, out span);
        }

        var line = new List<Token>();
        while (file.Lexer.TryNextOnLine(out token))
        {
            line.Add(token);
        }

        var expanded = ExpandTokens(line);
        return Unquote(TryAbandonUse(out _) ? "" : Spell(expanded), line.Count > 0 ? line[0].Span : directive.Span, out name, out isQuoted, out span);
    }

    private static string Spell(List<Token> tokens)
    {
        var text = new System.Text.StringBuilder();
        foreach (var token in tokens)
        {
            if (text.Length > MaximumNameLength)
            {
                break;
            }

            text.Append(token.Text);
        }

        return text.ToString();
    }

    private static bool Unquote(string text, SourceSpan at, out string name, out bool isQuoted, out SourceSpan span)
    {
        span = at;
        isQuoted = text.Length > 2 && text[0] == '"' && text[text.Length - 1] == '"';
        bool isAngled = text.Length > 2 && text[0] == '<' && text[text.Length - 1] == '>';
        name = isQuoted || isAngled ? text.Substring(1, text.Length - 2) : "";
        return name.Length > 0;
    }
}
