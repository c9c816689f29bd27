// Stage: preprocessing. Macro expansion (C11 6.10.3).
//
// Why it ends: while a macro's replacement is being rescanned its name is disabled, and an identifier that is met while its macro is
// disabled is painted (TokenFlags.NoExpand) and never expanded again, wherever it travels. That is the standard's rule (6.10.3.4p2) in the
// form in which GCC and Clang implement it: a replacement list is a source on a stack, and leaving it enables the name again.
// An argument is expanded by itself first (6.10.3.1), behind a barrier, unless it stands beside # or ##.
using System.Collections.Generic;
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C.Preprocessing;

internal sealed partial class Preprocessor
{
    /// <summary>How deep macro uses may nest in each other's arguments; C11 5.2.4.1 asks for 63 levels of parentheses.</summary>
    private const int MaximumExpansionDepth = 64;

    private int _expansionDepth;
    private int _counter;

    /// <summary>True when a macro that stood behind white space came to nothing: the space is its successor's.</summary>
    private bool _isSpacePending;

    /// <summary>The next token, macros expanded.</summary>
    private Token Expand()
    {
        var token = ExpandNext();
        if (_isSpacePending)
        {
            _isSpacePending = false;
            token = token.WithFlags(token.Flags | TokenFlags.LeadingSpace);
        }

        return token;
    }

    private Token ExpandNext()
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

            if (token.Name!.Macro is not { } macro || (token.Flags & TokenFlags.NoExpand) != 0 || macro.IsTooLarge || _budget.IsExhausted)
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
        if (_expansionDepth == MaximumExpansionDepth)
        {
            if (tokens.Count > 0)
            {
                ReportTooLarge(tokens[0].Text, PlaceOf(tokens[0]));
            }

            return [.. tokens];
        }

        var expanded = new List<Token>(tokens.Count);
        Expand(tokens, expanded);
        return expanded;
    }

    private void Expand(IReadOnlyList<Token> tokens, List<Token> expanded)
    {
        _expansionDepth++;
        _sources.Push(new TokenSource(tokens, null, isBarrier: true));
        for (var token = Expand(); token.Kind is not (TokenKind.EndOfTokens or TokenKind.EndOfFile); token = Expand())
        {
            expanded.Add(token);
        }

        _sources.Pop();
        _expansionDepth--;
    }

    /// <summary>
    /// Expands a macro's replacement list with the state at the end of the unit; false, reported, when it expands to too much.
    /// </summary>
    public bool TryExpandBody(Macro macro, List<Token> expanded) => TryExpandBody(macro, macro.Body, expanded);

    /// <summary>Likewise for a body that stands in place of the macro's own.</summary>
    public bool TryExpandBody(Macro macro, Token[] body, List<Token> expanded)
    {
        _budget.BeginMacro();
        macro.IsDisabled = true;
        Expand(body, expanded);
        macro.IsDisabled = false;
        if (_budget.IsExhausted)
        {
            ReportTooLarge(macro.Name.Text, macro.Location);
        }

        return !_budget.IsExhausted;
    }

    private void ReportTooLarge(string name, SourceSpan at) =>
        Report(PreprocessingDiagnostics.ExpansionTooLarge, at, name, Format(Budget.MaximumTokensOfMacro), Format(MaximumExpansionDepth));

    /// <summary>Puts a macro's replacement in front of what comes next; false when its use is malformed.</summary>
    private bool TryReplace(Macro macro, in Token use)
    {
        bool isOutermost = _sources.Count == _expansionDepth && _expansionDepth <= 1;
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

        if (isOutermost && !_budget.IsForMacro)
        {
            BeginUse(macro, use);
        }

        if (use.Expansion == 0)
        {
            _expansions.Add(use.Span);
        }

        int expansion = use.Expansion != 0 ? use.Expansion : _expansions.Count;
        var replacement = Substitute(macro, arguments, expansion, use.Flags & (TokenFlags.StartOfLine | TokenFlags.LeadingSpace));
        _isSpacePending |= replacement.Count == 0 && use.HasLeadingSpace;
        Spend(1, PlaceOf(use));
        _cancellationToken.ThrowIfCancellationRequested();
        macro.IsDisabled = true;
        _sources.Push(new TokenSource(replacement, macro, isBarrier: false));
        return true;
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
                    // One too many is wrong already.
                    if (arguments.Count <= parameters.Count)
                    {
                        arguments.Add(new Argument());
                    }

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
            "takes " + Format(wanted) + " arguments and is given " + (arguments.Count > wanted ? "more" : Format(arguments.Count)) + "; correct the use");
        return null;
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
