// Flow: the fixed point of a forward analysis over the basic blocks of one function.
using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace UapiGen.Analyzers.Flow;

/// <summary>
/// Runs until nothing changes any more, and then once again over the settled states to report; where nothing leads back, the first run is the last.
/// An exception may leave a try block before and after each of its basic blocks, so both states reach the handlers.
/// What a finally block does is seen by the code behind it only where <see cref="Passed"/> says so.
/// </summary>
internal abstract class ForwardFlow<TState>(ControlFlowGraph graph)
    where TState : class
{
    private readonly TState?[] _entries = new TState?[graph.Blocks.Length];
    private readonly SortedSet<int> _work = [];
    private readonly BlockEffects _effects = BlockEffects.Of(graph);

    protected FlowCaptures Captures => _effects.Captures;

    protected ControlFlowGraph Graph => graph;

    /// <summary>Gets a value indicating whether the states are settled, so that a finding is final.</summary>
    protected bool IsSettled { get; private set; }

    protected abstract TState Start { get; }

    protected void Run()
    {
        // Blocks are visited in their order, so that each has heard from all that lead to it.
        IsSettled = _effects.IsAcyclic;
        Enter(graph.Blocks[0].Ordinal, Start);
        while (_work.Count > 0)
        {
            var ordinal = _work.Min;
            _work.Remove(ordinal);
            Visit(graph.Blocks[ordinal]);
        }

        if (IsSettled)
        {
            return;
        }

        IsSettled = true;
        foreach (var block in graph.Blocks)
        {
            if (_entries[block.Ordinal] is { } entry)
            {
                Leave(Transfer(entry, block), block, static (_, _) => { });
            }
        }
    }

    /// <summary>The state behind a finally block that a branch has gone through.</summary>
    protected virtual TState Passed(TState state, ControlFlowRegion region) => state;

    /// <summary>Called once for each branch out of a block, over the settled state on it.</summary>
    protected virtual void Leave(TState state, BasicBlock block, ControlFlowBranch branch)
    {
    }

    /// <summary>The state where two paths meet.</summary>
    protected abstract TState Join(TState left, TState right);

    protected abstract bool Same(TState left, TState right);

    protected abstract TState Apply(TState state, Effect effect);

    /// <summary>What is known more once <paramref name="condition"/> has turned out to be <paramref name="truth"/>.</summary>
    protected virtual TState Assume(TState state, IOperation condition, bool truth) => state;

    /// <summary>The state in a handler of an exception that comes out of a block.</summary>
    protected virtual TState Thrown(TState before, TState after) => Join(before, after);

    private void Visit(BasicBlock block)
    {
        var before = _entries[block.Ordinal]!;
        var after = Transfer(before, block);
        EnterHandlers(block, Thrown(before, after));
        Leave(after, block, Follow);
    }

    /// <summary>Takes the branches out of a block, each with the state on it.</summary>
    private void Leave(TState after, BasicBlock block, Action<ControlFlowBranch, TState> follow)
    {
        if (block is { ConditionalSuccessor: { } conditional, BranchValue: { } condition })
        {
            var truth = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            Take(conditional, Assume(after, condition, truth));
            after = Assume(after, condition, !truth);
        }

        if (block.FallThroughSuccessor is { } branch)
        {
            Take(branch, after);
        }

        void Take(ControlFlowBranch branch, TState state)
        {
            follow(branch, state);
            if (IsSettled)
            {
                Leave(state, block, branch);
            }
        }
    }

    private TState Transfer(TState state, BasicBlock block)
    {
        foreach (var effect in _effects.In(block))
        {
            state = Apply(state, effect);
        }

        return state;
    }

    private void Follow(ControlFlowBranch branch, TState state)
    {
        foreach (var region in branch.FinallyRegions)
        {
            Enter(region.FirstBlockOrdinal, state);
            state = Passed(state, region);
        }

        if (branch.Destination is { } destination)
        {
            Enter(destination.Ordinal, state);
        }
    }

    private void EnterHandlers(BasicBlock block, TState state)
    {
        foreach (var handler in BlockEffects.Handlers(graph, block))
        {
            Enter(handler.FirstBlockOrdinal, state);
        }
    }

    private void Enter(int ordinal, TState state)
    {
        var joined = _entries[ordinal] is { } known ? Join(known, state) : state;
        if (_entries[ordinal] is not { } old || !Same(old, joined))
        {
            _entries[ordinal] = joined;
            _work.Add(ordinal);
        }
    }
}
