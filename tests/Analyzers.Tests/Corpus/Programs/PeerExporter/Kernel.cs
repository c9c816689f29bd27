// Headers: installed.
// Memory of a PCIe device for peers: a cdev bound to an iommufd, its BAR exported as a dma-buf with a steering tag, and an importer that asks for that.
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using UapiGen;

namespace Peer;

[UapiBindings("linux/vfio.h", "linux/iommufd.h", "linux/dma-buf.h", "kernel/dma-buf.h")]
internal static partial class K { }

public enum Errno
{
    EPERM = 1, EINTR = 4, EBADF = 9, EAGAIN = 11, ENOMEM = 12, EBUSY = 16, ENODEV = 19, EINVAL = 22, ENOTTY = 25, EOPNOTSUPP = 95,
}

public sealed class KernelException(Errno errno, string call) : Exception($"{call} => {errno}")
{
    public Errno Errno => errno;

    public bool IsNotSupported => errno is Errno.ENOTTY or Errno.EOPNOTSUPP or Errno.EINVAL;
}

/// <summary>A descriptor that someone else closes.</summary>
internal readonly struct Fd(int value)
{
    public int Value => value;

    public static implicit operator int(Fd fd) => fd.Value;
}

internal static unsafe class Sys
{
    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static extern int ioctl_raw(int fd, ulong request, void* argument);

    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int fd);

    public static int Open(string path) => Check(open(path, 0x80002, 0), path);

    public static void Close(int fd)
    {
        if (fd >= 0)
        {
            _ = close(fd);
        }
    }

    public static int Ioctl(Fd fd, uint request, void* argument, [CallerArgumentExpression(nameof(request))] string call = "") =>
        Check(Repeat(fd, request, argument), call);

    public static int Ioctl<T>(Fd fd, uint request, ref T argument, [CallerArgumentExpression(nameof(request))] string call = "")
        where T : unmanaged => Check(Repeat(fd, request, Unsafe.AsPointer(ref argument)), call);

    public static int IoctlIn<T>(Fd fd, uint request, in T argument, [CallerArgumentExpression(nameof(request))] string call = "")
        where T : unmanaged
    {
        fixed (T* pinned = &argument)
        {
            return Check(Repeat(fd, request, pinned), call);
        }
    }

    public static bool TryIoctl(Fd fd, uint request, void* argument, out Errno errno)
    {
        int result = Repeat(fd, request, argument);
        errno = result < 0 ? (Errno)Marshal.GetLastPInvokeError() : default;
        return result >= 0;
    }

    private static int Repeat(int fd, uint request, void* argument)
    {
        while (true)
        {
            int result = ioctl_raw(fd, request, argument);
            if (result != -1 || (Errno)Marshal.GetLastPInvokeError() is not (Errno.EINTR or Errno.EAGAIN))
            {
                return result;
            }
        }
    }

    private static int Check(int result, string call) => result >= 0 ? result : Throw(call);

    [DoesNotReturn]
    private static int Throw(string call) => throw new KernelException((Errno)Marshal.GetLastPInvokeError(), call);
}
