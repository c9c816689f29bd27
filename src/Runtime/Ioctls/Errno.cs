// Ioctls: error numbers, under the kernel's names. Mirrors asm-generic/errno-base.h and errno.h.
using System.Globalization;

namespace UapiGen.Runtime;

/// <summary>Error numbers of Linux, positive, as on every architecture that .NET runs on (<c>man 3 errno</c>).</summary>
public static class Errno
{
    /// <summary>Operation not permitted.</summary>
    public const int EPERM = 1;

    /// <summary>No such file or directory.</summary>
    public const int ENOENT = 2;

    /// <summary>A signal came before anything was done.</summary>
    public const int EINTR = 4;

    /// <summary>The device failed.</summary>
    public const int EIO = 5;

    /// <summary>No such device or address.</summary>
    public const int ENXIO = 6;

    /// <summary>Too many or too large arguments.</summary>
    public const int E2BIG = 7;

    /// <summary>Not an open file descriptor.</summary>
    public const int EBADF = 9;

    /// <summary>Would have to wait; try again.</summary>
    public const int EAGAIN = 11;

    /// <summary>No memory.</summary>
    public const int ENOMEM = 12;

    /// <summary>The caller's rights do not suffice.</summary>
    public const int EACCES = 13;

    /// <summary>An address that the process may not use.</summary>
    public const int EFAULT = 14;

    /// <summary>In use.</summary>
    public const int EBUSY = 16;

    /// <summary>Exists already.</summary>
    public const int EEXIST = 17;

    /// <summary>No such device, or it has gone.</summary>
    public const int ENODEV = 19;

    /// <summary>An argument that makes no sense to the callee.</summary>
    public const int EINVAL = 22;

    /// <summary>Too many open files in the system.</summary>
    public const int ENFILE = 23;

    /// <summary>Too many open files in the process.</summary>
    public const int EMFILE = 24;

    /// <summary>A request that this file does not know.</summary>
    public const int ENOTTY = 25;

    /// <summary>No room.</summary>
    public const int ENOSPC = 28;

    /// <summary>A place in a file that has none.</summary>
    public const int ESPIPE = 29;

    /// <summary>A result out of range.</summary>
    public const int ERANGE = 34;

    /// <summary>A name too long.</summary>
    public const int ENAMETOOLONG = 36;

    /// <summary>The kernel has no such system call.</summary>
    public const int ENOSYS = 38;

    /// <summary>No message of the wanted type.</summary>
    public const int ENOMSG = 42;

    /// <summary>A value too large for its type.</summary>
    public const int EOVERFLOW = 75;

    /// <summary>A descriptor in a bad state, or of the wrong kind.</summary>
    public const int EBADFD = 77;

    /// <summary>A message too long.</summary>
    public const int EMSGSIZE = 90;

    /// <summary>Known, but not supported by this device.</summary>
    public const int EOPNOTSUPP = 95;

    /// <summary>Took too long.</summary>
    public const int ETIMEDOUT = 110;

    /// <summary>The name of an error number, such as <c>EINVAL</c>; <c>errno 71</c> for one that is not listed here.</summary>
    public static string NameOf(int errno) => errno switch
    {
        EPERM => nameof(EPERM),
        ENOENT => nameof(ENOENT),
        EINTR => nameof(EINTR),
        EIO => nameof(EIO),
        ENXIO => nameof(ENXIO),
        E2BIG => nameof(E2BIG),
        EBADF => nameof(EBADF),
        EAGAIN => nameof(EAGAIN),
        ENOMEM => nameof(ENOMEM),
        EACCES => nameof(EACCES),
        EFAULT => nameof(EFAULT),
        EBUSY => nameof(EBUSY),
        EEXIST => nameof(EEXIST),
        ENODEV => nameof(ENODEV),
        EINVAL => nameof(EINVAL),
        ENFILE => nameof(ENFILE),
        EMFILE => nameof(EMFILE),
        ENOTTY => nameof(ENOTTY),
        ENOSPC => nameof(ENOSPC),
        ESPIPE => nameof(ESPIPE),
        ERANGE => nameof(ERANGE),
        ENAMETOOLONG => nameof(ENAMETOOLONG),
        ENOSYS => nameof(ENOSYS),
        ENOMSG => nameof(ENOMSG),
        EOVERFLOW => nameof(EOVERFLOW),
        EBADFD => nameof(EBADFD),
        EMSGSIZE => nameof(EMSGSIZE),
        EOPNOTSUPP => nameof(EOPNOTSUPP),
        ETIMEDOUT => nameof(ETIMEDOUT),
        _ => string.Create(CultureInfo.InvariantCulture, $"errno {errno}"),
    };
}
