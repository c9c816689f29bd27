// The oracle. In: headers. Out: a verdict each on all that the front end says of them, by gcc and clang.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.Oracle.BitFields;
using UapiGen.Oracle.Compilers;
using UapiGen.Oracle.Completeness;
using UapiGen.Tool.Input;

namespace UapiGen.Oracle;

/// <summary>Judges headers under one set of options; safe to use from several threads.</summary>
internal sealed class HeaderJudge
{
    private readonly CompileOptions _options;
    private readonly UapiScope _scope;
    private readonly IReadOnlyList<Compiler> _compilers;

    public HeaderJudge(CompileOptions options)
    {
        _options = options;
        _compilers = Compiler.For(options.Target);
        _scope = new UapiScope(options.Directories, [.. options.LibcDirectories, Compiler.Gcc.OwnDirectory, .. _compilers.Select(compiler => compiler.OwnDirectory)]);
    }

    /// <param name="header">The header's absolute path.</param>
    public Verdict Judge(string header) => JudgeEach([header])[0];

    /// <summary>Judges headers, each as a unit of its own, in few runs of the compilers.</summary>
    public IReadOnlyList<Verdict> JudgeEach(IReadOnlyList<string> headers)
    {
        var verdicts = new Dictionary<string, Verdict>();
        var units = new Dictionary<string, UnitJudge>();
        foreach (string header in headers)
        {
            CompileOptions options = _options with { ForcedIncludes = [.. _options.ForcedIncludes, .. HelperIncludes.For(header)] };
            try
            {
                units.Add(header, new UnitJudge(header, Read(header, options), options, _scope));
            }
            catch (Exception crash) when (crash is not OutOfMemoryException)
            {
                verdicts.Add(header, new Verdict(header, 0, [], [], [], ["the front end crashes: " + crash], null, new Tally()));
            }
        }

        Judge([.. units.Values]);
        return [.. headers.Select(header => verdicts.GetValueOrDefault(header) ?? units[header].Verdict)];
    }

    /// <summary>Judges what was read already.</summary>
    public Verdict Judge(string header, TranslationUnit unit, CompileOptions options)
    {
        var judge = new UnitJudge(header, unit, options, _scope);
        Judge([judge]);
        return judge.Verdict;
    }

    /// <summary>Reads a header as the judges compile it: the same directories, and gcc's own for stddef.h and its like.</summary>
    public static TranslationUnit Read(string header, CompileOptions options)
    {
        var search = new HeaderSearch([.. options.Directories, .. options.LibcDirectories, Compiler.Gcc.OwnDirectory], useBundled: false);
        var frontEndOptions = new FrontEndOptions
        {
            Target = options.Target,
            ForcedIncludes = options.ForcedIncludes,
            Defines = [.. options.Defines.Select(define => define.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], parts.Length > 1 ? parts[1] : "1"))],
        };
        return FrontEnd.Read(search.Open(header), search, frontEndOptions, CancellationToken.None);
    }

    private void Judge(IReadOnlyList<UnitJudge> units)
    {
        foreach (Compiler compiler in _compilers)
        {
            Ask(units, texts => compiler.CheckEach([.. texts.Select(unit => unit.File.Header)], _options), (unit, errors) => unit.TakeHeader(compiler, errors));
        }

        List<UnitJudge> accepted = [.. units.Where(unit => unit.Refusal is null)];
        List<UnitJudge> withBitFields = [.. accepted.Where(unit => unit.BitFields.Fields.Count > 0)];
        foreach (Compiler compiler in _compilers)
        {
            Ask(accepted, asked => compiler.CheckEach([.. asked.Select(unit => unit.File.Text)], _options), (unit, errors) => unit.TakeFacts(compiler, errors));
            Ask(withBitFields, asked => BitFieldProbe.JudgeEach([.. asked.Select(unit => unit.BitFields)], compiler, _options), (unit, wrong) => unit.TakeBitFields(wrong));
        }

        Ask(accepted, asked => ReadAsts([.. asked.Select(unit => unit.File.Header)]), (unit, ast) => unit.TakeAst(ast));
        Ask(accepted, asked => MacroInventory.OfEach([.. asked.Select(unit => unit.File.Header)], _options), (unit, macros) => unit.TakeMacros(macros));
        Ask(accepted, asked => ConstantMacros.AmongEach([.. asked.Select(unit => unit.NoConstants)], _options), (unit, constants) => unit.TakeConstants(constants));
    }

    private static void Ask<T>(IReadOnlyList<UnitJudge> units, Func<IReadOnlyList<UnitJudge>, IReadOnlyList<T>> ask, Action<UnitJudge, T> take)
    {
        if (units.Count > 0)
        {
            foreach ((UnitJudge unit, T answer) in units.Zip(ask(units)))
            {
                take(unit, answer);
            }
        }
    }

    private List<ClangNode> ReadAsts(IReadOnlyList<string> texts)
    {
        using CompilerBatch batch = Compiler.ClangFor(_options.Target).RunEach(["-fsyntax-only", "-Xclang", "-ast-dump=json"], texts, _options);
        List<ClangNode> asts = ClangAst.Read(batch.Output);
        return asts.Count == texts.Count ? asts : throw new InvalidOperationException($"clang dumps {asts.Count} units of {texts.Count}");
    }
}
