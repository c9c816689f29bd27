// Stage: preprocessing. Where the next token comes from: the innermost token source, or the innermost file, where directives are carried
// out on the way.
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C.Preprocessing;

internal sealed partial class Preprocessor
{
    /// <summary>
    /// The next token, unexpanded, from wherever tokens come from now. A name whose macro is under expansion is marked here for good.
    /// </summary>
    private Token ReadRaw()
    {
        while (_sources.Count > 0)
        {
            var source = _sources.Peek();
            if (!source.IsAtEnd)
            {
                var token = source.Take();
                return token.Name?.Macro is { IsDisabled: true } ? token.WithFlags(token.Flags | TokenFlags.NoExpand) : token;
            }

            if (source.IsBarrier)
            {
                return new Token(TokenKind.EndOfTokens, TokenFlags.None, "", null, SourceSpan.None);
            }

            _sources.Pop();
            if (source.Macro is { } macro)
            {
                macro.IsDisabled = false;
            }
        }

        return ReadFile();
    }

    private Token ReadFile()
    {
        _budget.EndUse();
        while (_file is { } file && !_budget.IsExhausted)
        {
            var token = file.Lexer.Next();
            if (token.Kind == TokenKind.EndOfFile)
            {
                Leave(file);
                if (_file is null)
                {
                    return token;
                }

                continue;
            }

            if (token.Kind == TokenKind.Hash && token.IsStartOfLine)
            {
                Directive(file, token);
                continue;
            }

            file.HasContent();
            return token;
        }

        return new Token(TokenKind.EndOfFile, TokenFlags.StartOfLine, "", null, SourceSpan.None);
    }

    /// <summary>True when the next token, wherever it comes from, is an opening parenthesis: a use of a function-like macro.</summary>
    private bool IsNextLeftParen()
    {
        foreach (var source in _sources)
        {
            if (!source.IsAtEnd)
            {
                return source.Current.Kind == TokenKind.LeftParen;
            }

            if (source.IsBarrier)
            {
                return false;
            }
        }

        return _file?.Lexer.Peek().Kind == TokenKind.LeftParen;
    }
}
