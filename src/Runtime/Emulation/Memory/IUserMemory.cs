// Emulation: how the emulated kernel reaches its caller's memory.
using System;

namespace UapiGen.Runtime;

/// <summary>
/// The caller's memory as a kernel sees it: <c>copy_from_user</c> and <c>copy_to_user</c>. A bad address is
/// an answer here (EFAULT to the caller), never a crash.
/// </summary>
public interface IUserMemory
{
    /// <summary>Copies from the caller.</summary>
    /// <param name="address">Where it is in the caller.</param>
    /// <param name="destination">Where it goes; unspecified when the copy fails.</param>
    /// <returns>Whether all of it could be read.</returns>
    bool TryRead(nuint address, Span<byte> destination);

    /// <summary>Copies to the caller.</summary>
    /// <param name="address">Where it goes in the caller.</param>
    /// <param name="source">What to copy; when the copy fails, a first part may have been.</param>
    /// <returns>Whether all of it could be written.</returns>
    bool TryWrite(nuint address, ReadOnlySpan<byte> source);

    /// <summary>Tells whether a device could write to the caller's memory, which is not touched: what pinning it for writing finds out.</summary>
    /// <param name="address">Where it begins in the caller.</param>
    /// <param name="length">Bytes.</param>
    /// <returns>Whether all of it may be written; true where nobody can tell.</returns>
    bool IsWritable(nuint address, ulong length) => true;
}
