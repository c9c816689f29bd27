// Flow: which accesses are open at each point of a function, and whether each path closes them.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow;

/// <summary>An access is open behind the call that begins it, except where that call is known to have failed.</summary>
internal sealed class AccessFlow(ControlFlowGraph graph, IReadOnlyDictionary<SyntaxNode, Access> accesses, IOperation root) : ForwardFlow<ImmutableHashSet<Access>>(graph)
{
    private readonly HashSet<Access> _open = [];
    private readonly List<(Access Begin, Access End)> _mismatches = [];

    /// <summary>Accesses that some path leaves open.</summary>
    public IReadOnlyCollection<Access> Open => _open;

    /// <summary>Accesses that are ended with other flags than they were begun with.</summary>
    public IReadOnlyList<(Access Begin, Access End)> Mismatches => _mismatches;

    protected override ImmutableHashSet<Access> Start => [];

    public AccessFlow Follow()
    {
        Run();
        return this;
    }

    protected override ImmutableHashSet<Access> Join(ImmutableHashSet<Access> left, ImmutableHashSet<Access> right) => left.Union(right);

    protected override bool Same(ImmutableHashSet<Access> left, ImmutableHashSet<Access> right) => left.SetEquals(right);

    protected override ImmutableHashSet<Access> Apply(ImmutableHashSet<Access> state, Effect effect)
    {
        if (effect is not { Kind: EffectKind.Evaluate, Operation: IInvocationOperation invocation } || !accesses.TryGetValue(invocation.Syntax, out var access))
        {
            return state;
        }

        var same = state.Where(open => SymbolEqualityComparer.Default.Equals(open.Descriptor, access.Descriptor)).ToList();
        if (!access.IsEnd)
        {
            return state.Except(same).Add(access);
        }

        if (IsSettled && same.Count == 1 && same[0].Kind != access.Kind)
        {
            _mismatches.Add((same[0], access));
        }

        return state.Except(same);
    }

    protected override ImmutableHashSet<Access> Assume(ImmutableHashSet<Access> state, IOperation condition, bool truth)
    {
        foreach (var access in state)
        {
            if (Mentions(condition, access) && Succeeded(condition, access) != truth)
            {
                state = state.Remove(access);
            }
        }

        return state;
    }

    protected override ImmutableHashSet<Access> Passed(ImmutableHashSet<Access> state, ControlFlowRegion region)
    {
        for (var i = region.FirstBlockOrdinal; i <= region.LastBlockOrdinal; i++)
        {
            foreach (var operation in FlowGraphs.Statements(Graph.Blocks[i]).SelectMany(static statement => statement.DescendantsAndSelf()))
            {
                if (accesses.TryGetValue(operation.Syntax, out var access) && access.IsEnd)
                {
                    state = state.Except(state.Where(open => SymbolEqualityComparer.Default.Equals(open.Descriptor, access.Descriptor)));
                }
            }
        }

        return state;
    }

    protected override void Leave(ImmutableHashSet<Access> state, BasicBlock block, ControlFlowBranch branch)
    {
        if (branch.Destination?.Kind == BasicBlockKind.Exit || branch.Semantics == ControlFlowBranchSemantics.Throw)
        {
            foreach (var region in branch.Semantics == ControlFlowBranchSemantics.Throw ? Finallies(block) : branch.FinallyRegions)
            {
                state = Passed(state, region);
            }

            _open.UnionWith(state);
        }
    }

    /// <summary>The finally blocks around a throw; a handler between them may do anything, and is taken to do what is right.</summary>
    private static IEnumerable<ControlFlowRegion> Finallies(BasicBlock block)
    {
        for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind is ControlFlowRegionKind.TryAndFinally or ControlFlowRegionKind.TryAndCatch)
            {
                foreach (var handler in region.NestedRegions.Where(static nested => nested.Kind is ControlFlowRegionKind.Finally or ControlFlowRegionKind.Catch))
                {
                    yield return handler;
                }
            }
        }
    }

    /// <summary>The outcome of a condition that goes with success; null when the condition does not say.</summary>
    private bool? Succeeded(IOperation condition, Access access)
    {
        if (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not)
        {
            return !Succeeded(not.Operand, access);
        }

        var read = condition.ChildOperations.FirstOrDefault(child => Mentions(child, access));
        while (read is IConversionOperation conversion)
        {
            read = conversion.Operand;
        }

        return read is not null && CallResults.Succeeded(read) is var (whole, outcome) && whole.Syntax == condition.Syntax ? outcome : null;
    }

    private bool Mentions(IOperation condition, Access access) => condition.DescendantsAndSelf().Any(part =>
        part.Syntax == access.Syntax
        || (Holder(access) is { } holder && SymbolEqualityComparer.Default.Equals(CallOutputs.Symbol(part), holder))
        || (part is IFlowCaptureReferenceOperation reference && Captures.Value(reference) is { } captured && captured.Syntax.Span.Contains(access.Syntax.Span)));

    private ISymbol? Holder(Access access) =>
        BodyOperations.Of(root).All.FirstOrDefault(operation => operation is IInvocationOperation && operation.Syntax == access.Syntax) is { } call ? ResultUse.Of(call).Holder : null;
}
