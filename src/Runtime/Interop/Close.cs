// Interop: man 2 close.
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Interop;

internal static partial class LibC
{
    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int fileDescriptor);
}
