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
        _cancellationToken.ThrowIfCancellationRequested();
        if (!file.Lexer.TryNextOnLine(out var name))
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

    private static void SkipRest(FileContext file)
    {
        while (file.Lexer.TryNextOnLine(out _))
        {
        }
    }

    private void Pragma(FileContext file, in Token directive)
    {
        var line = new List<Token>();
        while (file.Lexer.TryNextOnLine(out var token))
        {
            line.Add(token);
        }

        Pragma(line, directive.Span, file);
    }

    // GCC manual, "Push/Pop Macro Pragmas": the definition that is pushed, or that there is none, comes back.
    private void PushOrPopMacro(bool isPush, Name name)
    {
        if (!_pushedMacros.TryGetValue(name, out var pushed))
        {
            _pushedMacros.Add(name, pushed = new Stack<Macro?>());
        }

        if (isPush)
        {
            pushed.Push(name.Macro);
        }
        else if (pushed.Count > 0)
        {
            name.Macro = pushed.Pop();
        }
    }

    private void Pragma(List<Token> line, SourceSpan span, FileContext? file)
    {
        if (line.Count > 0 && line[0].Text == "once" && file?.Header is { } header)
        {
            _onceOnly.Add(header.Path);
        }
        else if (line.Count > 0 && line[0].Text == "pack")
        {
            var expanded = ExpandTokens(line.GetRange(1, line.Count - 1));
            string text = TryAbandonUse(out var name) ? name.Text : string.Concat(System.Linq.Enumerable.Select(expanded, static token => token.Text));
            _output.Add(new Token(TokenKind.PragmaPack, TokenFlags.StartOfLine, text, null, span));
        }
        else if (line.Count == 4 && line[0].Text is "push_macro" or "pop_macro" && line[2].Kind == TokenKind.String)
        {
            PushOrPopMacro(line[0].Text == "push_macro", _names.Intern(CharacterLiteral.Bytes(line[2].Text)));
        }
    }
}
