// Stage: preprocessing. A macro's replacement list with its arguments put in: # and ##, variadic arguments (C11 6.10.3.1 to 6.10.3.3).
using System;
using System.Collections.Generic;
using System.Text;
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C.Preprocessing;

internal sealed partial class Preprocessor
{
    private List<Token> Substitute(Macro macro, List<Argument>? arguments, int expansion, TokenFlags leading)
    {
        var result = new List<Token>(macro.Body.Length);
        if (macro.Body.Length == 0 && arguments?.Count == 1 && macro.Name.Text.StartsWith("__counted_by", StringComparison.Ordinal))
        {
            CountedBy(macro, arguments[0], expansion, result);
            return result;
        }

        Substitute(macro, 0, macro.Body.Length, arguments, expansion, result);
        if (result.Count > 0)
        {
            result[0] = result[0].WithFlags((result[0].Flags & TokenFlags.NoExpand) | leading);
        }

        return result;
    }

    private void Substitute(Macro macro, int start, int end, List<Argument>? arguments, int expansion, List<Token> result)
    {
        var body = macro.Body;
        bool isPasteNext = false;
        bool isSpacePending = false;
        Spend(end - start, macro.Location);
        for (int i = start; i < end && !_budget.IsExhausted; i++)
        {
            var token = body[i];
            bool isBeforePaste = i + 1 < end && body[i + 1].Kind == TokenKind.HashHash;
            int parameter = macro.ParameterAt(i);
            int before = result.Count;
            if (token.Kind == TokenKind.HashHash && i > start && i + 1 < end)
            {
                // GNU: a comma before ## and the variadic argument goes away with an empty argument, and is not pasted otherwise.
                bool isComma = macro.IsVariadic && result.Count > 0 && body[i - 1].Kind == TokenKind.Comma && macro.ParameterAt(i + 1) == macro.Parameters!.Count - 1;
                if (isComma && arguments![arguments.Count - 1].Tokens.Count == 0)
                {
                    result.RemoveAt(result.Count - 1);
                }

                isPasteNext = !isComma;
                continue;
            }

            if (token.Kind == TokenKind.Hash && i + 1 < end && macro.ParameterAt(i + 1) is >= 0 and var stringized)
            {
                result.Add(Stringize(arguments![stringized].Tokens, token, expansion));
                i++;
            }
            else if (macro.IsVariadic && ReferenceEquals(token.Name, _vaOpt) && i + 1 < end && body[i + 1].Kind == TokenKind.LeftParen)
            {
                i = SubstituteOptional(macro, i + 2, end, arguments!, expansion, result);
                isSpacePending |= token.HasLeadingSpace;
            }
            else if (parameter >= 0)
            {
                bool isOperand = isPasteNext || isBeforePaste;
                SubstituteParameter(isOperand ? arguments![parameter].Tokens : Expanded(arguments![parameter]), token, isBeforePaste && !isPasteNext, result);
            }
            else
            {
                result.Add(token.WithExpansion(expansion));
            }

            if (isPasteNext)
            {
                isPasteNext = false;
                PasteAt(before, result, expansion);
            }
            else if (result.Count == before)
            {
                isSpacePending |= token.HasLeadingSpace;
            }
            else if (isSpacePending)
            {
                isSpacePending = false;
                result[before] = result[before].WithFlags(result[before].Flags | TokenFlags.LeadingSpace);
            }
        }

        result.RemoveAll(static token => token.Kind == TokenKind.EndOfTokens);
    }

    private void SubstituteParameter(List<Token> argument, in Token parameter, bool needsPlacemarker, List<Token> result)
    {
        Spend(argument.Count, parameter.Span);
        if (_budget.IsExhausted)
        {
            return;
        }

        for (int i = 0; i < argument.Count; i++)
        {
            result.Add(i == 0 ? argument[0].WithFlags((argument[0].Flags & TokenFlags.NoExpand) | (parameter.Flags & TokenFlags.LeadingSpace)) : argument[i]);
        }

        if (argument.Count == 0 && needsPlacemarker)
        {
            result.Add(Placemarker(parameter.Span));
        }
    }

    /// <summary>C23 6.10.5.1: <c>__VA_OPT__(...)</c> stands for its contents when there are variadic arguments; it does not nest. Gives the closing parenthesis.</summary>
    private int SubstituteOptional(Macro macro, int start, int end, List<Argument> arguments, int expansion, List<Token> result)
    {
        int close = ClosingParen(macro.Body, start, end);
        bool isNested = false;
        for (int i = start; i < close; i++)
        {
            isNested |= ReferenceEquals(macro.Body[i].Name, _vaOpt);
        }

        if (isNested)
        {
            Report(PreprocessingDiagnostics.MalformedInvocation, macro.Location, macro.Name.Text, "nests __VA_OPT__ in itself, which C does not allow; take the inner one out");
        }
        else if (Expanded(arguments[arguments.Count - 1]).Count > 0)
        {
            Substitute(macro, start, close, arguments, expansion, result);
        }

        return close;
    }

    /// <summary>
    /// uAPI's stddef.h defines <c>__counted_by(x)</c> away for user space; it is read as the attribute that the kernel makes of it,
    /// so that the fact which member counts a flexible array is not lost.
    /// </summary>
    private void CountedBy(Macro macro, Argument argument, int expansion, List<Token> result)
    {
        void Add(TokenKind kind, string text, Name? name) => result.Add(new Token(kind, TokenFlags.None, text, name, macro.Location, expansion));
        var attribute = _names.Intern("__attribute__");
        var countedBy = _names.Intern("counted_by");
        Add(TokenKind.Identifier, attribute.Text, attribute);
        Add(TokenKind.LeftParen, "(", null);
        Add(TokenKind.LeftParen, "(", null);
        Add(TokenKind.Identifier, countedBy.Text, countedBy);
        Add(TokenKind.LeftParen, "(", null);
        result.AddRange(argument.Tokens);
        Add(TokenKind.RightParen, ")", null);
        Add(TokenKind.RightParen, ")", null);
        Add(TokenKind.RightParen, ")", null);
    }

    /// <summary>C11 6.10.3.3p2: what an empty argument beside ## leaves.</summary>
    private static Token Placemarker(SourceSpan span) => new(TokenKind.EndOfTokens, TokenFlags.None, "", null, span);

    private List<Token> Expanded(Argument argument) =>
        argument.Expanded ??= argument.Tokens.Exists(static token => token.Name?.Macro is not null) ? ExpandTokens(argument.Tokens) : argument.Tokens;

    /// <summary>The parenthesis that closes the one before <paramref name="start"/>.</summary>
    private static int ClosingParen(Token[] body, int start, int end)
    {
        int depth = 1;
        for (int i = start; i < end; i++)
        {
            depth += body[i].Kind switch
            {
                TokenKind.LeftParen => 1,
                TokenKind.RightParen => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return i;
            }
        }

        return end;
    }

    /// <summary>Joins the token before <paramref name="at"/> with the one there (C11 6.10.3.3p3).</summary>
    private void PasteAt(int at, List<Token> result, int expansion)
    {
        if (at >= result.Count || at == 0)
        {
            return;
        }

        var left = result[at - 1];
        var right = result[at];
        if (left.Kind == TokenKind.EndOfTokens)
        {
            result.RemoveAt(at - 1);
            return;
        }

        string text = left.Text + right.Text;
        Spend(Budget.CostOf(text), _expansions[expansion - 1]);
        if (_budget.IsExhausted)
        {
            return;
        }

        var lexer = new Lexer(new SourceFile(left.Span.File, "", "", text), _names, new DiagnosticList());
        var pasted = lexer.Next();
        if (lexer.Next().Kind != TokenKind.EndOfFile || pasted.Kind == TokenKind.Other)
        {
            Report(PreprocessingDiagnostics.InvalidPaste, _expansions[expansion - 1], left.Text, right.Text);
            return;
        }

        var flags = left.Flags & (TokenFlags.LeadingSpace | TokenFlags.StartOfLine);
        if (pasted.Name?.Macro is { IsDisabled: true })
        {
            flags |= TokenFlags.NoExpand;
        }

        result[at - 1] = new Token(pasted.Kind, flags, pasted.Text, pasted.Name, left.Span, expansion);
        result.RemoveAt(at);
    }

    /// <summary>C11 6.10.3.2: an argument's spelling as a string literal.</summary>
    private Token Stringize(List<Token> tokens, in Token hash, int expansion)
    {
        var text = new StringBuilder("\"");
        for (int i = 0; i < tokens.Count; i++)
        {
            if (i > 0 && tokens[i].HasLeadingSpace)
            {
                text.Append(' ');
            }

            Spend(Budget.CostOf(tokens[i].Text), hash.Span);
            if (_budget.IsExhausted)
            {
                break;
            }

            bool isQuoted = tokens[i].Kind is TokenKind.String or TokenKind.Character;
            foreach (char c in tokens[i].Text)
            {
                if (isQuoted && c is '"' or '\\')
                {
                    text.Append('\\');
                }

                text.Append(c);
            }
        }

        return new Token(TokenKind.String, hash.Flags, text.Append('"').ToString(), null, hash.Span, expansion);
    }
}
