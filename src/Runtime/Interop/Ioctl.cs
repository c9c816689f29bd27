// Interop: man 2 ioctl.
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Interop;

internal static unsafe partial class LibC
{
    // Variadic in C. On Linux a pointer travels in the same register either way; on Apple's arm64 it does not,
    // so nothing but the Linux transport may call this.
    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(int fileDescriptor, nuint request, void* argument);
}
