// Interop: man 2 open, without the mode that only a file's creation needs.
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Interop;

internal static partial class LibC
{
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);
}
