// Vfio: the chain of capabilities behind an INFO struct. A kernel's offsets are checked like anybody's.
using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime;

/// <summary>Capabilities, each found by the offset in the one before it. For <c>foreach</c>; it allocates nothing.</summary>
public ref struct VfioCapabilities
{
    private readonly ReadOnlySpan<byte> _answer;
    private readonly int _infoSize;
    private uint _next;
    private int _left;

    internal VfioCapabilities(ReadOnlySpan<byte> answer, int infoSize, uint first)
    {
        _answer = answer;
        _infoSize = infoSize;
        _next = first;

        // As many as there can be without two at one place: a chain that is longer bites its tail.
        _left = answer.Length / Unsafe.SizeOf<Uapi.vfio_info_cap_header>();
    }

    /// <summary>The capability that was found last.</summary>
    public VfioCapability Current { get; private set; }

    /// <summary>The capabilities themselves: a chain can be walked once for each copy of this value.</summary>
    public readonly VfioCapabilities GetEnumerator() => this;

    /// <summary>Goes to the next capability.</summary>
    /// <exception cref="InvalidDataException">The chain leads out of the answer, into the struct, or round in a circle.</exception>
    public bool MoveNext()
    {
        if (_next == 0)
        {
            return false;
        }

        int headerSize = Unsafe.SizeOf<Uapi.vfio_info_cap_header>();
        if (_next < _infoSize || _next > _answer.Length - headerSize || _left-- == 0)
        {
            throw new InvalidDataException($"A capability at offset {_next} of an answer of {_answer.Length} bytes.");
        }

        int start = (int)_next;
        Uapi.vfio_info_cap_header header = MemoryMarshal.Read<Uapi.vfio_info_cap_header>(_answer[start..]);
        int end = header.next > start && header.next <= _answer.Length ? (int)header.next : _answer.Length;
        Current = new VfioCapability(header, _answer[start..end]);
        _next = header.next;
        return true;
    }

    /// <summary>Looks a capability up.</summary>
    /// <param name="id">Its number, a generated constant.</param>
    /// <param name="capability">The capability; empty when there is none.</param>
    /// <returns>Whether there is one.</returns>
    public readonly bool TryFind(int id, out VfioCapability capability)
    {
        foreach (VfioCapability candidate in this)
        {
            if (candidate.Id == id)
            {
                capability = candidate;
                return true;
            }
        }

        capability = default;
        return false;
    }
}

/// <summary>One capability, as far as its bytes are known to reach: to the next one or to the end.</summary>
public readonly ref struct VfioCapability
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal VfioCapability(Uapi.vfio_info_cap_header header, ReadOnlySpan<byte> bytes)
    {
        Id = header.id;
        Version = header.version;
        _bytes = bytes;
    }

    /// <summary>What it is: <c>vfio_info_cap_header.id</c>.</summary>
    public ushort Id { get; }

    /// <summary>Its version.</summary>
    public ushort Version { get; }

    /// <summary>Its bytes, from its header on.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Reads its struct.</summary>
    /// <typeparam name="T">The generated struct, which begins with the header.</typeparam>
    /// <param name="value">The struct; empty when there are not enough bytes.</param>
    /// <returns>Whether there are enough bytes.</returns>
    public bool TryRead<T>(out T value)
        where T : unmanaged =>
        MemoryMarshal.TryRead(_bytes, out value);

    /// <summary>Reads the array behind its struct.</summary>
    /// <typeparam name="T">The generated struct.</typeparam>
    /// <typeparam name="TElement">The array's element.</typeparam>
    /// <param name="count">How many the struct says there are.</param>
    /// <returns>So many elements.</returns>
    /// <exception cref="InvalidDataException">There are not enough bytes.</exception>
    public ReadOnlySpan<TElement> ReadArray<T, TElement>(uint count)
        where T : unmanaged
        where TElement : unmanaged
    {
        int start = Unsafe.SizeOf<T>();
        if (_bytes.Length < start || count > (uint)(_bytes.Length - start) / (uint)Unsafe.SizeOf<TElement>())
        {
            throw new InvalidDataException($"{count} elements in a capability of {_bytes.Length} bytes.");
        }

        return MemoryMarshal.Cast<byte, TElement>(_bytes[start..])[..(int)count];
    }
}
