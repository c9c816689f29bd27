// Flow: the effects of each block of a graph, taken apart once for all flows that run over the graph.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow;

/// <summary>Lives as long as the graph. Safe for many threads: two may do the same work, and get the same.</summary>
internal sealed class BlockEffects
{
    private static readonly ConditionalWeakTable<ControlFlowGraph, BlockEffects> Known = new();

    private readonly IReadOnlyList<Effect>?[] _blocks;
    private readonly Effects _effects;

    private BlockEffects(ControlFlowGraph graph)
    {
        Operations = [.. graph.Blocks.SelectMany(FlowGraphs.Statements).SelectMany(static statement => statement.DescendantsAndSelf())];
        Captures = new FlowCaptures(Operations);
        _effects = new Effects(Captures);
        _blocks = new IReadOnlyList<Effect>?[graph.Blocks.Length];
        IsAcyclic = graph.Blocks.All(block => Successors(graph, block).All(successor => successor > block.Ordinal));
    }

    /// <summary>Gets a value indicating whether each way leads on to a later block, as without loops and jumps back.</summary>
    public bool IsAcyclic { get; }

    /// <summary>Gets all operations of the graph, block by block; those of nested functions are not among them.</summary>
    public ImmutableArray<IOperation> Operations { get; }

    /// <summary>Gets the temporaries of the graph.</summary>
    public FlowCaptures Captures { get; }

    public static BlockEffects Of(ControlFlowGraph graph) => Known.GetValue(graph, static g => new BlockEffects(g));

    /// <summary>What the statements of a block do, in order of evaluation.</summary>
    public IReadOnlyList<Effect> In(BasicBlock block)
    {
        if (_blocks[block.Ordinal] is { } known)
        {
            return known;
        }

        var effects = new List<Effect>();
        foreach (var statement in FlowGraphs.Statements(block))
        {
            _effects.Collect(statement, effects);
        }

        return _blocks[block.Ordinal] = effects;
    }

    /// <summary>The catch and finally regions that an exception out of a block may reach.</summary>
    // A nested function's regions go on into those of the function around it, whose handlers are not its own.
    public static IEnumerable<ControlFlowRegion> Handlers(ControlFlowGraph graph, BasicBlock block)
    {
        for (var region = block.EnclosingRegion; region != graph.Root && region.EnclosingRegion is { } outer; region = outer)
        {
            if (region.Kind != ControlFlowRegionKind.Try)
            {
                continue;
            }

            foreach (var handler in outer.NestedRegions)
            {
                if (handler != region)
                {
                    yield return handler;
                }
            }
        }
    }

    private static IEnumerable<int> Successors(ControlFlowGraph graph, BasicBlock block)
    {
        foreach (var branch in new[] { block.ConditionalSuccessor, block.FallThroughSuccessor })
        {
            if (branch?.Destination is { } destination)
            {
                yield return destination.Ordinal;
            }

            foreach (var region in branch?.FinallyRegions ?? [])
            {
                yield return region.FirstBlockOrdinal;
            }
        }

        foreach (var handler in Handlers(graph, block))
        {
            yield return handler.FirstBlockOrdinal;
        }
    }
}
