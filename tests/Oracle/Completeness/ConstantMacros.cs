// Stage: completeness. Asks clang which of the macros that the front end takes for no constants are constants all the same.
using System.Collections.Generic;
using System.Linq;
using UapiGen.Oracle.Compilers;

namespace UapiGen.Oracle.Completeness;

internal static class ConstantMacros
{
    /// <summary>The macros among the candidates that <c>enum { x = (NAME) };</c> accepts.</summary>
    public static IReadOnlyList<string> Among(IReadOnlyList<string> candidates, string include, CompileOptions options)
    {
        // A body with a stray brace can swallow its neighbours' errors: whoever is accepted has to be accepted again among the accepted.
        IReadOnlyList<string> accepted = candidates;
        while (true)
        {
            List<string> next = Ask(accepted, include, options);
            if (next.Count == accepted.Count)
            {
                return next;
            }

            accepted = next;
        }
    }

    private static List<string> Ask(IReadOnlyList<string> candidates, string include, CompileOptions options)
    {
        if (candidates.Count == 0)
        {
            return [];
        }

        int linesBefore = include.Count(c => c == '\n');
        string text = include + string.Concat(candidates.Select((name, index) => $"enum {{ uapigen_ask{index} = ({name}) }};\n"));
        HashSet<int> refused =
        [
            .. Compiler.ClangFor(options.Target).Check(text, options).Where(error => error.File == Compiler.StandardInput).Select(error => error.Line - linesBefore - 1),
        ];
        return [.. candidates.Where((_, index) => !refused.Contains(index))];
    }
}
