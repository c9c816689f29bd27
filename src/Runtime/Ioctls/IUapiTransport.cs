// Ioctls: the seam between the typed calls and a kernel, at the level of descriptor, request and pointer.
using System;

namespace UapiGen.Runtime;

/// <summary>
/// A kernel: the one that runs (<see cref="LinuxTransport"/>) or one in this process
/// (<see cref="EmulatedKernel"/>). Descriptors of one mean nothing to another. Nothing here throws for
/// an error of the kernel's, and every call may be made from any thread. A transport that has not all of
/// the calls answers ENOSYS.
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

    /// <summary>Gives an open file a second descriptor, which does not close on exec: <c>man 2 dup</c>.</summary>
    /// <returns>The lowest free descriptor; else EBADF, EMFILE.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult Duplicate([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor) => UapiResult.Failure(Errno.ENOSYS);

    /// <summary>Gives an open file a second descriptor of a certain number, whose file is closed first: <c>dup3</c> of <c>man 2 dup</c>.</summary>
    /// <param name="fileDescriptor">The file that gets a descriptor.</param>
    /// <param name="target">The descriptor's number; not <paramref name="fileDescriptor"/>.</param>
    /// <param name="flags"><see cref="UapiOpenFlags.CloseOnExec"/> or nothing.</param>
    /// <returns><paramref name="target"/>; else EBADF, EINVAL.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult DuplicateTo([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, int target, UapiOpenFlags flags) => UapiResult.Failure(Errno.ENOSYS);

    /// <summary>Asks or changes what a descriptor, or its file, is like: <c>man 2 fcntl</c>.</summary>
    /// <param name="fileDescriptor">The file.</param>
    /// <param name="operation">What is asked.</param>
    /// <param name="value">The operation's argument; 0 where it has none.</param>
    /// <returns>What the operation returns; else EBADF, EINVAL, EPERM, EMFILE.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult Control([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, UapiControl operation, uint value = 0) => UapiResult.Failure(Errno.ENOSYS);

    /// <summary>Maps a file into memory, shared with all that map it: <c>man 2 mmap</c> with MAP_SHARED.</summary>
    /// <param name="fileDescriptor">The file.</param>
    /// <param name="offset">Where in the file, in bytes, on a page.</param>
    /// <param name="length">Bytes.</param>
    /// <param name="protection">What may be done with the memory.</param>
    /// <param name="address">Where it was mapped; null after an error.</param>
    /// <returns>0; else EBADF, EACCES, EINVAL, ENODEV, ENOMEM.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult Map(
        [UapiRole(UapiRole.FileDescriptor)] int fileDescriptor,
        ulong offset,
        nuint length,
        UapiProtection protection,
        [UapiRole(UapiRole.Output)] out void* address)
    {
        address = null;
        return UapiResult.Failure(Errno.ENOSYS);
    }

    /// <summary>Takes a mapping away: <c>man 2 munmap</c>.</summary>
    /// <param name="address">As <see cref="Map"/> gave it.</param>
    /// <param name="length">As it was mapped.</param>
    /// <returns>0, or EINVAL.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult Unmap(void* address, nuint length) => UapiResult.Failure(Errno.ENOSYS);

    /// <summary>Waits until a file is ready: <c>man 2 poll</c>.</summary>
    /// <param name="fileDescriptor">The file.</param>
    /// <param name="events">What to wait for.</param>
    /// <param name="milliseconds">The longest wait; 0 for none, -1 for one without end.</param>
    /// <param name="ready">What it is ready for, or <see cref="UapiPollEvents.Invalid"/> when nothing is open there.</param>
    /// <returns>1 when it is ready, 0 when the time ran out; else EINTR, EINVAL.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult Poll(
        [UapiRole(UapiRole.FileDescriptor)] int fileDescriptor,
        UapiPollEvents events,
        int milliseconds,
        [UapiRole(UapiRole.Output)] out UapiPollEvents ready)
    {
        ready = default;
        return UapiResult.Failure(Errno.ENOSYS);
    }

    /// <summary>Reads where the file stands: <c>man 2 read</c>.</summary>
    /// <returns>Bytes read; else EBADF, EINVAL, EAGAIN, EINTR.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult Read([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, Span<byte> destination) => UapiResult.Failure(Errno.ENOSYS);

    /// <summary>Writes where the file stands: <c>man 2 write</c>.</summary>
    /// <returns>Bytes written; else EBADF, EINVAL, EAGAIN, EINTR.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult Write([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, ReadOnlySpan<byte> source) => UapiResult.Failure(Errno.ENOSYS);

    /// <summary>Reads at a place: <c>man 2 pread</c>.</summary>
    /// <returns>Bytes read; else EBADF, EINVAL, EIO, ESPIPE.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult ReadAt([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, ulong offset, Span<byte> destination) => UapiResult.Failure(Errno.ENOSYS);

    /// <summary>Writes at a place: <c>man 2 pwrite</c>.</summary>
    /// <returns>Bytes written; else EBADF, EINVAL, EIO, ESPIPE.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult WriteAt([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, ulong offset, ReadOnlySpan<byte> source) => UapiResult.Failure(Errno.ENOSYS);

    /// <summary>Moves to a place: <c>man 2 lseek</c>. The end of a dma-buf is its size.</summary>
    /// <param name="fileDescriptor">The file.</param>
    /// <param name="offset">Bytes from the origin.</param>
    /// <param name="origin">What the offset counts from.</param>
    /// <param name="position">Where it stands now, in bytes from the start; 0 after an error.</param>
    /// <returns>0; else EBADF, EINVAL, ESPIPE.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult Seek([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, long offset, System.IO.SeekOrigin origin, [UapiRole(UapiRole.Output)] out long position)
    {
        position = 0;
        return UapiResult.Failure(Errno.ENOSYS);
    }

    /// <summary>Gives a file a length: <c>man 2 ftruncate</c>.</summary>
    /// <returns>0; else EBADF, EINVAL, EPERM.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult Truncate([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, ulong length) => UapiResult.Failure(Errno.ENOSYS);

    /// <summary>Makes a file of memory: <c>man 2 memfd_create</c>.</summary>
    /// <param name="name">For those who list open files.</param>
    /// <param name="flags">What it is like; unknown bits are EINVAL.</param>
    /// <returns>The descriptor; else EINVAL, EMFILE, ENOMEM.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult CreateMemory(string name, UapiMemoryFlags flags) => UapiResult.Failure(Errno.ENOSYS);

    /// <summary>Makes a counter that a kernel adds to, and that one can wait for: <c>man 2 eventfd</c>.</summary>
    /// <param name="initialValue">What it counts from.</param>
    /// <param name="flags"><see cref="UapiOpenFlags.CloseOnExec"/>, <see cref="UapiOpenFlags.NonBlocking"/>, or nothing.</param>
    /// <returns>The descriptor; else EINVAL, EMFILE.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult CreateEvent(uint initialValue, UapiOpenFlags flags) => UapiResult.Failure(Errno.ENOSYS);
}
