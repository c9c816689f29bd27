// UAPI2309: hints are set on a buffer that an importer has already. Facts: UapiRole.Hints and Imports.
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2309: reports hints for a buffer that went to an importer on every path before, and goes to none behind.</summary>
public sealed class HintsAfterImportAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public HintsAfterImportAnalyzer()
        : base(Descriptors.HintsAfterImport)
    {
    }

    private protected override void Check(RuleContext body)
    {
        if (body.Buffers is not { Hints.Count: > 0, Imports.Count: > 0 } buffers)
        {
            return;
        }

        foreach (var graph in body.Graphs)
        {
            var states = new BufferFlow(graph, buffers).Follow().States;
            foreach (var hints in buffers.Hints)
            {
                if (states.TryGetValue(hints.Syntax, out var state) && state.Imported.Contains(hints.Identity) && !buffers.Imports.Any(import => IsLater(import, hints)))
                {
                    body.Report(hints.Syntax, hints.Buffer.Syntax.ToString());
                }
            }
        }
    }

    /// <summary>An importer that gets the buffer behind the hints, or the same buffer in the next turn of a loop around them, asks for them.</summary>
    private static bool IsLater(BufferCall import, BufferCall hints) => import.Identity.Equals(hints.Identity)
        && (import.Syntax.SpanStart > hints.Syntax.SpanStart || LoopTurns.Around(hints.Call.Operation).Any(loop =>
            loop.Syntax.Span.Contains(import.Syntax.Span) && !(hints.Identity.Root is ISymbol variable && LoopTurns.MayRenew(loop, variable))));
}
