// Stage: completeness. Asks clang which of the macros that the front end takes for no constants are constants all the same.
using System.Collections.Generic;
using System.Linq;
using UapiGen.Oracle.Compilers;

namespace UapiGen.Oracle.Completeness;

/// <summary>The question about one unit.</summary>
/// <param name="Include">What is read before.</param>
/// <param name="Candidates">Macros of it.</param>
internal sealed record MacroQuestion(string Include, IReadOnlyList<string> Candidates);

internal static class ConstantMacros
{
    /// <summary>Of each unit, the macros among the candidates that <c>enum { x = (NAME) };</c> accepts.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> AmongEach(IReadOnlyList<MacroQuestion> questions, CompileOptions options)
    {
        // A body with a stray brace can swallow its neighbours' errors: whoever is accepted has to be accepted again among the accepted.
        IReadOnlyList<string>[] accepted = [.. questions.Select(question => question.Candidates)];
        List<int> open = [.. Enumerable.Range(0, accepted.Length).Where(unit => accepted[unit].Count > 0)];
        while (open.Count > 0)
        {
            IReadOnlyList<IReadOnlyList<CompilerError>> errors = Compiler.ClangFor(options.Target).CheckEach([.. open.Select(unit => Ask(questions[unit].Include, accepted[unit]))], options);
            var next = new List<int>();
            for (int i = 0; i < open.Count; i++)
            {
                int unit = open[i];
                List<string> stillAccepted = Accepted(questions[unit].Include, accepted[unit], errors[i]);
                if (stillAccepted.Count > 0 && stillAccepted.Count < accepted[unit].Count)
                {
                    next.Add(unit);
                }

                accepted[unit] = stillAccepted;
            }

            open = next;
        }

        return accepted;
    }

    private static string Ask(string include, IReadOnlyList<string> candidates) =>
        include + string.Concat(candidates.Select((name, index) => $"enum {{ uapigen_ask{index} = ({name}) }};\n"));

    private static List<string> Accepted(string include, IReadOnlyList<string> candidates, IReadOnlyList<CompilerError> errors)
    {
        int linesBefore = include.Count(c => c == '\n');
        HashSet<int> refused = [.. errors.Where(error => error.File == Compiler.StandardInput).Select(error => error.Line - linesBefore - 1)];
        return [.. candidates.Where((_, index) => !refused.Contains(index))];
    }
}
