using System;
using System.Collections.Generic;

namespace UapiGen.Oracle;

/// <summary>What is judged, and counted.</summary>
internal enum FactKind
{
    Record,
    Field,
    BitField,
    Enumerator,
    Constant,
    Ioctl,

    /// <summary>A fact whose value the compiler tells, though it refuses the assertion as no constant expression of C.</summary>
    OnlyFolded,
}

/// <summary>Which things were judged: each once, in however many units it was met.</summary>
internal sealed class Tally
{
    private readonly Dictionary<FactKind, HashSet<string>> _keys = [];

    public int this[FactKind kind] => _keys.TryGetValue(kind, out HashSet<string>? keys) ? keys.Count : 0;

    /// <param name="kind">What it is.</param>
    /// <param name="key">Its place and name.</param>
    public void Add(FactKind kind, string key) => KeysOf(kind).Add(key);

    public void AddAll(FactKind kind, IEnumerable<string> keys) => KeysOf(kind).UnionWith(keys);

    public void Add(Tally other)
    {
        foreach (FactKind kind in Enum.GetValues<FactKind>())
        {
            AddAll(kind, other._keys.GetValueOrDefault(kind) ?? []);
        }
    }

    private HashSet<string> KeysOf(FactKind kind)
    {
        if (!_keys.TryGetValue(kind, out HashSet<string>? keys))
        {
            _keys.Add(kind, keys = new HashSet<string>(StringComparer.Ordinal));
        }

        return keys;
    }
}
