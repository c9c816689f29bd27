// The oracle. In: a header. Out: a verdict on all that the front end says of it, by gcc and clang.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.Oracle.Compilers;
using UapiGen.Tool.Input;

namespace UapiGen.Oracle;

/// <summary>Judges headers under one set of options; safe to use from several threads.</summary>
internal sealed class HeaderJudge
{
    private readonly CompileOptions _options;
    private readonly UapiScope _scope;

    public HeaderJudge(CompileOptions options)
    {
        _options = options;
        _scope = new UapiScope(options.Directories, [Compiler.Gcc.OwnDirectory, .. Compiler.For(options.Target).Select(compiler => compiler.OwnDirectory)]);
    }

    /// <param name="header">The header's absolute path.</param>
    public Verdict Judge(string header)
    {
        CompileOptions options = _options with { ForcedIncludes = [.. _options.ForcedIncludes, .. HelperIncludes.For(header)] };
        TranslationUnit unit;
        try
        {
            unit = Read(header, options);
        }
        catch (Exception crash) when (crash is not OutOfMemoryException)
        {
            return new Verdict(header, 0, [], [], [], ["the front end crashes: " + crash], null);
        }

        return Judge(header, unit, options);
    }

    /// <summary>Judges what was read already.</summary>
    public Verdict Judge(string header, TranslationUnit unit, CompileOptions options) => new UnitJudge(header, unit, options, _scope).Judge();

    /// <summary>Reads a header as the judges compile it: the same directories, and gcc's own for stddef.h and its like.</summary>
    public static TranslationUnit Read(string header, CompileOptions options)
    {
        var search = new HeaderSearch([.. options.Directories, Compiler.Gcc.OwnDirectory], useBundled: false);
        var frontEndOptions = new FrontEndOptions
        {
            Target = options.Target,
            ForcedIncludes = options.ForcedIncludes,
            Defines = [.. options.Defines.Select(define => define.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], parts.Length > 1 ? parts[1] : "1"))],
        };
        return FrontEnd.Read(search.Open(header), search, frontEndOptions, CancellationToken.None);
    }
}
