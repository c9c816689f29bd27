// Flow: the abstract values of all storage of a body at one point.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow.Values;

/// <summary>Immutable. A place without an entry has the value that its whole gives it; without a whole nothing is known.</summary>
// An array, and not a tree: a body writes a handful of places, and the states of two paths begin alike.
internal sealed class ValueState
{
    // From here on a table finds faster than a look at each.
    private const int ManyEntries = 24;

    public static readonly ValueState Empty = new([]);

    private readonly Entry[] _entries;
    private Dictionary<Place, Known>? _index;
    private HashSet<object>? _roots;
    private List<(Place, RecordFacts)>? _records;

    private ValueState(Entry[] entries) => _entries = entries;

    public IEnumerable<Place> Places => _entries.Select(static entry => entry.Place);

    /// <summary>What is known of a place.</summary>
    public Known this[Place place]
    {
        get
        {
            if (Find(place) is { } known)
            {
                return known;
            }

            for (var (part, whole) = (place, place.Of); whole is not null; (part, whole) = (whole, whole.Of))
            {
                if (part.Head is Place)
                {
                    // Which element it is nobody knows.
                    return Known.Nothing;
                }

                if (Find(whole) is { } record)
                {
                    return Known.Unwritten(record.Content);
                }
            }

            return Known.Nothing;
        }
    }

    /// <summary>True when the place itself, and not just a whole that it is in, has been written.</summary>
    public bool IsWritten(Place place) => Find(place) is { Writes.IsEmpty: false };

    public ValueState With(Place place, Known known)
    {
        var entries = new List<Entry>(_entries.Length + 1);
        CopyWithout(place, entries, new Entry(place, known));
        return new([.. entries]);
    }

    /// <summary>A copy of a whole record: its members come along.</summary>
    public ValueState WithCopy(Place target, Place source, SyntaxNode expression)
    {
        var entries = new List<Entry>(_entries.Length + 1);
        CopyWithout(target, entries, new Entry(target, this[source].WrittenBy(expression)));
        foreach (var entry in _entries)
        {
            if (!entry.Place.Equals(source) && entry.Place.IsWithin(source))
            {
                Set(entries, new Entry(entry.Place.Move(source, target), entry.Known));
            }
        }

        return new([.. entries]);
    }

    /// <summary>Nothing is known any more of a place and of all its parts.</summary>
    public ValueState Forget(Place place) => With(place, Known.Nothing);

    /// <summary>What is written is still so, but for the rest of the place, and of each element in it, nothing is known.</summary>
    public ValueState Weaken(Place place) => new([.. _entries
        .Where(entry => !(entry.Place.IsWithin(place) && entry.Place.Head is BigInteger))
        .Select(entry => entry.Place.Equals(place) ? new Entry(place, Known.Nothing) : entry)]);

    /// <summary>Nothing is known any more of a memory but for one part of it.</summary>
    public ValueState ForgetBeside(Place part, Place memory)
    {
        var known = _entries.Where(entry => entry.Place.IsWithin(part)).ToList();
        return new([.. Forget(memory)._entries, .. known]);
    }

    /// <summary>As if the place had never been written.</summary>
    public ValueState Without(Place place) => new([.. _entries.Where(entry => !entry.Place.IsWithin(place))]);

    public ValueState Join(ValueState other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        var entries = new List<Entry>(_entries.Length);
        var shared = 0;
        var isSame = _entries.Length >= other._entries.Length;
        for (; shared < Math.Min(_entries.Length, other._entries.Length) && _entries[shared].Place.Equals(other._entries[shared].Place); shared++)
        {
            var known = _entries[shared].Known.Join(other._entries[shared].Known);
            isSame &= ReferenceEquals(known, _entries[shared].Known);
            entries.Add(new Entry(_entries[shared].Place, known));
        }

        if (shared == _entries.Length && shared == other._entries.Length && isSame)
        {
            return this;
        }

        foreach (var place in Places.Skip(shared).Union(other.Places.Skip(shared)))
        {
            var (isHere, isThere) = (IsMentioned(place), other.IsMentioned(place));
            entries.Add(new Entry(place, isHere && isThere ? this[place].Join(other[place]) : isHere ? this[place] : other[place]));
        }

        return new([.. entries]);
    }

    public bool Same(ValueState other) => ReferenceEquals(this, other)
        || (_entries.Length == other._entries.Length && _entries.All(entry => other.Find(entry.Place) is { } known && known.Same(entry.Known)));

    /// <summary>The records that something is known of, each as a place and its facts.</summary>
    public IReadOnlyList<(Place Place, RecordFacts Record)> Records(UapiSymbols symbols) => _records ??= [.. _entries
        .Select(static entry => entry.Place)
        .Where(static place => place is { Of: not null, Head: IFieldSymbol or IPropertySymbol })
        .GroupBy(static place => place.Of!)
        .Select(group => (Place: group.Key, Record: symbols.RecordOf(((ISymbol)group.First().Head).ContainingType)!))
        .Where(static pair => pair.Record is not null)];

    /// <summary>False for a variable that has not been assigned on this path: C# lets nobody read it then.</summary>
    private bool IsMentioned(Place place)
    {
        var root = place.Root;
        return root is not ILocalSymbol and not CaptureId || (_roots ??= [.. Places.Select(static entry => entry.Root)]).Contains(root);
    }

    private Known? Find(Place place)
    {
        if (_entries.Length >= ManyEntries)
        {
            return (_index ??= _entries.ToDictionary(static entry => entry.Place, static entry => entry.Known)).TryGetValue(place, out var found) ? found : null;
        }

        foreach (var entry in _entries)
        {
            if (entry.Place.Equals(place))
            {
                return entry.Known;
            }
        }

        return null;
    }

    /// <summary>Copies all but a place and its parts, and in their stead an entry.</summary>
    private void CopyWithout(Place place, List<Entry> entries, Entry instead)
    {
        var isSet = false;
        foreach (var entry in _entries)
        {
            if (!entry.Place.IsWithin(place))
            {
                entries.Add(entry);
            }
            else if (!isSet)
            {
                entries.Add(instead);
                isSet = true;
            }
        }

        if (!isSet)
        {
            entries.Add(instead);
        }
    }

    private static void Set(List<Entry> entries, Entry entry)
    {
        var known = entries.FindIndex(candidate => candidate.Place.Equals(entry.Place));
        if (known < 0)
        {
            entries.Add(entry);
        }
        else
        {
            entries[known] = entry;
        }
    }

    private readonly record struct Entry(Place Place, Known Known);
}
