// Flow: which dma-bufs went to an importer, and which devices were closed, on every path to a point.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow;

/// <summary>What happened on every path.</summary>
/// <param name="Imported">Buffers that an importer has got.</param>
/// <param name="Closed">Objects that were disposed, and descriptors that were closed.</param>
internal sealed record BufferState(ImmutableHashSet<Place> Imported, ImmutableHashSet<Place> Closed);

/// <summary>Keeps the state at each call that has to do with a buffer.</summary>
internal sealed class BufferFlow(ControlFlowGraph graph, BufferCalls buffers) : ForwardFlow<BufferState>(graph)
{
    private readonly Dictionary<SyntaxNode, BufferState> _states = [];
    private readonly ILookup<SyntaxNode, BufferCall> _imports = buffers.Imports.ToLookup(static call => call.Syntax);
    private readonly HashSet<SyntaxNode> _calls = [.. buffers.Imports.Concat(buffers.Hints).Select(static call => call.Syntax)];

    /// <summary>Gets what holds before each call.</summary>
    public IReadOnlyDictionary<SyntaxNode, BufferState> States => _states;

    protected override BufferState Start { get; } = new([], []);

    public BufferFlow Follow()
    {
        Run();
        return this;
    }

    protected override BufferState Join(BufferState left, BufferState right) => new(left.Imported.Intersect(right.Imported), left.Closed.Intersect(right.Closed));

    protected override bool Same(BufferState left, BufferState right) => left.Imported.SetEquals(right.Imported) && left.Closed.SetEquals(right.Closed);

    protected override BufferState Apply(BufferState state, Effect effect)
    {
        switch (effect)
        {
            case { Kind: EffectKind.Write or EffectKind.Expose } when Place.From(effect.Operation, Captures) is { } written:
                return new(Without(state.Imported, written), Without(state.Closed, written));

            case { Kind: EffectKind.Evaluate, Operation: IInvocationOperation call }:
                if (IsSettled && _calls.Contains(call.Syntax))
                {
                    _states[call.Syntax] = state;
                }

                state = Closed(call) is { } closed ? new(state.Imported.Except(buffers.HeldBy(closed)), state.Closed.Add(closed)) : state;
                return state with { Imported = state.Imported.Union(_imports[call.Syntax].Select(static import => import.Identity)) };

            default:
                return state;
        }
    }

    /// <summary>A using statement closes in its finally block.</summary>
    protected override BufferState Passed(BufferState state, ControlFlowRegion region)
    {
        for (var i = region.FirstBlockOrdinal; i <= region.LastBlockOrdinal; i++)
        {
            var closed = FlowGraphs.Statements(Graph.Blocks[i]).SelectMany(static statement => statement.DescendantsAndSelf()).OfType<IInvocationOperation>().Select(Closed).OfType<Place>();
            foreach (var place in closed)
            {
                state = new(state.Imported.Except(buffers.HeldBy(place)), state.Closed.Add(place));
            }
        }

        return state;
    }

    private Place? Closed(IInvocationOperation call) => call switch
    {
        { Instance: { } instance, TargetMethod: { Name: "Dispose" or "Close", Parameters.IsEmpty: true } } => buffers.Identity(instance),
        { Instance: null, TargetMethod: var method, Arguments.Length: 1 } when UapiSymbols.EntryPoint(method) == "close" => buffers.Identity(call.Arguments[0].Value),
        _ => null,
    };

    private static ImmutableHashSet<Place> Without(ImmutableHashSet<Place> places, Place written) => places.Except(places.Where(place => place.IsWithin(written)));
}
