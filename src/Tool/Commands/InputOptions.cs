// Stage: command line. The headers and options that every command takes, and what they mean to the front end.
using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Linq;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.Tool.Input;

namespace UapiGen.Tool.Commands;

/// <summary>HEADER..., -I, -D, -U, -include, --target and --no-bundled, spelled as gcc spells them where gcc has them.</summary>
internal sealed class InputOptions
{
    private readonly Argument<string[]> _headers = new("HEADER")
    {
        Description = "A header: a file, or a name that #include would find, such as linux/vfio.h; * and ? stand for many.",
        Arity = ArgumentArity.OneOrMore,
        CompletionSources = { _ => BundledHeaders.Like("**").Select(header => new CompletionItem(header)) },
    };

    private readonly Option<string[]> _directories = new("-I") { HelpName = "DIR", Description = "A directory in which #include looks, in order." };

    private readonly Option<string[]> _defines = new("-D") { HelpName = "NAME[=VALUE]", Description = "A macro that is defined beforehand; 1 without a value." };

    private readonly Option<string[]> _undefines = new("-U") { HelpName = "NAME", Description = "A predefined macro that is not to be." };

    private readonly Option<string[]> _forcedIncludes = new("-include") { HelpName = "FILE", Description = "A header that is read first." };

    private readonly Option<Target> _target = new("--target")
    {
        HelpName = "TRIPLE",
        Description = TargetDescription,
        DefaultValueFactory = _ => Target.X86_64,
        CustomParser = result => FindTarget(result.Tokens[0].Value, result),
        CompletionSources = { _ => Target.All.Select(target => new CompletionItem(target.Triple)) },
    };

    private readonly Option<bool> _noBundled = new("--no-bundled") { Description = "Leave out the headers that come with the tool." };

    private readonly Option<bool> _hazards = new("--hazards") { Description = "Tell of hazards in the ABI of the headers: padding, pointers, sizes that follow the architecture." };

    private readonly Option<bool> _excerpt = new("--excerpt") { Description = "Show the source line below each finding, as on a terminal." };

    public static string TargetDescription => "The ABI: " + string.Join(", ", Target.All.Select(target => target.Triple)) + ".";

    /// <summary>The target of a name; null, with an error that lists them, when there is none.</summary>
    public static Target? FindTarget(string name, ArgumentResult result)
    {
        Target? target = Target.Find(name);
        if (target is null)
        {
            result.AddError("--target " + name + ": no such target; choose one of " + string.Join(", ", Target.All.Select(known => known.Triple)));
        }

        return target;
    }

    /// <param name="command">The command that takes them.</param>
    /// <param name="takesTarget">False for a command whose answer is the same for every target.</param>
    public void AddTo(Command command, bool takesTarget = true)
    {
        command.Add(_headers);
        AddOptionsTo(command, takesTarget);
        command.Add(_hazards);
    }

    /// <summary>The options without the headers, for a command that has arguments of its own.</summary>
    public void AddOptionsTo(Command command, bool takesTarget = true)
    {
        command.Add(_directories);
        command.Add(_defines);
        command.Add(_undefines);
        command.Add(_forcedIncludes);
        if (takesTarget)
        {
            command.Add(_target);
        }

        command.Add(_noBundled);
        command.Add(_excerpt);
    }

    /// <summary>Prints what was found in the headers.</summary>
    /// <returns>The exit code that the findings call for.</returns>
    public int Report(HeaderUnits units, ParseResult result, Terminal terminal) =>
        Report(units.Reports, result, terminal);

    /// <summary>Prints findings.</summary>
    /// <returns>The exit code that they call for.</returns>
    public int Report(IEnumerable<Reported> findings, ParseResult result, Terminal terminal) =>
        DiagnosticPrinter.Print(findings, terminal, terminal.IsErrorTerminal || result.GetValue(_excerpt));

    /// <summary>Reads each header into a translation unit of its own.</summary>
    /// <exception cref="UnreadableInputException">A header is missing or unreadable.</exception>
    public HeaderUnits Read(ParseResult result, System.Threading.CancellationToken cancellationToken)
    {
        HeaderSearch search = Search(result);
        return HeaderUnits.Read(Headers(result, search), search, Options(result), HazardReader(result, search, cancellationToken), cancellationToken);
    }

    /// <summary>Adds hazards to a header's findings; null when the command line does not ask for them.</summary>
    public Func<IncludedHeader, TranslationUnit, TranslationUnit>? HazardReader(ParseResult result, HeaderSearch search, System.Threading.CancellationToken cancellationToken) =>
        !AsksForHazards(result) ? null : (header, unit) => HeaderHazards.AddTo(unit, target =>
        {
            FrontEndOptions options = Options(result, target);
            options.IsForComparison = true;
            return FrontEnd.Read(header, search, options, cancellationToken);
        });

    /// <summary>True when the command line asks for hazards in the ABI.</summary>
    public bool AsksForHazards(ParseResult result) => result.GetValue(_hazards);

    /// <summary>Where headers are looked for.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="first">Directories that come before those of the command line.</param>
    public HeaderSearch Search(ParseResult result, params string[] first) => new([.. first, .. result.GetValue(_directories) ?? []], !result.GetValue(_noBundled));

    /// <summary>What headers are read with for the target of the command line.</summary>
    public FrontEndOptions Options(ParseResult result) => Options(result, result.GetValue(_target)!);

    /// <summary>The header arguments, patterns replaced by what they match.</summary>
    /// <exception cref="UnreadableInputException">A pattern matches nothing.</exception>
    public IReadOnlyList<string> Headers(ParseResult result, HeaderSearch search) => [.. result.GetValue(_headers)!.SelectMany(search.Expand)];

    /// <summary>What headers are read with for a target.</summary>
    public FrontEndOptions Options(ParseResult result, Target target) => new()
    {
        Target = target,
        Defines = [.. (result.GetValue(_defines) ?? []).Select(ParseDefine)],
        Undefines = result.GetValue(_undefines) ?? [],
        ForcedIncludes = result.GetValue(_forcedIncludes) ?? [],
    };

    private static KeyValuePair<string, string> ParseDefine(string define)
    {
        int equals = define.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new(define, "1") : new(define[..equals], define[(equals + 1)..]);
    }
}
