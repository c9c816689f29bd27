// Emulation: copy_from_user and copy_to_user, with the faults that were ordered.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>The caller's memory, as the emulated kernel copies from it and to it.</summary>
/// <param name="memory">The way to it.</param>
/// <param name="faults">Copies that fail by order.</param>
/// <param name="isThisProcess">Whether addresses are those of this process, so that the caller's stack is known to be mapped.</param>
internal sealed unsafe class CallerMemory(IUserMemory memory, EmulatedFaults faults, bool isThisProcess)
{
    /// <summary>Copies a struct from the caller.</summary>
    /// <returns>Whether all of it could be read.</returns>
    public bool TryRead<T>(nuint address, out T value)
        where T : unmanaged
    {
        Unsafe.SkipInit(out value);
        return TryRead(address, MemoryMarshal.AsBytes(new Span<T>(ref value)));
    }

    /// <inheritdoc cref="IUserMemory.TryRead"/>
    public bool TryRead(nuint address, Span<byte> destination)
    {
        if (faults.Hits(EmulatedFault.CopyFromUser))
        {
            return false;
        }

        if (isThisProcess && CallerStack.Holds(address, destination.Length))
        {
            new ReadOnlySpan<byte>((void*)address, destination.Length).CopyTo(destination);
            return true;
        }

        return memory.TryRead(address, destination);
    }

    /// <inheritdoc cref="IUserMemory.IsWritable"/>
    public bool IsWritable(nuint address, ulong length) => memory.IsWritable(address, length);

    /// <summary>Copies a struct to the caller.</summary>
    /// <returns>Whether all of it could be written.</returns>
    public bool TryWrite<T>(nuint address, in T value)
        where T : unmanaged =>
        TryWrite(address, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    /// <inheritdoc cref="IUserMemory.TryWrite"/>
    public bool TryWrite(nuint address, ReadOnlySpan<byte> source)
    {
        if (faults.Hits(EmulatedFault.CopyToUser))
        {
            return false;
        }

        if (isThisProcess && CallerStack.Holds(address, source.Length))
        {
            source.CopyTo(new Span<byte>((void*)address, source.Length));
            return true;
        }

        return memory.TryWrite(address, source);
    }
}
