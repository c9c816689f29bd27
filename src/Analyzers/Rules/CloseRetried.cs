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
            if (call.EntryPoint == "close" && Loop(call.Operation) is { } loop && (DependsOn((loop as IWhileLoopOperation)?.Condition, call.Operation) || IsReachedAgain(body, loop, call)))
            {
                body.Report(call.Operation.Syntax, call.Target.Name);
            }
        }
    }

    private static ILoopOperation? Loop(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
        {
            if (outer is ILoopOperation loop)
            {
                return loop;
            }
        }

        return null;
    }

    /// <summary>True when a condition looks at what the call returned.</summary>
    private static bool DependsOn(IOperation? condition, IOperation call) => condition is not null
        && (condition.Syntax.Span.Contains(call.Syntax.Span)
            || (ResultUse.Of(call).Holder is { } holder && condition.DescendantsAndSelf().Any(part => SymbolEqualityComparer.Default.Equals(CallOutputs.Symbol(part), holder))));

    /// <summary>True when a path leads back to the call with the same descriptor, and a branch on the result decides about that.</summary>
    private static bool IsReachedAgain(RuleContext body, ILoopOperation loop, KernelCall call) =>
        call.Arguments.Length > 0
        && CallOutputs.Symbol(WithoutConversions(call.Arguments[0].Value)) is { } descriptor
        && !loop.Locals.Contains(descriptor, SymbolEqualityComparer.Default)
        && !loop.Descendants().Any(part => IsChange(part, descriptor) || (part is IBlockOperation block && block.Locals.Contains(descriptor, SymbolEqualityComparer.Default)))
        && IsDecided(body.GraphOf(call.Operation.Syntax), call.Operation);

    private static IOperation WithoutConversions(IOperation value) => value is IConversionOperation conversion ? WithoutConversions(conversion.Operand) : value;

    private static bool IsChange(IOperation part, ISymbol variable) =>
        SymbolEqualityComparer.Default.Equals(CallOutputs.Symbol(part), variable) && (!LocalWrites.IsRead(part) || part.Parent is IAssignmentOperation { Target: var target } && target == part);

    private static bool IsDecided(ControlFlowGraph graph, IOperation call)
    {
        var start = graph.Blocks.FirstOrDefault(block => block.Operations.Append(block.BranchValue).Any(operation =>
            operation is not null && operation.DescendantsAndSelf().Any(part => part.Kind == call.Kind && part.Syntax == call.Syntax)));
        return start is not null && graph.Blocks.Any(block =>
            block is { BranchValue: { } condition, ConditionalSuccessor.Destination: { } one, FallThroughSuccessor.Destination: { } other }
            && DependsOn(condition, call)
            && Leads(one, start) != Leads(other, start));
    }

    private static bool Leads(BasicBlock from, BasicBlock to)
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
