// Flow: the effects of each block of a graph, taken apart once for all flows that run over the graph.
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace UapiGen.Analyzers.Flow;

/// <summary>Lives as long as the graph. Safe for many threads: two may do the same work, and get the same.</summary>
internal sealed class BlockEffects
{
    private static readonly ConditionalWeakTable<ControlFlowGraph, BlockEffects> Known = new();

    private readonly IReadOnlyList<Effect>?[] _blocks;
    private readonly Effects _effects;

    private BlockEffects(ControlFlowGraph graph)
    {
        Captures = new FlowCaptures(graph);
        _effects = new Effects(Captures);
        _blocks = new IReadOnlyList<Effect>?[graph.Blocks.Length];
    }

    /// <summary>Gets the temporaries of the graph.</summary>
    public FlowCaptures Captures { get; }

    public static BlockEffects Of(ControlFlowGraph graph) => Known.GetValue(graph, static g => new BlockEffects(g));

    /// <summary>What the statements of a block do, in order of evaluation.</summary>
    public IReadOnlyList<Effect> In(BasicBlock block) => _blocks[block.Ordinal] ??= [.. FlowGraphs.Statements(block).SelectMany(_effects.Of)];
}
