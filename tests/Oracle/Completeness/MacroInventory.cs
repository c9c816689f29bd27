// Stage: completeness. In: clang's list of #defines and #undefs with line markers. Out: the macros that are defined at the end, by file.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using UapiGen.Oracle.Compilers;

namespace UapiGen.Oracle.Completeness;

internal static class MacroInventory
{
    /// <summary>Of each text, the macros that stand at the end of the unit, each with the file of its definition.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> OfEach(IReadOnlyList<string> texts, CompileOptions options)
    {
        using CompilerBatch batch = Compiler.ClangFor(options.Target).RunEach(["-E", "-dD"], texts, options);
        List<Dictionary<string, string>> units = [.. texts.Select(_ => new Dictionary<string, string>(StringComparer.Ordinal))];
        Dictionary<string, string> macros = units[0];
        string file = "";
        foreach (string line in Encoding.Latin1.GetString(batch.Output).Split('\n'))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal) && line.Split('"') is [_, var marked, ..])
            {
                file = marked;
                macros = batch.UnitOf(file) is >= 0 and var unit ? units[unit] : macros;
            }
            else if (line.StartsWith("#define ", StringComparison.Ordinal))
            {
                macros[NameAfter(line, "#define ")] = file;
            }
            else if (line.StartsWith("#undef ", StringComparison.Ordinal))
            {
                macros.Remove(NameAfter(line, "#undef "));
            }
        }

        return units;
    }

    private static string NameAfter(string line, string directive)
    {
        string rest = line[directive.Length..];
        int end = rest.AsSpan().IndexOfAny(' ', '(');
        return end < 0 ? rest : rest[..end];
    }
}
