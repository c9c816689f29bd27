// The C library, for the mistakes that are made with its results. Nothing here reaches a device: the descriptors are -1, or copies of standard input.
using System.Runtime.InteropServices;

namespace Misuse;

internal static unsafe class Libc
{
    [DllImport("libc", SetLastError = true)]
    public static extern int ioctl(int fd, nuint request, void* argument);

    [DllImport("libc", SetLastError = true)]
    public static extern int close(int fd);

    [DllImport("libc", SetLastError = true)]
    public static extern int dup(int fd);

    [DllImport("libc", SetLastError = true)]
    public static extern int dup2(int fd, int target);

    [DllImport("libc", SetLastError = true)]
    public static extern void* mmap(void* address, nuint length, int protection, int flags, int fd, nint offset);

    [DllImport("libc", SetLastError = true)]
    public static extern int access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);
}
