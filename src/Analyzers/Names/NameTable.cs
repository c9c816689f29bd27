// Names: which identifiers a text has to hold before it is worth while to bind it.
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace UapiGen.Analyzers.Names;

/// <summary>What it means for a body that a name stands in it.</summary>
[Flags]
internal enum NameUse
{
    None = 0,

    /// <summary>Reason enough to open the body: a generated constant, a function of C.</summary>
    Opens = 1,

    /// <summary>A member with facts; others have members of the same name, so it counts only where <see cref="Reaches"/> is met as well.</summary>
    Member = 2,

    /// <summary>Something through which a value of a type with facts can be had: the type, or whatever is declared with it.</summary>
    Reaches = 4,
}

/// <summary>A hash table of names, asked with characters of a text. Immutable; safe for many threads.</summary>
internal sealed class NameTable
{
    // A name's bit is set here: nearly all identifiers of a text end at a bit that is not.
    private const int FilterBits = 1 << 17;

    private readonly ulong[] _filter = new ulong[FilterBits / 64];
    private readonly (string Name, NameUse Use)[] _entries;
    private readonly int _mask;

    public NameTable(IReadOnlyDictionary<string, NameUse> names)
    {
        var capacity = 16;
        while (capacity < names.Count * 2)
        {
            capacity *= 2;
        }

        _entries = new (string, NameUse)[capacity];
        _mask = capacity - 1;
        foreach (var pair in names)
        {
            var hash = Hash(pair.Key);
            _filter[hash % FilterBits / 64] |= 1UL << (int)(hash % 64);
            var slot = (int)(Mixed(hash) & _mask);
            while (_entries[slot].Name is not null)
            {
                slot = (slot + 1) & _mask;
            }

            _entries[slot] = (pair.Key, pair.Value);
        }

        IsEmpty = names.Count == 0;
    }

    public bool IsEmpty { get; }

    /// <summary>The hash of a name without its last character, and that character, make the hash of the name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Add(uint hash, char next) => unchecked((hash * 31) + next);

    /// <summary>False for nearly all hashes that no name has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHave(uint hash) => (_filter[hash % FilterBits / 64] & (1UL << (int)(hash % 64))) != 0;

    public NameUse Find(string name) => Find(name.AsSpan(), Hash(name));

    public NameUse Find(ReadOnlySpan<char> name, uint hash)
    {
        for (var slot = (int)(Mixed(hash) & _mask); _entries[slot].Name is { } candidate; slot = (slot + 1) & _mask)
        {
            if (name.SequenceEqual(candidate.AsSpan()))
            {
                return _entries[slot].Use;
            }
        }

        return NameUse.None;
    }

    private static uint Hash(string name)
    {
        var hash = 0u;
        foreach (var character in name)
        {
            hash = Add(hash, character);
        }

        return hash;
    }

    private static uint Mixed(uint hash) => unchecked(hash * 0x9E3779B1u) >> 7;
}
