// Emulation: the capabilities behind an INFO struct. Mirrors vfio_info_cap_add and vfio_info_cap_shift.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>Capabilities in the order in which they are added, each on 8 bytes.</summary>
/// <param name="room">Bytes for all of them.</param>
internal ref struct CapabilityChain(Span<byte> room)
{
    private const int Alignment = sizeof(ulong);
    private readonly Span<byte> _room = room;
    private int _last = -1;

    /// <summary>Bytes so far.</summary>
    public int Size { get; private set; }

    /// <summary>What is in the chain, with offsets from the start of the INFO struct before it.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _room[..Size];

    /// <summary>Adds a capability that begins with its header, whose id and version are filled in here.</summary>
    /// <param name="id">What it is.</param>
    /// <param name="capability">The struct.</param>
    /// <param name="infoSize">Bytes of the INFO struct that the chain will stand behind.</param>
    /// <param name="extra">The struct's flexible array.</param>
    public void Add<T>(ushort id, in T capability, int infoSize, scoped ReadOnlySpan<byte> extra = default)
        where T : unmanaged
    {
        int start = Size;
        int length = Unsafe.SizeOf<T>() + extra.Length;
        Span<byte> place = _room.Slice(start, (length + Alignment - 1) & -Alignment);
        place.Clear();
        MemoryMarshal.Write(place, in capability);
        extra.CopyTo(place[Unsafe.SizeOf<T>()..]);
        MemoryMarshal.Write(place, new Uapi.vfio_info_cap_header { id = id, version = 1 });
        if (_last >= 0)
        {
            ref Uapi.vfio_info_cap_header previous = ref MemoryMarshal.AsRef<Uapi.vfio_info_cap_header>(_room[_last..]);
            previous.next = (uint)(infoSize + start);
        }

        _last = start;
        Size = start + place.Length;
    }
}
