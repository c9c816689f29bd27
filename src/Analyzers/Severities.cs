// Which rules somebody wants to hear: the compiler drops what the others say, so they need not look.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using UapiGen.Analyzers.Rules;

namespace UapiGen.Analyzers;

internal static class Severities
{
    /// <summary>The rules whose findings in a tree are not suppressed by options of the compilation or by .editorconfig.</summary>
    public static ImmutableArray<Rule> Enabled(ImmutableArray<Rule> rules, SemanticModelAnalysisContext context) =>
        [.. rules.Where(rule => IsEnabled(rule.SupportedDiagnostic.Id, context))];

    /// <summary>In doubt yes: where two settings disagree, the compiler decides.</summary>
    private static bool IsEnabled(string id, SemanticModelAnalysisContext context)
    {
        var options = context.SemanticModel.Compilation.Options;
        var isSuppressed = options.SpecificDiagnosticOptions.TryGetValue(id, out var specific) ? specific == ReportDiagnostic.Suppress : (bool?)null;
        if (options.SyntaxTreeOptionsProvider is { } provider
            && (provider.TryGetDiagnosticValue(context.SemanticModel.SyntaxTree, id, context.CancellationToken, out var severity)
                || provider.TryGetGlobalDiagnosticValue(id, context.CancellationToken, out severity)))
        {
            isSuppressed = severity == ReportDiagnostic.Suppress && isSuppressed != false;
        }

        return isSuppressed != true;
    }
}
