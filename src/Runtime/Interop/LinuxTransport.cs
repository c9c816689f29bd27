// Interop: the transport to the kernel that runs.
using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using System.Text;
using UapiGen.Runtime.Interop;

namespace UapiGen.Runtime;

/// <summary>
/// The running Linux kernel, through the C library. EINTR goes to the caller unless the call says otherwise;
/// close is made once; nothing is added to flags.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed unsafe class LinuxTransport : IUapiTransport
{
    private const int Shared = 1;
    private const int LongestPath = 4096;

    private LinuxTransport()
    {
    }

    /// <summary>The one kernel there is.</summary>
    public static LinuxTransport Instance { get; } = new();

    /// <inheritdoc/>
    public UapiResult Open(string path, UapiOpenFlags flags)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Span<byte> text = stackalloc byte[LongestPath];
        if (!TryEncode(path, text))
        {
            return UapiResult.Failure(Errno.ENAMETOOLONG);
        }

        fixed (byte* pointer = text)
        {
            return Outcome(LibC.Open(pointer, (int)flags));
        }
    }

    /// <inheritdoc/>
    public UapiResult Close(int fileDescriptor) => Outcome(LibC.Close(fileDescriptor));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // In a loop the frame of the transition to native code is then set up once.
    public UapiResult Ioctl(int fileDescriptor, nuint request, void* argument, OnInterrupt onInterrupt = OnInterrupt.Report)
    {
        // Numbers are 32 bits; a sign-extended one would reach the kernel cut, but strace and seccomp whole.
        int returned = LibC.Ioctl(fileDescriptor, (uint)request, argument);
        return returned >= 0 ? UapiResult.FromKernel(returned) : Failed(fileDescriptor, request, argument, onInterrupt);
    }

    /// <inheritdoc/>
    public UapiResult Duplicate(int fileDescriptor) => Outcome(LibC.Duplicate(fileDescriptor));

    /// <inheritdoc/>
    public UapiResult DuplicateTo(int fileDescriptor, int target, UapiOpenFlags flags) => Outcome(LibC.DuplicateTo(fileDescriptor, target, (int)flags));

    /// <inheritdoc/>
    public UapiResult Control(int fileDescriptor, UapiControl operation, uint value = 0) => Outcome(LibC.Control(fileDescriptor, (int)operation, value));

    /// <inheritdoc/>
    public UapiResult Map(int fileDescriptor, ulong offset, nuint length, UapiProtection protection, out void* address)
    {
        address = LibC.Map(null, length, (int)protection, Shared, fileDescriptor, (nint)offset);
        if (address != (void*)-1)
        {
            return UapiResult.Success();
        }

        address = null;
        return UapiResult.Failure(LibC.Errno());
    }

    /// <inheritdoc/>
    public UapiResult Unmap(void* address, nuint length) => Outcome(LibC.Unmap(address, length));

    /// <inheritdoc/>
    public UapiResult Poll(int fileDescriptor, UapiPollEvents events, int milliseconds, out UapiPollEvents ready)
    {
        LibC.PollDescriptor descriptor = new() { FileDescriptor = fileDescriptor, Events = (short)events };
        UapiResult result = Outcome(LibC.Poll(&descriptor, 1, milliseconds));
        ready = (UapiPollEvents)descriptor.Ready;
        return result;
    }

    /// <inheritdoc/>
    public UapiResult Read(int fileDescriptor, Span<byte> destination)
    {
        fixed (byte* pointer = destination)
        {
            return Outcome(LibC.Read(fileDescriptor, pointer, (nuint)destination.Length));
        }
    }

    /// <inheritdoc/>
    public UapiResult Write(int fileDescriptor, ReadOnlySpan<byte> source)
    {
        fixed (byte* pointer = source)
        {
            return Outcome(LibC.Write(fileDescriptor, pointer, (nuint)source.Length));
        }
    }

    /// <inheritdoc/>
    public UapiResult ReadAt(int fileDescriptor, ulong offset, Span<byte> destination)
    {
        fixed (byte* pointer = destination)
        {
            return Outcome(LibC.ReadAt(fileDescriptor, pointer, (nuint)destination.Length, (nint)offset));
        }
    }

    /// <inheritdoc/>
    public UapiResult WriteAt(int fileDescriptor, ulong offset, ReadOnlySpan<byte> source)
    {
        fixed (byte* pointer = source)
        {
            return Outcome(LibC.WriteAt(fileDescriptor, pointer, (nuint)source.Length, (nint)offset));
        }
    }

    /// <inheritdoc/>
    public UapiResult Seek(int fileDescriptor, long offset, SeekOrigin origin, out long position)
    {
        position = LibC.Seek(fileDescriptor, (nint)offset, (int)origin);
        if (position >= 0)
        {
            return UapiResult.Success();
        }

        position = 0;
        return UapiResult.Failure(LibC.Errno());
    }

    /// <inheritdoc/>
    public UapiResult Truncate(int fileDescriptor, ulong length) => Outcome(LibC.Truncate(fileDescriptor, (nint)length));

    /// <inheritdoc/>
    public UapiResult CreateMemory(string name, UapiMemoryFlags flags)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<byte> text = stackalloc byte[LongestPath];
        if (!TryEncode(name, text))
        {
            return UapiResult.Failure(Errno.EINVAL);
        }

        fixed (byte* pointer = text)
        {
            return Outcome(LibC.CreateMemory(pointer, (uint)flags));
        }
    }

    /// <inheritdoc/>
    public UapiResult CreateEvent(uint initialValue, UapiOpenFlags flags) => Outcome(LibC.CreateEvent(initialValue, (int)flags));

    private static bool TryEncode(string text, Span<byte> destination)
    {
        bool fits = Encoding.UTF8.TryGetBytes(text, destination[..^1], out int length);
        destination[fits ? length : 0] = 0;
        return fits;
    }

    private static UapiResult Outcome(nint returned) =>
        returned >= 0 ? UapiResult.Success((int)returned) : UapiResult.Failure(LibC.Errno());

    // Errno comes first, before any other call could change it.
    private static UapiResult Failed(int fileDescriptor, nuint request, void* argument, OnInterrupt onInterrupt)
    {
        int errno = LibC.Errno();
        while (errno == Errno.EINTR && onInterrupt == OnInterrupt.Retry)
        {
            int returned = LibC.Ioctl(fileDescriptor, (uint)request, argument);
            if (returned >= 0)
            {
                return UapiResult.FromKernel(returned);
            }

            errno = LibC.Errno();
        }

        return UapiResult.Failure(errno);
    }
}
