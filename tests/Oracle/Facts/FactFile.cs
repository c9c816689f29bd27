// Stage: facts. In: the facts of a header. Out: one C file that asserts them all, and which fact stands on which line.
using System.Collections.Generic;
using System.Linq;
using System.Text;
using UapiGen.Oracle.Compilers;

namespace UapiGen.Oracle.Facts;

/// <summary>
/// Facts about macros come first. Then every macro of the header is undefined, since one may bear the name of a field or of an
/// enumerator; and then come the facts about declarations.
/// </summary>
internal sealed class FactFile
{
    private readonly List<Fact?> _facts;
    private readonly int _lastMacroFact;

    /// <param name="headers">What is read, in order: the headers that the judged one presupposes, and it.</param>
    /// <param name="supplements">Those that the front end read behind it because its macros presuppose them.</param>
    /// <param name="macroFacts">Facts about constants and ioctl numbers.</param>
    /// <param name="macros">The names of all macros.</param>
    /// <param name="declarationFacts">Facts about types and enumerators.</param>
    public FactFile(
        IReadOnlyList<string> headers, IReadOnlyList<string> supplements, IEnumerable<Fact> macroFacts, IEnumerable<string> macros, IEnumerable<Fact> declarationFacts)
    {
        Header = string.Concat(headers.Select(header => $"#include \"{header}\"\n"));
        Include = Header + string.Concat(supplements.Select(name => $"#include <{name}>\n"));
        _facts = [.. Enumerable.Repeat<Fact?>(null, headers.Count + supplements.Count)];
        List<string> undefs = [.. macros.Select(name => $"#undef {name}\n")];
        IncludeWithoutMacros = Include + string.Concat(undefs);

        var text = new StringBuilder(Include);
        AddFacts(text, macroFacts);
        _lastMacroFact = _facts.Count;
        text.AppendJoin("", undefs);
        _facts.AddRange(undefs.Select(_ => (Fact?)null));
        AddFacts(text, declarationFacts);
        Text = text.ToString();
    }

    /// <summary>The first lines: the header alone, behind those that it presupposes.</summary>
    public string Header { get; }

    /// <summary>The header, and behind it those that the front end read because the header's macros presuppose them.</summary>
    public string Include { get; }

    /// <summary>What stands before a declaration's facts, other facts left out.</summary>
    public string IncludeWithoutMacros { get; }

    public string Text { get; }

    public int Count => _facts.Count(fact => fact is not null);

    /// <summary>The fact on whose line an error stands; null for an error that is no fact's.</summary>
    public Fact? FactOf(CompilerError error) =>
        error.File == Compiler.StandardInput && error.Line >= 1 && error.Line <= _facts.Count ? _facts[error.Line - 1] : null;

    /// <summary>What stands before a line, other facts left out.</summary>
    public string ContextOf(int line) => line <= _lastMacroFact ? Include : IncludeWithoutMacros;

    private void AddFacts(StringBuilder text, IEnumerable<Fact> facts)
    {
        foreach (Fact fact in facts)
        {
            text.Append(fact.Assertion).Append('\n');
            _facts.Add(fact);
        }
    }
}
