// Stage: preprocessing. Macro expansion (C11 6.10.3).
//
// Why it ends: while a macro's replacement is being rescanned its name is disabled, and an identifier that is met while its macro is
// disabled is painted (TokenFlags.NoExpand) and never expanded again, wherever it travels. That is the standard's rule (6.10.3.4p2) in the
// form in which GCC and Clang implement it: a replacement list is a source on a stack, and leaving it enables the name again.
// An argument is expanded by itself first (6.10.3.1), behind a barrier, unless it stands beside # or ##.
using System;
using System.Collections.Generic;
using System.Text;
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C.Preprocessing;

internal sealed partial class Preprocessor
{
    /// <summary>Tokens that all expansions of a unit may make; the whole of uAPI in one unit stays below a tenth.</summary>
    private const int MaximumExpandedTokens = 4_000_000;

    private const int MaximumExpansionDepth = 200;

    private int _expandedTokens;
    private int _expansionDepth;
    private int _counter;
    private bool _isExhausted;

    /// <summary>The next token, macros expanded.</summary>
    private Token Expand()
    {
        while (true)
        {
            var token = ReadRaw();
            if (token.Kind != TokenKind.Identifier)
            {
                return token;
            }

            if (_isInCondition && ReferenceEquals(token.Name, _definedName))
            {
                return DefinedOperator(token);
            }

            if (token.Name!.Macro is not { } macro || (token.Flags & TokenFlags.NoExpand) != 0 || _isExhausted)
            {
                return token;
            }

            if (macro.Dynamic != DynamicMacro.None)
            {
                if (TryDynamic(macro, token, out var result))
                {
                    return result;
                }

                continue;
            }

            if (macro.IsFunctionLike && !IsNextLeftParen())
            {
                return token;
            }

            if (!TryReplace(macro, token))
            {
                return token.WithFlags(token.Flags | TokenFlags.NoExpand);
            }
        }
    }

    /// <summary>Expands tokens by themselves: an argument, or the rest of a directive's line.</summary>
    public List<Token> ExpandTokens(IReadOnlyList<Token> tokens)
    {
        var expanded = new List<Token>(tokens.Count);
        if (++_expansionDepth > MaximumExpansionDepth)
        {
            Exhausted(tokens.Count > 0 ? tokens[0] : default);
        }

        _sources.Push(new TokenSource(tokens, null, isBarrier: true));
        for (var token = Expand(); token.Kind is not (TokenKind.EndOfTokens or TokenKind.EndOfFile); token = Expand())
        {
            expanded.Add(token);
        }

        _sources.Pop();
        _expansionDepth--;
        return expanded;
    }

    /// <summary>Puts a macro's replacement in front of what comes next; false when its use is malformed.</summary>
    private bool TryReplace(Macro macro, in Token use)
    {
        List<Argument>? arguments = null;
        if (macro.IsFunctionLike)
        {
            ReadRaw();
            arguments = CollectArguments(macro, use);
            if (arguments is null)
            {
                return false;
            }
        }

        if (use.Expansion == 0)
        {
            _expansions.Add(use.Span);
        }

        int expansion = use.Expansion != 0 ? use.Expansion : _expansions.Count;
        var replacement = Substitute(macro, arguments, expansion, use.Flags & (TokenFlags.StartOfLine | TokenFlags.LeadingSpace));
        _expandedTokens += replacement.Count;
        if (_expandedTokens > MaximumExpandedTokens)
        {
            Exhausted(use);
            return true;
        }

        _cancellationToken.ThrowIfCancellationRequested();
        macro.IsDisabled = true;
        _sources.Push(new TokenSource(replacement, macro, isBarrier: false));
        return true;
    }

    private void Exhausted(in Token use)
    {
        if (!_isExhausted)
        {
            _isExhausted = true;
            Report(PreprocessingDiagnostics.ExpansionTooLarge, PlaceOf(use), use.Text ?? "", Format(MaximumExpandedTokens));
        }
    }

    /// <summary>An argument as written; its expansion is made when first asked for.</summary>
    private sealed class Argument
    {
        public List<Token> Tokens { get; } = [];

        public List<Token>? Expanded { get; set; }
    }

    private List<Argument>? CollectArguments(Macro macro, in Token use)
    {
        var parameters = macro.Parameters!;
        var arguments = new List<Argument> { new() };
        int depth = 0;
        while (true)
        {
            var token = ReadRaw();
            switch (token.Kind)
            {
                case TokenKind.EndOfFile or TokenKind.EndOfTokens:
                    Report(PreprocessingDiagnostics.MalformedInvocation, PlaceOf(use), use.Text, "is used without a closing ')'; add it");
                    return null;
                case TokenKind.LeftParen:
                    depth++;
                    break;
                case TokenKind.RightParen when depth-- == 0:
                    return Complete(macro, arguments, use);
                case TokenKind.Comma when depth == 0 && !(macro.IsVariadic && arguments.Count == parameters.Count):
                    arguments.Add(new Argument());
                    continue;
            }

            arguments[arguments.Count - 1].Tokens.Add(token);
        }
    }

    private List<Argument>? Complete(Macro macro, List<Argument> arguments, in Token use)
    {
        int wanted = macro.Parameters!.Count;
        if (wanted == 0 && arguments.Count == 1 && arguments[0].Tokens.Count == 0)
        {
            return [];
        }

        if (macro.IsVariadic && arguments.Count == wanted - 1)
        {
            arguments.Add(new Argument());
        }

        if (arguments.Count == wanted)
        {
            return arguments;
        }

        Report(
            PreprocessingDiagnostics.MalformedInvocation, PlaceOf(use), use.Text,
            "takes " + Format(wanted) + " arguments and is given " + Format(arguments.Count) + "; correct the use");
        return null;
    }

    private List<Token> Substitute(Macro macro, List<Argument>? arguments, int expansion, TokenFlags leading)
    {
        var result = new List<Token>(macro.Body.Length);
        if (macro.Body.Length == 0 && arguments?.Count == 1 && macro.Name.Text.StartsWith("__counted_by", StringComparison.Ordinal))
        {
            CountedBy(macro, arguments[0], expansion, result);
            return result;
        }

        Substitute(macro, macro.Body, 0, macro.Body.Length, arguments, expansion, result);
        if (result.Count > 0)
        {
            result[0] = result[0].WithFlags((result[0].Flags & TokenFlags.NoExpand) | leading);
        }

        return result;
    }

    private void Substitute(Macro macro, Token[] body, int start, int end, List<Argument>? arguments, int expansion, List<Token> result)
    {
        bool isPasteNext = false;
        for (int i = start; i < end; i++)
        {
            var token = body[i];
            bool isBeforePaste = i + 1 < end && body[i + 1].Kind == TokenKind.HashHash;
            int parameter = token.Name is { } name ? macro.IndexOfParameter(name) : -1;
            int before = result.Count;
            if (token.Kind == TokenKind.HashHash && i > start && i + 1 < end)
            {
                // GNU: a comma before ## and the variadic argument goes away with an empty argument, and is not pasted otherwise.
                if (macro.IsVariadic && IsCommaBeforeVariadic(macro, body, i, result))
                {
                    if (arguments![arguments.Count - 1].Tokens.Count == 0)
                    {
                        result.RemoveAt(result.Count - 1);
                    }

                    continue;
                }

                isPasteNext = true;
                continue;
            }

            if (token.Kind == TokenKind.Hash && macro.IsFunctionLike && i + 1 < end && body[i + 1].Name is { } named && macro.IndexOfParameter(named) is >= 0 and var stringized)
            {
                result.Add(Stringize(arguments![stringized].Tokens, token, expansion));
                i++;
            }
            else if (ReferenceEquals(token.Name, _vaOpt) && macro.IsVariadic && i + 1 < end && body[i + 1].Kind == TokenKind.LeftParen)
            {
                int close = ClosingParen(body, i + 1, end);
                if (Expanded(arguments![arguments.Count - 1]).Count > 0)
                {
                    Substitute(macro, body, i + 2, close, arguments, expansion, result);
                }

                i = close;
            }
            else if (parameter >= 0)
            {
                var argument = arguments![parameter];
                var tokens = isPasteNext || isBeforePaste ? argument.Tokens : Expanded(argument);
                for (int k = 0; k < tokens.Count; k++)
                {
                    result.Add(k == 0 ? tokens[k].WithFlags((tokens[k].Flags & TokenFlags.NoExpand) | (token.Flags & TokenFlags.LeadingSpace)) : tokens[k]);
                }

                if (tokens.Count == 0 && isBeforePaste && !isPasteNext)
                {
                    result.Add(Placemarker(token.Span));
                }
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
        }

        result.RemoveAll(static token => token.Kind == TokenKind.EndOfTokens);
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

    private static bool IsCommaBeforeVariadic(Macro macro, Token[] body, int at, List<Token> result) =>
        result.Count > 0 && body[at - 1].Kind == TokenKind.Comma
        && body[at + 1].Name is { } name && macro.IndexOfParameter(name) == macro.Parameters!.Count - 1;

    private List<Token> Expanded(Argument argument) => argument.Expanded ??= ExpandTokens(argument.Tokens);

    private static int ClosingParen(Token[] body, int open, int end)
    {
        int depth = 0;
        for (int i = open; i < end; i++)
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
        var lexer = new Lexer(new SourceFile(left.Span.File, "", "", text), _names, []);
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
    private static Token Stringize(List<Token> tokens, in Token hash, int expansion)
    {
        var text = new StringBuilder("\"");
        for (int i = 0; i < tokens.Count; i++)
        {
            if (i > 0 && tokens[i].HasLeadingSpace)
            {
                text.Append(' ');
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

    /// <summary><c>defined X</c> and <c>defined(X)</c>, also where a macro made them, as GCC and Clang allow.</summary>
    private Token DefinedOperator(in Token token)
    {
        var operand = ReadRaw();
        bool isParenthesized = operand.Kind == TokenKind.LeftParen;
        if (isParenthesized)
        {
            operand = ReadRaw();
        }

        bool isDefined = operand.Name is { } name && IsDefined(name);
        if (isParenthesized)
        {
            ReadRaw();
        }

        return Number(isDefined ? "1" : "0", token);
    }

    private static Token Number(string text, in Token at) => new(TokenKind.Number, at.Flags, text, null, at.Span, at.Expansion);
}
