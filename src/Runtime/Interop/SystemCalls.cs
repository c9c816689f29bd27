// Interop: the system calls of the seam. None is marshalled, and errno is read by Errno() right after a failure:
// the runtime keeps it across the way back, and a success costs no more than the call.
// off_t is a register wide: 64 bits everywhere but in the 32-bit glibc.
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Interop;

internal static unsafe partial class LibC
{
    /// <summary>The error number of the last call of this thread, which has just failed.</summary>
    public static int Errno() => Marshal.GetLastSystemError();

    [LibraryImport("libc", EntryPoint = "open")]
    public static partial int Open(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int fileDescriptor);

    // Variadic in C. On Linux a pointer travels in the same register either way; on Apple's arm64 it does not,
    // so nothing but the Linux transport may call these two. The number is an int for musl, an unsigned long
    // for glibc: zero-extended, it suits both.
#pragma warning disable UAPI2107 // Errno() reads it right behind the call, in the one place that calls.
    [LibraryImport("libc", EntryPoint = "ioctl")]
    public static partial int Ioctl(int fileDescriptor, nuint request, void* argument);
#pragma warning restore UAPI2107

    [LibraryImport("libc", EntryPoint = "fcntl")]
    public static partial int Control(int fileDescriptor, int operation, nuint value);

    [LibraryImport("libc", EntryPoint = "dup")]
    public static partial int Duplicate(int fileDescriptor);

    [LibraryImport("libc", EntryPoint = "dup3")]
    public static partial int DuplicateTo(int fileDescriptor, int target, int flags);

    [LibraryImport("libc", EntryPoint = "mmap")]
    public static partial void* Map(void* address, nuint length, int protection, int flags, int fileDescriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    public static partial int Unmap(void* address, nuint length);

    [LibraryImport("libc", EntryPoint = "poll")]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read")]
    public static partial nint Read(int fileDescriptor, void* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "write")]
    public static partial nint Write(int fileDescriptor, void* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "pread")]
    public static partial nint ReadAt(int fileDescriptor, void* buffer, nuint length, nint offset);

    [LibraryImport("libc", EntryPoint = "pwrite")]
    public static partial nint WriteAt(int fileDescriptor, void* buffer, nuint length, nint offset);

    [LibraryImport("libc", EntryPoint = "lseek")]
    public static partial nint Seek(int fileDescriptor, nint offset, int origin);

    [LibraryImport("libc", EntryPoint = "ftruncate")]
    public static partial int Truncate(int fileDescriptor, nint length);

    [LibraryImport("libc", EntryPoint = "memfd_create")]
    public static partial int CreateMemory(byte* name, uint flags);

    [LibraryImport("libc", EntryPoint = "eventfd")]
    public static partial int CreateEvent(uint initialValue, int flags);

    /// <summary><c>struct pollfd</c>.</summary>
    public struct PollDescriptor
    {
        public int FileDescriptor;
        public short Events;
        public short Ready;
    }
}
