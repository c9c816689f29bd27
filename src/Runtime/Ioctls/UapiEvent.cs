// Ioctls: a counter that a kernel adds to, and that one can wait for: man 2 eventfd.
using System;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime;

/// <summary>The file descriptor of an event.</summary>
public sealed class UapiEventHandle : UapiHandle
{
    internal UapiEventHandle(IUapiTransport transport)
        : base(transport)
    {
    }
}

/// <summary>An event, such as an interrupt of a device is told to.</summary>
public sealed class UapiEvent : IDisposable
{
    private UapiEvent(UapiEventHandle handle) => Handle = handle;

    /// <summary>The event's descriptor.</summary>
    public UapiEventHandle Handle { get; }

    /// <summary>Makes an event, closed on exec, whose reads do not wait.</summary>
    /// <param name="transport">The kernel that it is in.</param>
    /// <exception cref="UapiException">EMFILE: no descriptor left.</exception>
    public static UapiEvent Create(IUapiTransport transport)
    {
        ArgumentNullException.ThrowIfNull(transport);
        UapiEventHandle handle = new(transport);
        handle.Fill(transport.CreateEvent(0, UapiOpenFlags.CloseOnExec | UapiOpenFlags.NonBlocking).ThrowIfError("eventfd"));
        return new UapiEvent(handle);
    }

    /// <summary>Waits until it was told something.</summary>
    /// <param name="milliseconds">The longest wait; 0 for none, -1 for one without end.</param>
    /// <returns>1 when it was, 0 when the time ran out; EINTR.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult Wait(int milliseconds) => Handle.Poll(UapiPollEvents.Input, milliseconds, out _);

    /// <summary>Takes the count, and begins again at 0.</summary>
    /// <param name="count">How often it was told something since; 0 after an error.</param>
    /// <returns>8, the bytes of the count; EAGAIN when it was never told anything.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult Take([UapiRole(UapiRole.Output)] out ulong count)
    {
        count = 0;
        using UapiHandle.Use use = Handle.Hold();
        return Handle.Transport.Read(use.FileDescriptor, MemoryMarshal.AsBytes(new Span<ulong>(ref count)));
    }

    /// <summary>Tells it something.</summary>
    /// <param name="count">What to add.</param>
    /// <returns>8, the bytes of the count; EAGAIN when it would overflow.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult Signal(ulong count = 1)
    {
        using UapiHandle.Use use = Handle.Hold();
        return Handle.Transport.Write(use.FileDescriptor, MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in count)));
    }

    /// <summary>Closes the descriptor. A device that tells it keeps the event.</summary>
    public void Dispose() => Handle.Dispose();
}
