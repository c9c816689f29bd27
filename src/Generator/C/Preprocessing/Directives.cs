// Stage: preprocessing. Directives (C11 6.10): each is carried out when the stream meets its '#'.
using System.Collections.Generic;
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C.Preprocessing;

internal sealed partial class Preprocessor
{
    private readonly Name _definedName;
    private readonly Name _vaArgs;
    private readonly Name _vaOpt;
    private bool _isInCondition;

    private void Directive(FileContext file, in Token hash)
    {
        if (!NextOnLine(file, out var name))
        {
            return;
        }

        string directive = name.Text;
        if (directive == "ifndef" && file.Lexer.Peek() is { IsStartOfLine: false, Name: { } guard })
        {
            file.MayBeGuard(guard);
        }
        else
        {
            file.HasContent();
        }

        switch (directive)
        {
            case "define":
                Define(file, hash);
                break;
            case "undef":
                Undefine(file, name);
                break;
            case "include" or "include_next" or "import":
                Include(file, name);
                break;
            case "if" or "ifdef" or "ifndef":
                bool isTrue = Condition(file, name);
                file.Conditionals.Push(new Conditional(name.Span, isTrue));
                if (!isTrue)
                {
                    SkipGroup(file);
                }

                break;
            case "elif" or "else" or "elifdef" or "elifndef":
                AlternativeAfterTakenGroup(file, name);
                break;
            case "endif":
                EndIf(file, name);
                break;
            case "error":
                Report(PreprocessingDiagnostics.ErrorDirective, name.Span, file.Lexer.RestOfLine());
                break;
            case "warning":
                Report(PreprocessingDiagnostics.WarningDirective, name.Span, file.Lexer.RestOfLine());
                break;
            case "pragma":
                Pragma(file, name);
                break;
            case "line" or "ident" or "sccs" or "assert" or "unassert":
                file.Lexer.SkipLine();
                break;
            default:
                if (name.Kind != TokenKind.Number)
                {
                    Report(PreprocessingDiagnostics.MalformedDirective, name.Span, directive, "C has no such directive; correct its name");
                }

                file.Lexer.SkipLine();
                break;
        }
    }

    /// <summary>The next token of the directive's line; false at its end.</summary>
    private static bool NextOnLine(FileContext file, out Token token)
    {
        token = file.Lexer.Peek();
        if (token.IsStartOfLine || token.Kind == TokenKind.EndOfFile)
        {
            return false;
        }

        file.Lexer.Next();
        return true;
    }

    private static void SkipRest(FileContext file)
    {
        while (NextOnLine(file, out _))
        {
        }
    }

    // # define identifier replacement-list
    // # define identifier ( identifier-list opt , ... opt ) replacement-list
    private void Define(FileContext file, in Token hash)
    {
        if (!NextOnLine(file, out var nameToken) || nameToken.Name is not { } name)
        {
            Report(PreprocessingDiagnostics.MalformedDirective, hash.Span, "define", "a macro's name has to follow");
            SkipRest(file);
            return;
        }

        List<Name>? parameters = null;
        bool isVariadic = false;
        var next = file.Lexer.Peek();
        if (next.Kind == TokenKind.LeftParen && !next.HasLeadingSpace)
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

        var body = new List<Token>();
        int end = nameToken.Span.End;
        while (NextOnLine(file, out var token))
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
        _definitions.Add((macro, _output.Count));
    }

    private bool Parameters(FileContext file, List<Name> parameters, out bool isVariadic)
    {
        isVariadic = false;
        while (NextOnLine(file, out var token))
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
        if (NextOnLine(file, out var token) && token.Name is { } name)
        {
            name.Macro = null;
        }
        else
        {
            Report(PreprocessingDiagnostics.MalformedDirective, directive.Span, "undef", "a macro's name has to follow");
        }

        SkipRest(file);
    }

    private void Include(FileContext file, in Token directive)
    {
        if (!TryHeaderName(file, directive, out string name, out bool isQuoted, out var span))
        {
            Report(PreprocessingDiagnostics.MalformedDirective, directive.Span, directive.Text, "a header's name in <> or \"\" has to follow");
            return;
        }

        if (_includes.Count >= MaximumIncludeDepth || ++_entered > MaximumFiles)
        {
            Report(PreprocessingDiagnostics.IncludeTooDeep, span, Format(_includes.Count), name);
            return;
        }

        var header = _resolver.Resolve(name, file.Header, isQuoted, isNext: directive.Text == "include_next");
        if (header is null)
        {
            Report(PreprocessingDiagnostics.IncludeNotFound, span, name);
            return;
        }

        Enter(header);
    }

    /// <summary>The header that an include directive names, through macros where need be (C11 6.10.2p4). Takes the whole line.</summary>
    private bool TryHeaderName(FileContext file, in Token directive, out string name, out bool isQuoted, out SourceSpan span)
    {
        if (file.Lexer.TryHeaderName(out var token) || (file.Lexer.Peek().Kind == TokenKind.String && NextOnLine(file, out token)))
        {
            SkipRest(file);
            return Unquote(token.Text, token.Span, out name, out isQuoted, out span);
        }

        var line = new List<Token>();
        while (NextOnLine(file, out token))
        {
            line.Add(token);
        }

        var text = new System.Text.StringBuilder();
        foreach (var expanded in ExpandTokens(line))
        {
            if (text.Length > 0 && expanded.HasLeadingSpace && text[0] != '<')
            {
                text.Append(' ');
            }

            text.Append(expanded.Text);
        }

        return Unquote(text.ToString(), line.Count > 0 ? line[0].Span : directive.Span, out name, out isQuoted, out span);
    }

    private static bool Unquote(string text, SourceSpan at, out string name, out bool isQuoted, out SourceSpan span)
    {
        span = at;
        isQuoted = text.Length > 2 && text[0] == '"' && text[text.Length - 1] == '"';
        bool isAngled = text.Length > 2 && text[0] == '<' && text[text.Length - 1] == '>';
        name = isQuoted || isAngled ? text.Substring(1, text.Length - 2) : "";
        return name.Length > 0;
    }

    private bool Condition(FileContext file, in Token directive)
    {
        var line = new List<Token>();
        while (NextOnLine(file, out var token))
        {
            line.Add(token);
        }

        string name = directive.Text;
        if (name is "ifdef" or "ifndef" or "elifdef" or "elifndef")
        {
            if (line.Count == 0 || line[0].Name is not { } macro)
            {
                Report(PreprocessingDiagnostics.MalformedDirective, directive.Span, name, "a macro's name has to follow");
                return false;
            }

            return IsDefined(macro) == name is "ifdef" or "elifdef";
        }

        _isInCondition = true;
        var expanded = ExpandTokens(line);
        _isInCondition = false;
        bool? value = ConditionEvaluator.Evaluate(expanded, out string error, out int at);
        if (value is null)
        {
            Report(PreprocessingDiagnostics.MalformedCondition, at < expanded.Count ? PlaceOf(expanded[at]) : directive.Span, name, error);
        }

        return value ?? false;
    }

    private static bool IsDefined(Name name) => name.Macro is { Dynamic: not DynamicMacro.Pragma };

    /// <summary>A group was read; the ones that follow it are not.</summary>
    private void AlternativeAfterTakenGroup(FileContext file, in Token directive)
    {
        if (file.Conditionals.Count == 0)
        {
            Report(PreprocessingDiagnostics.UnbalancedConditional, directive.Span, "'#" + directive.Text + "' without '#if'; remove it");
            SkipRest(file);
            return;
        }

        file.IsNoGuard();
        var conditional = file.Conditionals.Peek();
        if (conditional.HasElse)
        {
            Report(PreprocessingDiagnostics.UnbalancedConditional, directive.Span, "'#" + directive.Text + "' after '#else'; close the conditional first");
        }

        conditional.HasElse |= directive.Text == "else";
        SkipGroup(file);
    }

    private void EndIf(FileContext file, in Token directive)
    {
        SkipRest(file);
        if (file.Conditionals.Count == 0)
        {
            Report(PreprocessingDiagnostics.UnbalancedConditional, directive.Span, "'#endif' without '#if'; remove it");
            return;
        }

        file.Conditionals.Pop();
        file.CloseGuard();
    }

    /// <summary>Passes over groups until one is to be read, or until the conditional ends.</summary>
    private void SkipGroup(FileContext file)
    {
        var conditional = file.Conditionals.Peek();
        int depth = 0;
        while (file.Lexer.SkipToDirective())
        {
            _cancellationToken.ThrowIfCancellationRequested();
            file.Lexer.Next();
            if (!NextOnLine(file, out var name))
            {
                continue;
            }

            switch (name.Text)
            {
                case "if" or "ifdef" or "ifndef":
                    depth++;
                    break;
                case "endif" when depth > 0:
                    depth--;
                    break;
                case "endif":
                    EndIf(file, name);
                    return;
                case "else" when depth == 0:
                    file.IsNoGuard();
                    conditional.HasElse = true;
                    if (!conditional.IsTaken)
                    {
                        conditional.IsTaken = true;
                        SkipRest(file);
                        return;
                    }

                    break;
                case "elif" or "elifdef" or "elifndef" when depth == 0 && !conditional.IsTaken && !conditional.HasElse:
                    file.IsNoGuard();
                    if (Condition(file, name))
                    {
                        conditional.IsTaken = true;
                        return;
                    }

                    break;
            }
        }
    }

    private void Pragma(FileContext file, in Token directive)
    {
        var line = new List<Token>();
        while (NextOnLine(file, out var token))
        {
            line.Add(token);
        }

        Pragma(line, directive.Span, file);
    }

    private void Pragma(List<Token> line, SourceSpan span, FileContext? file)
    {
        if (line.Count > 0 && line[0].Text == "once" && file?.Header is { } header)
        {
            _onceOnly.Add(header.Path);
        }
        else if (line.Count > 0 && line[0].Text == "pack")
        {
            var text = new System.Text.StringBuilder();
            for (int i = 1; i < line.Count; i++)
            {
                text.Append(line[i].Text);
            }

            _output.Add(new Token(TokenKind.PragmaPack, TokenFlags.StartOfLine, text.ToString(), null, span));
        }
    }
}
