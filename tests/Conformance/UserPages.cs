// Conformance: memory of the caller's whose end is known, so that a copy can run out of it.
using System;
using System.Runtime.InteropServices;

namespace UapiGen.Conformance;

/// <summary>Pages that can be used, followed by one that cannot.</summary>
internal sealed unsafe partial class UserPages : IDisposable
{
    public const int PageSize = 4096;

    /// <summary>The page before the address space ends.</summary>
    public const ulong LastPage = 0xffff_ffff_ffff_f000;

    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 0x2 | 0x20;

    private readonly byte* _start;
    private readonly nuint _length;

    /// <param name="count">How many pages can be used.</param>
    public UserPages(int count)
    {
        _length = (nuint)(count + 1) * PageSize;
        _start = Map(null, _length, ReadWrite, PrivateAnonymous, -1, 0);
        if (_start == (byte*)-1 || Protect(_start + _length - PageSize, PageSize, 0) != 0)
        {
            throw new InvalidOperationException("mmap and mprotect failed.");
        }
    }

    /// <summary>An address where no memory is.</summary>
    public static void* Nowhere => (void*)16;

    /// <summary>The first byte.</summary>
    public byte* Start => _start;

    /// <summary>Where memory ends.</summary>
    public byte* End => _start + _length - PageSize;

    /// <summary>Room that is followed by more room.</summary>
    /// <param name="bytes">How much; it is zeroed.</param>
    public byte* Room(int bytes)
    {
        new Span<byte>(_start, bytes).Clear();
        return _start;
    }

    /// <summary>A copy of something that ends where memory ends.</summary>
    public byte* AtEnd(ReadOnlySpan<byte> content)
    {
        byte* place = End - content.Length;
        content.CopyTo(new Span<byte>(place, content.Length));
        return place;
    }

    /// <summary>Forbids to write to the pages.</summary>
    public void MakeReadOnly()
    {
        if (Protect(_start, _length - PageSize, 1) != 0)
        {
            throw new InvalidOperationException("mprotect failed.");
        }
    }

    public void Dispose() => _ = Unmap(_start, _length);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial byte* Map(byte* address, nuint length, int protection, int flags, int fileDescriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(byte* address, nuint length);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(byte* address, nuint length, int protection);
}
