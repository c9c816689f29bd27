// Stage: binding. Function-like macros that are expressions over their parameters, and why the others are none.
//
// A parameter stands in the body as an identifier that no C program can spell (#0, #1), so that neither a macro nor a typedef of the
// parameter's name is taken for it, in the body or in the macros that the body uses.
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using UapiGen.C.Lexing;
using UapiGen.C.Parsing;
using UapiGen.C.Preprocessing;

namespace UapiGen.C.Binding;

/// <param name="unit">The unit, read to its end.</param>
/// <param name="binder">What names mean.</param>
/// <param name="diagnostics">Findings; what goes wrong in a macro that nobody uses is none.</param>
/// <param name="cancellationToken">Asked before each macro.</param>
internal sealed class MacroFunctions(PreprocessedUnit unit, Binder binder, DiagnosticList diagnostics, CancellationToken cancellationToken)
{
    private const int MaximumParameters = 8;

    /// <summary>Tokens of an expanded body; uAPI's longest have about two hundred.</summary>
    private const int MaximumTokens = 1000;

    /// <summary>Levels of operators, which are walked by recursion; hosts have stacks of 256 KB.</summary>
    private const int MaximumDepth = 64;

    private readonly HashSet<Name> _parameterNames = [];

    /// <summary>Gives each function-like macro of the header itself its expression, or the reason why it has none.</summary>
    public void Bind(IEnumerable<MacroDeclaration> macros)
    {
        Dictionary<string, Macro> defined = unit.Macros.Where(macro => macro.IsFunctionLike).GroupBy(macro => macro.Name.Text).ToDictionary(group => group.Key, group => group.Last());
        foreach (var declaration in macros.Where(declaration => declaration.Parameters is not null && declaration.Location.File == 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (defined.TryGetValue(declaration.Name!, out var macro))
            {
                diagnostics.Aside = [];
                declaration.Function = Bind(macro, diagnostics.Aside, out string reason);
                declaration.NoFunctionReason = Readable(reason, macro);
                diagnostics.Aside = null;
            }
        }
    }

    private MacroFunction? Bind(Macro macro, List<CDiagnostic> findings, out string reason)
    {
        reason = Shape(macro);
        if (reason.Length > 0)
        {
            return null;
        }

        var tokens = new List<Token>();
        bool isWhole = macro.Body.Any(token => token.Kind == TokenKind.HashHash)
            ? unit.Preprocessor.TryExpandBody(UseOf(macro), tokens)
            : unit.Preprocessor.TryExpandBody(macro, macro.Body.Select((token, i) => Named(token, macro.ParameterAt(i))).ToArray(), tokens);
        reason = isWhole && tokens.Count <= MaximumTokens ? Expansion(tokens, findings) : "its expansion is too long";
        if (reason.Length > 0)
        {
            return null;
        }

        var expression = Parser.ParseExpression(tokens, unit, cancellationToken, out reason);
        if (expression is null)
        {
            return null;
        }

        if (ParameterKinds.IsDeeper(expression, MaximumDepth))
        {
            reason = "its operators are nested too deep";
            return null;
        }

        var parameters = macro.Parameters!.Select((_, i) => ParameterName(i)).ToArray();
        var kinds = new ParameterKinds(parameters, binder).Choose(expression);
        var typer = new MacroTyper(parameters, kinds, binder);
        var body = typer.Bind(expression);
        reason = typer.Reason;
        return body is null ? null : new MacroFunction { ParameterKinds = kinds, Body = body };
    }

    /// <summary>Why the definition alone rules an expression out; empty when it does not.</summary>
    private static string Shape(Macro macro) =>
        macro.IsVariadic ? "it takes a variable number of arguments"
        : macro.Parameters!.Count == 0 ? "it takes no arguments"
        : macro.Parameters.Count > MaximumParameters ? "it takes more than eight arguments"
        : macro.Body.Length == 0 ? "it is empty"
        : PastesParameter(macro) ? "it pastes tokens"
        : macro.Body.Any(token => token.Kind == TokenKind.Hash) ? "it makes a string of a parameter"
        : macro.Body.FirstOrDefault(token => token.Name?.Macro is { Dynamic: not DynamicMacro.None }) is { Name: { } name } ? "'" + name.Text + "' follows the place of its use"
        : "";

    /// <summary>True when an operand of <c>##</c> is a parameter: what it makes follows the argument's spelling.</summary>
    private static bool PastesParameter(Macro macro) => Enumerable.Range(0, macro.Body.Length).Any(i => macro.Body[i].Kind == TokenKind.HashHash
        && ((i > 0 && macro.ParameterAt(i - 1) >= 0) || (i + 1 < macro.Body.Length && macro.ParameterAt(i + 1) >= 0)));

    /// <summary>A use with the parameters' stand-ins for arguments: only in a use are tokens pasted (C11 6.10.3.3).</summary>
    private Macro UseOf(Macro macro)
    {
        var use = new List<Token> { new(TokenKind.Identifier, TokenFlags.None, macro.Name.Text, macro.Name, macro.Location) };
        for (int i = 0; i < macro.Parameters!.Count; i++)
        {
            var name = ParameterName(i);
            use.Add(new Token(i == 0 ? TokenKind.LeftParen : TokenKind.Comma, TokenFlags.None, i == 0 ? "(" : ",", null, macro.Location));
            use.Add(new Token(TokenKind.Identifier, TokenFlags.None, name.Text, name, macro.Location));
        }

        use.Add(new Token(TokenKind.RightParen, TokenFlags.None, ")", null, macro.Location));
        return new Macro(unit.Names.Intern("#use"), macro.Location, null, isVariadic: false, [.. use]);
    }

    /// <summary>Why the expansion rules an expression out; empty when it does not.</summary>
    private static string Expansion(List<Token> tokens, List<CDiagnostic> findings) =>
        findings.Any(finding => finding.Descriptor == PreprocessingDiagnostics.InvalidPaste) ? "it pastes a parameter"
        : findings.Count > 0 ? "a macro that it uses does not expand"
        : tokens.Count == 0 ? "it is empty"
        : "";

    private Token Named(Token token, int index)
    {
        if (index < 0)
        {
            return token;
        }

        var name = ParameterName(index);
        return new Token(TokenKind.Identifier, token.Flags, name.Text, name, token.Span, token.Expansion);
    }

    private Name ParameterName(int index)
    {
        var name = unit.Names.Intern("#" + (char)('0' + index));
        _parameterNames.Add(name);
        return name;
    }

    /// <summary>The reason with the parameters under their own names.</summary>
    private string Readable(string reason, Macro macro)
    {
        foreach (var name in _parameterNames)
        {
            int index = name.Text[1] - '0';
            reason = index < macro.Parameters!.Count ? reason.Replace(name.Text, macro.Parameters[index].Text) : reason;
        }

        return reason;
    }
}
