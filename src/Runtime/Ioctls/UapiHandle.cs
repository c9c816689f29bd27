// Ioctls: a descriptor that is closed once and never while a call uses it.
using System;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime;

/// <summary>A file descriptor of a transport's. It holds -1 until a call fills it.</summary>
public abstract unsafe class UapiHandle : SafeHandle
{
    private protected UapiHandle(IUapiTransport transport)
        : base(-1, ownsHandle: true)
    {
        ArgumentNullException.ThrowIfNull(transport);
        Transport = transport;
    }

    /// <summary>The kernel whose descriptor it is.</summary>
    public IUapiTransport Transport { get; }

    /// <inheritdoc/>
    public override bool IsInvalid => handle < 0 || handle > int.MaxValue;

    /// <summary>Makes a request with a struct for its argument, which the kernel may read and write.</summary>
    /// <param name="request">The request's number, from generated members.</param>
    /// <param name="argument">The struct that the request takes.</param>
    /// <param name="onInterrupt">What to do about EINTR, as the request's documentation allows.</param>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    [UapiRole(UapiRole.Result)]
    public UapiResult Ioctl<T>(uint request, ref T argument, OnInterrupt onInterrupt = OnInterrupt.Report)
        where T : unmanaged
    {
        fixed (T* pointer = &argument)
        {
            return Ioctl(request, pointer, onInterrupt);
        }
    }

    /// <inheritdoc cref="Ioctl{T}(uint, ref T, OnInterrupt)"/>
    /// <param name="request">The request's number, from generated members.</param>
    /// <param name="argument">Memory that does not move during the call, or a value in a pointer's place.</param>
    /// <param name="onInterrupt">What to do about EINTR, as the request's documentation allows.</param>
    [UapiRole(UapiRole.Result)]
    public UapiResult Ioctl(uint request, void* argument, OnInterrupt onInterrupt = OnInterrupt.Report)
    {
        bool held = false;
        try
        {
            DangerousAddRef(ref held);
            return Transport.Ioctl((int)handle, request, argument, onInterrupt);
        }
        finally
        {
            if (held)
            {
                DangerousRelease();
            }
        }
    }

    /// <summary>Waits until the file is ready: <c>man 2 poll</c>.</summary>
    /// <param name="events">What to wait for.</param>
    /// <param name="milliseconds">The longest wait; 0 for none, -1 for one without end.</param>
    /// <param name="ready">What it is ready for.</param>
    /// <returns>1 when it is ready, 0 when the time ran out; else EINTR.</returns>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    [UapiRole(UapiRole.Result)]
    public UapiResult Poll(UapiPollEvents events, int milliseconds, [UapiRole(UapiRole.Output)] out UapiPollEvents ready)
    {
        using Use use = Hold();
        return Transport.Poll(use.FileDescriptor, events, milliseconds, out ready);
    }

    /// <summary>Keeps the descriptor open, so that its number can be used, until the value is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    internal Use Hold() => new(this);

    internal void Fill(int fileDescriptor) => SetHandle(fileDescriptor);

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Transport.Close((int)handle).IsSuccess;

    /// <summary>A descriptor that stays open.</summary>
    internal readonly ref struct Use
    {
        private readonly UapiHandle _handle;

        public Use(UapiHandle handle)
        {
            bool held = false;
            handle.DangerousAddRef(ref held);
            _handle = handle;
        }

        public int FileDescriptor => (int)_handle.handle;

        public void Dispose() => _handle.DangerousRelease();
    }
}
