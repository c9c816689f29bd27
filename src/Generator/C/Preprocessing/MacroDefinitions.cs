// Stage: preprocessing. #define and #undef (C11 6.10.3).
using System.Collections.Generic;
using UapiGen.C.Lexing;

namespace UapiGen.C.Preprocessing;

internal sealed partial class Preprocessor
{
    /// <summary>The replacement list that is being read.</summary>
    private readonly List<Token> _replacement = [];

    // # define identifier replacement-list
    // # define identifier ( identifier-list opt , ... opt ) replacement-list
    private void Define(FileContext file, in Token hash)
    {
        if (!file.Lexer.TryNextOnLine(out var nameToken) || nameToken.Name is not { } name)
        {
            Report(PreprocessingDiagnostics.MalformedDirective, hash.Span, "define", "a macro's name has to follow");
            SkipRest(file);
            return;
        }

        List<Name>? parameters = null;
        bool isVariadic = false;
        if (file.Lexer.IsLeftParenNext())
        {
            file.Lexer.Next();
            parameters = [];
            if (!Parameters(file, parameters, out isVariadic))
            {
                Report(PreprocessingDiagnostics.MalformedDirective, nameToken.Span, "define", "its parameters have to be names, separated by ',' and closed by ')'");
                SkipRest(file);
                return;
            }
        }

        var body = _replacement;
        body.Clear();
        int end = nameToken.Span.End;
        while (file.Lexer.TryNextOnLine(out var token))
        {
            body.Add(token);
            end = token.Span.End;
        }

        var macro = new Macro(name, nameToken.Span, parameters, isVariadic, body.ToArray())
        {
            DirectiveStart = hash.Span.Start,
            DirectiveEnd = end,
        };
        name.Macro = macro;
        Spend(body.Count, nameToken.Span);
        _definitions.Add((macro, _output.Count));
    }

    private bool Parameters(FileContext file, List<Name> parameters, out bool isVariadic)
    {
        isVariadic = false;
        while (file.Lexer.TryNextOnLine(out var token))
        {
            switch (token.Kind)
            {
                case TokenKind.RightParen:
                    return true;
                case TokenKind.Comma when parameters.Count > 0 && !isVariadic:
                    break;
                case TokenKind.Ellipsis when !isVariadic:
                    isVariadic = true;
                    parameters.Add(_vaArgs);
                    break;
                case TokenKind.Identifier when !isVariadic:
                    parameters.Add(token.Name!);
                    if (file.Lexer.Peek() is { Kind: TokenKind.Ellipsis, IsStartOfLine: false })
                    {
                        file.Lexer.Next();
                        isVariadic = true;
                    }

                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private void Undefine(FileContext file, in Token directive)
    {
        if (file.Lexer.TryNextOnLine(out var token) && token.Name is { } name)
        {
            name.Macro = null;
        }
        else
        {
            Report(PreprocessingDiagnostics.MalformedDirective, directive.Span, "undef", "a macro's name has to follow");
        }

        SkipRest(file);
    }
}
