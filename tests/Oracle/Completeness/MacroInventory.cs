// Stage: completeness. In: clang's list of #defines and #undefs with line markers. Out: the macros that are defined at the end, by file.
using System;
using System.Collections.Generic;
using System.Text;
using UapiGen.Oracle.Compilers;

namespace UapiGen.Oracle.Completeness;

internal static class MacroInventory
{
    /// <summary>The macros that stand at the end of the unit, each with the file of its definition.</summary>
    public static IReadOnlyDictionary<string, string> Of(string text, CompileOptions options)
    {
        CommandOutput output = Compiler.ClangFor(options.Target).Run(["-E", "-dD"], text, options);
        var macros = new Dictionary<string, string>(StringComparer.Ordinal);
        string file = "";
        foreach (string line in Encoding.Latin1.GetString(output.Output).Split('\n'))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal) && line.Split('"') is [_, var marked, ..])
            {
                file = marked;
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

        return macros;
    }

    private static string NameAfter(string line, string directive)
    {
        string rest = line[directive.Length..];
        int end = rest.AsSpan().IndexOfAny(' ', '(');
        return end < 0 ? rest : rest[..end];
    }
}
