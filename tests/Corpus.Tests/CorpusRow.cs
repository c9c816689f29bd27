// What the judges say of one kernel's headers on one target, summed up.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using UapiGen.C.Layout;
using UapiGen.Oracle;
using UapiGen.Oracle.Compilers;

namespace UapiGen.Corpus.Tests;

/// <summary>A header that the compilers refuse.</summary>
/// <param name="Header">Its path as an #include would have it.</param>
/// <param name="Reason">What the compiler says.</param>
internal sealed record RefusedHeader(string Header, string Reason);

internal sealed class CorpusRow
{
    private readonly Dictionary<FactKind, int> _judged;

    public CorpusRow(KernelHeaders headers, Target target, IReadOnlyList<Verdict> verdicts)
    {
        Kernel = headers.Version;
        Target = target;
        Judges = string.Join(", ", Compiler.For(target).Select(compiler => compiler.NameAndVersion));

        var tally = new Tally();
        List<Verdict> accepted = [.. verdicts.Where(verdict => verdict.Refusal is null)];
        accepted.ForEach(verdict => tally.Add(verdict.Judged));
        _judged = System.Enum.GetValues<FactKind>().ToDictionary(kind => kind, kind => tally[kind]);

        // The front end has to tell that a header is no C, too.
        List<string> untold =
        [
            .. verdicts.Where(verdict => verdict.Refusal is not null && verdict.Errors.Count == 0)
                .Select(verdict => $"{headers.LogicalPath(verdict.Header, target)}: wrong: no error, but {verdict.Refusal}"),
        ];
        Read = accepted.Count;
        Wrong = accepted.Sum(verdict => verdict.Wrong.Count + verdict.Errors.Count) + untold.Count;
        Missing = accepted.Sum(verdict => verdict.Missing.Count);
        TooMany = accepted.Sum(verdict => verdict.Extra.Count);
        Findings = [.. accepted.SelectMany(verdict => verdict.Sentences.Select(sentence => $"{headers.LogicalPath(verdict.Header, target)}: {sentence}")), .. untold];
        Refused =
        [
            .. verdicts.Where(verdict => verdict.Refusal is not null).Select(verdict => new RefusedHeader(
                headers.LogicalPath(verdict.Header, target),
                $"{headers.LogicalPath(Path.GetFullPath(verdict.Refusal!.Error.File), target)}: {verdict.Refusal.Error.Message}")),
        ];
    }

    /// <summary>The kernel's version.</summary>
    public string Kernel { get; }

    public Target Target { get; }

    /// <summary>Names and versions of the compilers.</summary>
    public string Judges { get; }

    /// <summary>Headers that the compilers accept.</summary>
    public int Read { get; }

    public int Wrong { get; }

    public int Missing { get; }

    public int TooMany { get; }

    /// <summary>A sentence for each fact that is wrong, missing or too many, behind its header.</summary>
    public IReadOnlyList<string> Findings { get; }

    public IReadOnlyList<RefusedHeader> Refused { get; }

    /// <summary>How many different ones the headers declare together.</summary>
    public int Judged(FactKind kind) => _judged[kind];
}
