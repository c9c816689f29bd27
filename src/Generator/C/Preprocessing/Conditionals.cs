// Stage: preprocessing. Conditional inclusion (C11 6.10.1): which groups are read and which are passed over.
using System.Collections.Generic;
using UapiGen.C.Lexing;

namespace UapiGen.C.Preprocessing;

internal sealed partial class Preprocessor
{
    private bool Condition(FileContext file, in Token directive)
    {
        var line = new List<Token>();
        while (file.Lexer.TryNextOnLine(out var token))
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
        if (TryAbandonUse(out _))
        {
            return false;
        }

        bool? value = ConditionEvaluator.Evaluate(expanded, _options.Target, out string error, out int at);
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
            if (!file.Lexer.TryNextOnLine(out var name))
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
}
