// In: calls of macro methods. Out: where gcc's macro gives something else. Headers are compiled together, in halves where they clash or
// one changes what another's macro gives, and at last alone.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using UapiGen.C.Layout;
using UapiGen.Oracle;
using UapiGen.Oracle.Compilers;

namespace UapiGen.Layout.Tests.Corpus;

/// <param name="kernel">Whose headers gcc reads.</param>
internal sealed class MacroJudge(CorpusKernel kernel)
{
    private const int Batch = 24;

    private const string Prologue = """
        int printf(const char *, ...);
        #define UG_TYPE(x) _Generic((x), _Bool: "Int32", signed char: "SByte", unsigned char: "Byte", short: "Int16", unsigned short: "UInt16", \
            int: "Int32", unsigned: "UInt32", long: "Int64", long long: "Int64", unsigned long: "UInt64", unsigned long long: "UInt64", default: "other")

        """;

    /// <summary>Methods that gcc judged.</summary>
    public int Methods { get; private set; }

    /// <summary>Methods of headers that gcc does not compile by themselves.</summary>
    public int Refused { get; private set; }

    /// <summary>Calls whose value and type were compared.</summary>
    public int Calls { get; private set; }

    public List<string> Findings { get; } = [];

    public void Judge(IReadOnlyList<MacroCalls> calls)
    {
        foreach (IGrouping<string, MacroCalls>[] batch in calls.GroupBy(call => call.Header).Chunk(Batch))
        {
            Judge(batch);
        }
    }

    private void Judge(IGrouping<string, MacroCalls>[] headers)
    {
        List<MacroCalls> calls = [.. headers.SelectMany(header => header)];
        bool isDistinct = calls.Select(call => call.Macro).Distinct().Count() == calls.Count;
        (string[]? said, string error) = isDistinct || headers.Length == 1 ? Run(headers.Select(header => header.Key), calls) : (null, "");
        string[] expected = [.. calls.SelectMany(call => call.Lines)];
        if (said is not null && said.SequenceEqual(expected))
        {
            Methods += calls.Count;
            Calls += expected.Length;
        }
        else if (headers.Length > 1)
        {
            Judge([.. headers.Take(headers.Length / 2)]);
            Judge([.. headers.Skip(headers.Length / 2)]);
        }
        else if (said is null && Run([headers[0].Key], []).Lines is null)
        {
            Refused += calls.Count;
        }
        else
        {
            Methods += said is null ? 0 : calls.Count;
            Calls += said?.Length ?? 0;
            Findings.AddRange(said is null ? [$"{headers[0].Key}: gcc does not take it: {error.Trim()}"] : Differences(calls, said));
        }
    }

    private static IEnumerable<string> Differences(List<MacroCalls> calls, string[] said)
    {
        int line = 0;
        foreach (MacroCalls call in calls)
        {
            for (int i = 0; i < call.Lines.Count; i++, line++)
            {
                if (line >= said.Length || said[line] != call.Lines[i])
                {
                    yield return $"{call.Header}: {call.Macro}({string.Join(", ", call.Arguments[i])}) is {call.Lines[i]}, but gcc says {(line < said.Length ? said[line] : "nothing")}";
                }
            }
        }
    }

    private (string[]? Lines, string Error) Run(IEnumerable<string> headers, List<MacroCalls> calls)
    {
        var c = new StringBuilder();
        c.Append(string.Concat(headers.SelectMany(header => HelperIncludes.For("/" + header).Append(header)).Concat(["linux/types.h", "linux/ioctl.h"]).Select(header => $"#include <{header}>\n")));
        c.Append(Prologue.ReplaceLineEndings("\n"));
        List<MacroCalls> called = [.. calls.Where(call => call.Arguments.Count > 0)];
        for (int i = 0; i < called.Count; i++)
        {
            called[i].Write(c, i);
        }

        c.Append("int main(void) {\n").Append(string.Concat(called.Select((_, i) => FormattableString.Invariant($"ug_call{i}();\n")))).Append("return 0; }\n");
        string program = Path.Combine(Path.GetTempPath(), "uapigen-" + Guid.NewGuid().ToString("N"));
        try
        {
            IEnumerable<string> directories = kernel.DirectoriesOf(Target.X86_64).Append(Repository.Headers).Append(Compiler.Gcc.OwnDirectory);
            CommandOutput compiled = CommandOutput.Of(
                "gcc", ["-x", "c", "-w", "-O0", "-fwrapv", "-std=gnu11", "-nostdinc", .. directories.Select(directory => "-I" + directory), "-o", program, "-"], c.ToString());
            return compiled.ExitCode != 0
                ? (null, compiled.Error)
                : (Encoding.UTF8.GetString(CommandOutput.Of(program, []).Output).Split('\n', StringSplitOptions.RemoveEmptyEntries), "");
        }
        finally
        {
            File.Delete(program);
        }
    }
}
