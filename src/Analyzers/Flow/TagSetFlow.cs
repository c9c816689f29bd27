// Flow: which tags have been set on every path to a query. Used where each tag of the body is a constant of more than 8 bits.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow;

/// <summary>One place where a tag is set.</summary>
/// <param name="Target">The member that gets it, or the object whose method takes it.</param>
/// <param name="Value">The tag.</param>
/// <param name="Syntax">The member, or the call.</param>
internal sealed record TagSet(IOperation? Target, IOperation Value, SyntaxNode Syntax)
{
    public bool IsAlwaysWide(IOperation root) => PossibleValues.Of(Value, root) is { IsEmpty: false } tags && tags.All(static tag => tag > 0xFF);
}

/// <summary>Finds queries for 8 bits that come after a wider tag was set for the same object, whatever path was taken.</summary>
internal sealed class TagSetFlow(ControlFlowGraph graph, UapiSymbols symbols, IOperation root, ImmutableArray<TagSet> sets, IEnumerable<SyntaxNode> queries)
    : ForwardFlow<ImmutableHashSet<TagSet>>(graph)
{
    private readonly ImmutableHashSet<SyntaxNode> _queries = queries.ToImmutableHashSet();
    private readonly List<(SyntaxNode Query, TagSet Set)> _refused = [];

    public IReadOnlyList<(SyntaxNode Query, TagSet Set)> Refused => _refused;

    protected override ImmutableHashSet<TagSet> Start => [];

    public TagSetFlow Follow()
    {
        Run();
        return this;
    }

    protected override ImmutableHashSet<TagSet> Join(ImmutableHashSet<TagSet> left, ImmutableHashSet<TagSet> right) => left.Intersect(right);

    protected override bool Same(ImmutableHashSet<TagSet> left, ImmutableHashSet<TagSet> right) => left.SetEquals(right);

    protected override ImmutableHashSet<TagSet> Apply(ImmutableHashSet<TagSet> state, Effect effect)
    {
        switch (effect)
        {
            case { Kind: EffectKind.Write, Operation: var target }:
                return state.Except(Overwritten(state, target)).Union(sets.Where(set => set.Syntax == target.Syntax));

            case { Kind: EffectKind.Evaluate, Operation: var operation } when KernelCall.From(symbols, operation, root) is { } call:
                if (IsSettled && _queries.Contains(operation.Syntax) && state.FirstOrDefault(set => Concerns(set, call)) is { } refused)
                {
                    _refused.Add((operation.Syntax, refused));
                }

                return state.Union(sets.Where(set => set.Syntax == operation.Syntax));

            default:
                return state;
        }
    }

    /// <summary>A write to the whole structure takes its tag away.</summary>
    private IEnumerable<TagSet> Overwritten(ImmutableHashSet<TagSet> state, IOperation target) => Place.From(target, Captures) is { } place
        ? state.Where(set => Place.From(set.Target, Captures) is { } tag && tag.IsWithin(place))
        : [];

    /// <summary>False when both name an object of the same type, and not the same one.</summary>
    private bool Concerns(TagSet set, KernelCall query)
    {
        var owner = set.Target is IMemberReferenceOperation member ? member.Instance : set.Target;
        return query.Receiver is not { } receiver
            || !SymbolEqualityComparer.Default.Equals(owner?.Type, receiver.Type)
            || Place.From(owner, Captures) is { } place && place.Equals(Place.From(receiver, Captures));
    }
}
