// Ioctls: a failed call at the public edge, for callers who prefer an exception to a result.
using System.IO;

namespace UapiGen.Runtime;

/// <summary>A call into the kernel failed.</summary>
/// <param name="errno">One of <see cref="Runtime.Errno"/>.</param>
/// <param name="call">The call's name.</param>
/// <param name="argument">What it was called with; empty when that says nothing.</param>
public sealed class UapiException(int errno, string call, string argument = "") : IOException(Describe(errno, call, argument))
{
    /// <summary>The error number, one of <see cref="Runtime.Errno"/>.</summary>
    public int Errno { get; } = errno;

    /// <summary>The call's name: <c>VFIO_DEVICE_FEATURE</c>, <c>open</c>.</summary>
    public string Call { get; } = call;

    /// <summary>What it was called with; may be empty.</summary>
    public string Argument { get; } = argument;

    private static string Describe(int errno, string call, string argument) =>
        $"{call}({argument}) failed with {Runtime.Errno.NameOf(errno)}.";
}
