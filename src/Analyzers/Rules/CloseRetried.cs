// UAPI2110: a close is repeated.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2110: reports loops that call close again when it has failed.</summary>
public sealed class CloseRetriedAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public CloseRetriedAnalyzer()
        : base(Descriptors.CloseRetried)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var call in body.Calls)
        {
            if (call.EntryPoint == "close" && Loop(call.Operation) is { } loop && DependsOn(loop, call.Operation))
            {
                body.Report(call.Operation.Syntax, call.Target.Name);
            }
        }
    }

    private static IWhileLoopOperation? Loop(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
        {
            if (outer is ILoopOperation loop)
            {
                return loop as IWhileLoopOperation;
            }
        }

        return null;
    }

    /// <summary>True when the loop goes on because of what the call returned.</summary>
    private static bool DependsOn(IWhileLoopOperation loop, IOperation call) => loop.Condition is { } condition
        && (condition.Syntax.Span.Contains(call.Syntax.Span)
            || (ResultUse.Of(call).Holder is { } holder && condition.DescendantsAndSelf().Any(part => SymbolEqualityComparer.Default.Equals(CallOutputs.Symbol(part), holder))));
}
