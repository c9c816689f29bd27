// Flow: the abstract values of all storage of a body at one point.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow.Values;

/// <summary>Immutable. A place without an entry has the value that its whole gives it; without a whole nothing is known.</summary>
internal sealed class ValueState
{
    public static readonly ValueState Empty = new(ImmutableDictionary<Place, Known>.Empty);

    private readonly ImmutableDictionary<Place, Known> _values;

    private ValueState(ImmutableDictionary<Place, Known> values) => _values = values;

    public IEnumerable<Place> Places => _values.Keys;

    /// <summary>What is known of a place.</summary>
    public Known this[Place place]
    {
        get
        {
            if (_values.TryGetValue(place, out var known))
            {
                return known;
            }

            for (var whole = place.Of; whole is not null; whole = whole.Of)
            {
                if (_values.TryGetValue(whole, out var record))
                {
                    return Known.Unwritten(record.Content);
                }
            }

            return Known.Nothing;
        }
    }

    /// <summary>True when the place itself, and not just a whole that it is in, has been written.</summary>
    public bool IsWritten(Place place) => _values.TryGetValue(place, out var known) && !known.Writes.IsEmpty;

    public ValueState With(Place place, Known known) => new(Others(place).SetItem(place, known));

    /// <summary>A copy of a whole record: its members come along.</summary>
    public ValueState WithCopy(Place target, Place source, SyntaxNode expression)
    {
        var values = Others(target).ToBuilder();
        values[target] = this[source].WrittenBy(expression);
        foreach (var pair in _values)
        {
            if (!pair.Key.Equals(source) && pair.Key.IsWithin(source))
            {
                values[pair.Key.Move(source, target)] = pair.Value;
            }
        }

        return new(values.ToImmutable());
    }

    /// <summary>Nothing is known any more of a place and of all its parts.</summary>
    public ValueState Forget(Place place) => With(place, Known.Nothing);

    /// <summary>As if the place had never been written.</summary>
    public ValueState Without(Place place) => new(Others(place));

    public ValueState Join(ValueState other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        var values = ImmutableDictionary.CreateBuilder<Place, Known>();
        foreach (var place in _values.Keys.Union(other._values.Keys))
        {
            var (isHere, isThere) = (IsMentioned(place), other.IsMentioned(place));
            values[place] = isHere && isThere ? this[place].Join(other[place]) : isHere ? this[place] : other[place];
        }

        return new(values.ToImmutable());
    }

    public bool Same(ValueState other) => ReferenceEquals(this, other)
        || (_values.Count == other._values.Count && _values.All(pair => other._values.TryGetValue(pair.Key, out var known) && known.Same(pair.Value)));

    /// <summary>The records that something is known of, each as a place and its facts.</summary>
    public IEnumerable<(Place Place, RecordFacts Record)> Records(UapiSymbols symbols) => _values.Keys
        .Where(static place => place is { Of: not null, Head: IFieldSymbol or IPropertySymbol })
        .GroupBy(static place => place.Of!)
        .Select(group => (Place: group.Key, Record: symbols.RecordOf(((ISymbol)group.First().Head).ContainingType)!))
        .Where(static pair => pair.Record is not null);

    /// <summary>False for a variable that has not been assigned on this path: C# lets nobody read it then.</summary>
    private bool IsMentioned(Place place)
    {
        var root = place;
        while (root.Of is { } whole)
        {
            root = whole;
        }

        return root.Head is not ILocalSymbol and not Microsoft.CodeAnalysis.FlowAnalysis.CaptureId || _values.Keys.Any(known => known.IsWithin(root));
    }

    private ImmutableDictionary<Place, Known> Others(Place place) => _values.RemoveRange(_values.Keys.Where(known => known.IsWithin(place)));
}
