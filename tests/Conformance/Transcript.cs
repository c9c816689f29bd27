// Conformance: what a kernel answered, a line a call: `section: call = answer`. Same calls, same order, whatever the answers are.
using System;
using System.IO;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>
/// Writes down calls and answers. What depends on the process and not on the kernel is left out, for every kernel alike: a new
/// descriptor is written as <c>fd</c>, for its number says only what else is open; addresses are not written at all.
/// </summary>
/// <param name="output">Where the lines go.</param>
internal sealed class Transcript(TextWriter output)
{
    private string _section = "";

    /// <summary>Begins a section, whose name stands before each of its lines. What came before is written out, should the kernel not survive this one.</summary>
    public void Begin(string section)
    {
        _section = section;
        output.Flush();
    }

    /// <summary>A call that returns a number, or an error.</summary>
    public void Write(string call, UapiResult result) => WriteLine(call, result.ToString());

    /// <summary>A call that fills something in, which is written in place of the number when the call succeeds.</summary>
    public void Write(string call, UapiResult result, FormattableString filled) =>
        WriteLine(call, result.IsSuccess ? $"{result} {FormattableString.Invariant(filled)}" : result.ToString());

    /// <summary>A call that returns a descriptor.</summary>
    /// <returns>The descriptor; -1 when there is none, and the calls that want to use it are made all the same.</returns>
    public int WriteDescriptor(string call, UapiResult result)
    {
        WriteLine(call, result.IsSuccess ? "fd" : result.ToString());
        return result.Value;
    }

    /// <summary>Something seen.</summary>
    public void Write(string what, FormattableString seen) => WriteLine(what, FormattableString.Invariant(seen));

    private void WriteLine(string call, string answer)
    {
        output.Write(_section);
        output.Write(": ");
        output.Write(call);
        output.Write(" = ");
        output.Write(answer);
        output.Write('\n');
    }
}
