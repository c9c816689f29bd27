// Stage: preprocessing. In: the main header and a resolver. Out: the tokens of the translation unit, the macros, the comments.
// This file: the unit as a whole, its files, and what it may cost.
using System;
using System.Collections.Generic;
using System.Threading;
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C.Preprocessing;

/// <summary>What preprocessing leaves for the parser and for the binding of macros.</summary>
internal sealed class PreprocessedUnit
{
    public required NameTable Names { get; init; }

    public required IReadOnlyList<SourceFile> Files { get; init; }

    /// <summary>Every token of the unit, the last one being <see cref="TokenKind.EndOfFile"/>.</summary>
    public required List<Token> Tokens { get; init; }

    /// <summary>Macros that headers defined and that still stand at the end, in the order of their last definition.</summary>
    public required IReadOnlyList<Macro> Macros { get; init; }

    /// <summary>Each <c>#define</c> with the count of tokens that had come before it: where it stands among the declarations.</summary>
    public required IReadOnlyList<(Macro Macro, int TokenIndex)> Definitions { get; init; }

    /// <summary>Comments by file id.</summary>
    public required IReadOnlyDictionary<int, List<Comment>> Comments { get; init; }

    /// <summary>The uses behind <see cref="Token.Expansion"/>, which counts from 1.</summary>
    public required IReadOnlyList<SourceSpan> Expansions { get; init; }

    /// <summary>The preprocessor itself, to expand macros with the state at the end of the unit.</summary>
    public required Preprocessor Preprocessor { get; init; }

    /// <summary>Where the user's text has the token: its own place, or that of the macro use it came from.</summary>
    public SourceSpan PlaceOf(in Token token) => token.Expansion == 0 ? token.Span : Expansions[token.Expansion - 1];
}

internal sealed partial class Preprocessor
{
    /// <summary>Characters of one file that are read; the largest uAPI header has under a million.</summary>
    public const int MaximumFileLength = 4 * 1024 * 1024;

    private const int MaximumIncludeDepth = 200;

    private readonly IIncludeResolver _resolver;
    private readonly FrontEndOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly DiagnosticList _diagnostics;
    private readonly NameTable _names = new();
    private readonly List<SourceFile> _files = [];
    private readonly Dictionary<string, SourceFile> _filesByPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Name> _guards = new(StringComparer.Ordinal);
    private readonly HashSet<string> _onceOnly = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tooDeep = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<Comment>> _comments = [];
    private readonly List<Token> _output = TokenBuffer.Take();
    private readonly List<(Macro, int)> _definitions = [];
    private readonly Dictionary<Name, Stack<Macro?>> _pushedMacros = [];
    private readonly List<SourceSpan> _expansions = [];
    private readonly Stack<FileContext> _includes = new();
    private readonly Stack<TokenSource> _sources = new();
    private readonly Budget _budget = new();
    private FileContext? _file;

    private Preprocessor(IIncludeResolver resolver, FrontEndOptions options, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        _resolver = resolver;
        _options = options;
        _diagnostics = diagnostics;
        _cancellationToken = cancellationToken;
        _definedName = _names.Intern("defined");
        _vaArgs = _names.Intern("__VA_ARGS__");
        _vaOpt = _names.Intern("__VA_OPT__");
    }

    public static PreprocessedUnit Preprocess(
        IncludedHeader header, IIncludeResolver resolver, FrontEndOptions options, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        var preprocessor = new Preprocessor(resolver, options, diagnostics, cancellationToken);
        return preprocessor.Run(header);
    }

    private PreprocessedUnit Run(IncludedHeader header)
    {
        AddFile(header.Path, header.LogicalPath, header.Text);
        int builtins = DefinePredefined();
        foreach (string forced in _options.ForcedIncludes)
        {
            var included = _resolver.Resolve(forced, null, isQuoted: true, isNext: false);
            if (included is null)
            {
                _diagnostics.Add(new CDiagnostic(PreprocessingDiagnostics.IncludeNotFound, SourceSpan.None, forced));
                continue;
            }

            Enter(included);
            ReadToEnd();
        }

        Enter(header);
        ReadToEnd();
        _output.Add(new Token(TokenKind.EndOfFile, TokenFlags.StartOfLine, "", null, new SourceSpan(0, _files[0].Text.Length, 0)));

        var macros = new List<Macro>();
        for (int i = builtins; i < _definitions.Count; i++)
        {
            var (macro, _) = _definitions[i];
            if (ReferenceEquals(macro.Name.Macro, macro))
            {
                macros.Add(macro);
            }
        }

        return new PreprocessedUnit
        {
            Names = _names,
            Files = _files,
            Tokens = _output,
            Macros = macros,
            Definitions = _definitions,
            Comments = _comments,
            Expansions = _expansions,
            Preprocessor = this,
        };
    }

    /// <summary>
    /// Reads a header after the unit has ended, so that macros find what they presuppose; its macros are not the unit's.
    /// Gives its tokens, the last one being <see cref="TokenKind.EndOfFile"/>.
    /// </summary>
    public List<Token> ReadSupplement(IncludedHeader header)
    {
        int tokens = _output.Count;
        Enter(header);
        ReadToEnd();
        _output.Add(_output[tokens - 1]);
        var supplement = _output.GetRange(tokens, _output.Count - tokens);
        _output.RemoveRange(tokens, _output.Count - tokens);
        return supplement;
    }

    private void ReadToEnd()
    {
        while (true)
        {
            var token = Expand();
            if (TryAbandonUse(out var name))
            {
                token = name;
            }

            if (token.Kind == TokenKind.EndOfFile)
            {
                return;
            }

            _output.Add(token);
            Spend(1, token.Span);
            if ((_output.Count & 0xFFF) == 0)
            {
                _cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private SourceFile AddFile(string path, string logicalPath, string text)
    {
        if (!_filesByPath.TryGetValue(path, out var file))
        {
            if (text.Length > MaximumFileLength)
            {
                _diagnostics.Add(new CDiagnostic(
                    LexingDiagnostics.FileTooLarge, new SourceSpan(_files.Count, 0, 0), Format(text.Length), Format(MaximumFileLength)));
                text = "";
            }

            file = new SourceFile(_files.Count, path, logicalPath, text);
            _files.Add(file);
            _filesByPath.Add(path, file);
        }

        return file;
    }

    /// <summary>Makes a header the innermost file, unless its include guard says that it has nothing new.</summary>
    private void Enter(IncludedHeader header)
    {
        if (_onceOnly.Contains(header.Path) || (_guards.TryGetValue(header.Path, out var guard) && guard.Macro is not null))
        {
            return;
        }

        var file = AddFile(header.Path, header.LogicalPath, header.Text);
        Enter(file, header);
    }

    private void Enter(SourceFile file, IncludedHeader? header)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_budget.TryEnter(file.Text.Length, out string exceeded, out int limit))
        {
            Open(file, header);
        }
        else
        {
            Exhaust(exceeded, limit, new SourceSpan(file.Id, 0, 0));
        }
    }

    private void Open(SourceFile file, IncludedHeader? header)
    {
        var lexer = new Lexer(file, _names, _diagnostics);
        if (_file is not null)
        {
            _includes.Push(_file);
        }

        _file = new FileContext(lexer, header);
        if (!_comments.ContainsKey(file.Id))
        {
            _comments.Add(file.Id, lexer.Comments);
        }
    }

    private void Leave(FileContext file)
    {
        foreach (var conditional in file.Conditionals)
        {
            Report(PreprocessingDiagnostics.UnbalancedConditional, conditional.Span, "This conditional is never closed; add '#endif'");
        }

        if (file.ClosedGuard is { } guard && file.Header is { } header)
        {
            _guards[header.Path] = guard;
        }

        _file = _includes.Count > 0 ? _includes.Pop() : null;
    }

    private void Spend(int tokens, SourceSpan at)
    {
        if (!_budget.TrySpend(tokens))
        {
            Exhaust("tokens", Budget.MaximumTokens, at);
        }
    }

    private void Exhaust(string exceeded, int limit, SourceSpan at)
    {
        if (_budget.IsUseTooLarge && !_budget.IsExhausted)
        {
            _isUseTooLarge = true;
        }
        else if (!_budget.IsExhausted && !_budget.IsForMacro)
        {
            Report(PreprocessingDiagnostics.UnitTooLarge, at, Format(limit), exceeded);
        }

        _budget.IsExhausted = true;
    }

    private void Report(CDiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments) =>
        _diagnostics.Add(new CDiagnostic(descriptor, span, arguments));

    private SourceSpan PlaceOf(in Token token) => token.Expansion == 0 ? token.Span : _expansions[token.Expansion - 1];

    private static string Format(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
