// UAPI2110: a close is repeated.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2110: reports loops that call close again when it has failed, be it by their condition or by a branch in them.</summary>
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
            if (call.EntryPoint == "close" && LoopTurns.Around(call.Operation).FirstOrDefault() is { } loop && (DependsOn((loop as IWhileLoopOperation)?.Condition, call.Operation) || IsReachedAgain(body, loop, call)))
            {
                body.Report(call.Operation.Syntax, call.Target.Name);
            }
        }
    }

    /// <summary>True when a condition looks at what the call returned.</summary>
    private static bool DependsOn(IOperation? condition, IOperation call) => condition is not null
        && (condition.Syntax.Span.Contains(call.Syntax.Span)
            || (ResultUse.Of(call).Holder is { } holder && condition.DescendantsAndSelf().Any(part => SymbolEqualityComparer.Default.Equals(CallOutputs.Symbol(part), holder))));

    /// <summary>True when a path leads back to the call with the same descriptor, and a branch on the result decides about that.</summary>
    private static bool IsReachedAgain(RuleContext body, ILoopOperation loop, KernelCall call) =>
        call.Arguments.Length > 0
        && CallOutputs.Symbol(WithoutConversions(call.Arguments[0].Value)) is { } descriptor
        && !LoopTurns.MayRenew(loop, descriptor)
        && IsDecided(body.GraphOf(call.Operation.Syntax), loop, call.Operation);

    private static IOperation WithoutConversions(IOperation value) => value is IConversionOperation conversion ? WithoutConversions(conversion.Operand) : value;

    private static bool IsDecided(ControlFlowGraph graph, ILoopOperation loop, IOperation call)
    {
        var start = graph.Blocks.FirstOrDefault(block => Operations(block).Any(part => part.Kind == call.Kind && part.Syntax == call.Syntax));
        return start is not null && graph.Blocks.Any(block =>
            block is { BranchValue: { } condition, ConditionalSuccessor.Destination: { } one, FallThroughSuccessor.Destination: { } other }
            && DependsOn(condition, call)
            && (Leads(one, start, loop), Leads(other, start, loop)) is var (isOne, isOther)
            && (Succeeded(condition, call) is not { } success ? isOne != isOther
                : success == (block.ConditionKind == ControlFlowConditionKind.WhenTrue) ? isOther && !isOne : isOne && !isOther));
    }

    /// <summary>The outcome of a condition that goes with success; null when it does not say.</summary>
    private static bool? Succeeded(IOperation condition, IOperation call)
    {
        var holder = ResultUse.Of(call).Holder;
        var read = condition.DescendantsAndSelf().FirstOrDefault(part =>
            part.Syntax == call.Syntax || (holder is not null && SymbolEqualityComparer.Default.Equals(CallOutputs.Symbol(part), holder)));
        return read is not null && CallResults.Succeeded(read) is var (whole, outcome) && whole.Syntax == condition.Syntax ? outcome : null;
    }

    private static IEnumerable<IOperation> Operations(BasicBlock block) =>
        block.Operations.Append(block.BranchValue).OfType<IOperation>().SelectMany(static operation => operation.DescendantsAndSelf());

    /// <summary>True when a path within the loop goes from one block to the other.</summary>
    private static bool Leads(BasicBlock from, BasicBlock to, ILoopOperation loop)
    {
        var seen = new HashSet<BasicBlock>();
        var open = new Stack<BasicBlock>([from]);
        while (open.Count > 0)
        {
            var block = open.Pop();
            if (block == to)
            {
                return true;
            }

            if (Operations(block).Any(operation => !loop.Syntax.Span.Contains(operation.Syntax.Span)))
            {
                continue;
            }

            foreach (var next in new[] { block.FallThroughSuccessor?.Destination, block.ConditionalSuccessor?.Destination })
            {
                if (next is not null && seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }
}
