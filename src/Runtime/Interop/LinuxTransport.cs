// Interop: the transport to the kernel that runs.
using System;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using UapiGen.Runtime.Interop;

namespace UapiGen.Runtime;

/// <summary>The running Linux kernel, through the C library.</summary>
[SupportedOSPlatform("linux")]
public sealed unsafe class LinuxTransport : IUapiTransport
{
    private LinuxTransport()
    {
    }

    /// <summary>The one kernel there is.</summary>
    public static LinuxTransport Instance { get; } = new();

    /// <inheritdoc/>
    public UapiResult Open(string path, UapiOpenFlags flags)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Outcome(LibC.Open(path, (int)flags));
    }

    /// <inheritdoc/>
    public UapiResult Close(int fileDescriptor) => Outcome(LibC.Close(fileDescriptor));

    /// <inheritdoc/>
    public UapiResult Ioctl(int fileDescriptor, nuint request, void* argument, OnInterrupt onInterrupt = OnInterrupt.Report)
    {
        while (true)
        {
            // Numbers are 32 bits; a sign-extended one would reach the kernel cut, but strace and seccomp whole.
            UapiResult result = Outcome(LibC.Ioctl(fileDescriptor, (uint)request, argument));
            if (onInterrupt != OnInterrupt.Retry || result.Errno != Errno.EINTR)
            {
                return result;
            }
        }
    }

    private static UapiResult Outcome(int returned) =>
        returned >= 0 ? UapiResult.Success(returned) : UapiResult.Failure(Marshal.GetLastPInvokeError());
}
