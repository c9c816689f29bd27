// Ioctls: the seam between the typed calls and a kernel, at the level of descriptor, request and pointer.
using System;

namespace UapiGen.Runtime;

/// <summary>
/// A kernel: the one that runs (<see cref="LinuxTransport"/>) or one in this process
/// (<see cref="EmulatedKernel"/>). Descriptors of one mean nothing to another. Nothing here throws for
/// an error of the kernel's, and every call may be made from any thread.
/// </summary>
public unsafe interface IUapiTransport
{
    /// <summary>Opens a file: <c>man 2 open</c>. A device's node can hide behind a path, and so can a wait.</summary>
    /// <returns>The descriptor, the lowest that is free; else ENOENT, EACCES, EMFILE and others.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult Open(string path, UapiOpenFlags flags);

    /// <summary>Closes a descriptor: <c>man 2 close</c>. Never made twice, for the number may be another file's by then.</summary>
    /// <returns>0, or EBADF when it was not open; after any other error it is closed all the same.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult Close([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor);

    /// <summary>Makes a request: <c>man 2 ioctl</c>.</summary>
    /// <param name="fileDescriptor">The file that is asked.</param>
    /// <param name="request">The request's number; only the low 32 bits count.</param>
    /// <param name="argument">The request's struct in memory that does not move, or a value in a pointer's place.</param>
    /// <param name="onInterrupt">What to do about EINTR, as the request's documentation allows.</param>
    /// <returns>What the request returns; else EBADF, ENOTTY, EFAULT and the request's own errors.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult Ioctl([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, nuint request, void* argument, OnInterrupt onInterrupt = OnInterrupt.Report);
}

/// <summary>What to do when a signal interrupts a call.</summary>
public enum OnInterrupt
{
    /// <summary>Give EINTR to the caller: right unless the call's documentation says otherwise.</summary>
    Report,

    /// <summary>Make the call again: only where a second call does no more than the first would have.</summary>
    Retry,
}

/// <summary>Flags of <c>man 2 open</c>, and of descriptors that a request makes.</summary>
[Flags]
public enum UapiOpenFlags : uint
{
    /// <summary>O_RDONLY.</summary>
    ReadOnly = 0,

    /// <summary>O_WRONLY.</summary>
    WriteOnly = 1,

    /// <summary>O_RDWR.</summary>
    ReadWrite = 2,

    /// <summary>O_NONBLOCK.</summary>
    NonBlocking = 0x800,

    /// <summary>O_CLOEXEC: closed when the process becomes another program.</summary>
    CloseOnExec = 0x80000,

    /// <summary>O_PATH: only names the file; it takes no requests.</summary>
    Path = 0x200000,
}
