// Vfio: registers in memory. A device sees each access, so each is made as wide as it is written: a plain read could be narrowed by the
// compiler to the byte that is used of it, and is therefore made by a method that is never inlined.
using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace UapiGen.Runtime;

/// <summary>A part of a device's file in memory. Offsets are in bytes, checked, and multiples of the access's size (PCIe: an aligned access is one request).</summary>
public sealed unsafe class MappedRegion : IDisposable
{
    private readonly UapiHandle _file;
    private byte* _address;

    private MappedRegion(UapiHandle file, byte* address, nuint length)
    {
        _file = file;
        _address = address;
        Length = length;
    }

    /// <summary>Unmaps what nobody disposed.</summary>
    ~MappedRegion() => Unmap();

    /// <summary>Bytes.</summary>
    public nuint Length { get; }

    /// <summary>Where it is; for those who give it to a device, or copy large parts.</summary>
    /// <exception cref="ObjectDisposedException">It is unmapped.</exception>
    public void* Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(_address == null, this);
            return _address;
        }
    }

    /// <summary>Reads 8 bits.</summary>
    public byte Read8(nuint offset) => Load8(At(offset, sizeof(byte)));

    /// <summary>Reads 16 bits at once, host-endian.</summary>
    public ushort Read16(nuint offset) => Load16((ushort*)At(offset, sizeof(ushort)));

    /// <summary>Reads 32 bits at once, host-endian.</summary>
    public uint Read32(nuint offset) => Load32((uint*)At(offset, sizeof(uint)));

    /// <summary>Reads 64 bits at once, host-endian.</summary>
    public ulong Read64(nuint offset) => Load64((ulong*)At(offset, sizeof(ulong)));

    /// <summary>Writes 8 bits.</summary>
    public void Write8(nuint offset, byte value) => Store8(At(offset, sizeof(byte)), value);

    /// <summary>Writes 16 bits at once, host-endian.</summary>
    public void Write16(nuint offset, ushort value) => Store16((ushort*)At(offset, sizeof(ushort)), value);

    /// <summary>Writes 32 bits at once, host-endian.</summary>
    public void Write32(nuint offset, uint value) => Store32((uint*)At(offset, sizeof(uint)), value);

    /// <summary>Writes 64 bits at once, host-endian.</summary>
    public void Write64(nuint offset, ulong value) => Store64((ulong*)At(offset, sizeof(ulong)), value);

    /// <summary>Unmaps it.</summary>
    public void Dispose()
    {
        Unmap();
        GC.SuppressFinalize(this);
    }

    internal static MappedRegion Map(UapiHandle file, ulong offset, nuint length, UapiProtection protection)
    {
        using UapiHandle.Use use = file.Hold();
        file.Transport.Map(use.FileDescriptor, offset, length, protection, out void* address).ThrowIfError("mmap", $"offset 0x{offset:x}, {length} bytes");
        return new MappedRegion(file, (byte*)address, length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte Load8(byte* address) => Volatile.Read(ref *address);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ushort Load16(ushort* address) => Volatile.Read(ref *address);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint Load32(uint* address) => Volatile.Read(ref *address);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Load64(ulong* address) => Volatile.Read(ref *address);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Store8(byte* address, byte value) => Volatile.Write(ref *address, value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Store16(ushort* address, ushort value) => Volatile.Write(ref *address, value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Store32(uint* address, uint value) => Volatile.Write(ref *address, value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Store64(ulong* address, ulong value) => Volatile.Write(ref *address, value);

    private byte* At(nuint offset, uint size)
    {
        byte* address = _address;
        ObjectDisposedException.ThrowIf(address == null, this);
        if (offset > Length || size > Length - offset)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, $"{size} bytes of {Length}.");
        }

        return (offset & (size - 1)) == 0
            ? address + offset
            : throw new ArgumentOutOfRangeException(nameof(offset), offset, $"Not a multiple of {size}.");
    }

    private void Unmap()
    {
        byte* address = _address;
        _address = null;
        if (address != null)
        {
            UapiResult unmapped = _file.Transport.Unmap(address, Length);
            Debug.Assert(unmapped.IsSuccess, "What was mapped can be unmapped.");
        }
    }
}
