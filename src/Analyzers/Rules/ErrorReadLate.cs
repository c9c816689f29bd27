// UAPI2106: errno is read after another call.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2106: reports reads of the last error behind a call that has replaced it, when the result that was tested is an earlier one.</summary>
public sealed class ErrorReadLateAnalyzer : BodyRule
{
    /// <summary>Key of the property that is the text of the call whose error is meant; none when it is one of several.</summary>
    internal const string CallProperty = "Call";

    /// <summary>Makes the rule.</summary>
    public ErrorReadLateAnalyzer()
        : base(Descriptors.ErrorReadLate)
    {
    }

    private protected override void Check(RuleContext body)
    {
        if (!body.Operations.Any(LastErrorFlow.IsErrorRead) && !body.Calls.Any(call => call.IsIoctl || (call.Target is IMethodSymbol method && body.Own.IsIoctl(method))))
        {
            return;
        }

        var helpers = new ErrorHelpers(body.Symbols, body.Own, body.Compilation);
        foreach (var graph in body.Graphs)
        {
            foreach (var late in new LastErrorFlow(graph, body.Symbols, body.Own, body.Root, helpers, body.Cancellation).Follow().Late)
            {
                body.Report(late.Read.Syntax, ImmutableDictionary<string, string?>.Empty.Add(CallProperty, late.Text), late.Other, late.Call);
            }
        }
    }
}
