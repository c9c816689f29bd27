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

    internal void Fill(int fileDescriptor) => SetHandle(fileDescriptor);

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Transport.Close((int)handle).IsSuccess;
}
