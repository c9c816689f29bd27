// Interop: man 2 process_vm_readv, the copy that answers EFAULT where a plain one would end the process.
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Interop;

internal static unsafe partial class LibC
{
    [LibraryImport("libc", EntryPoint = "process_vm_readv")]
    public static partial nint ProcessVmRead(int processId, IoVector* local, nuint localCount, IoVector* remote, nuint remoteCount, nuint flags);

    [LibraryImport("libc", EntryPoint = "process_vm_writev")]
    public static partial nint ProcessVmWrite(int processId, IoVector* local, nuint localCount, IoVector* remote, nuint remoteCount, nuint flags);

    /// <summary><c>struct iovec</c>.</summary>
    public struct IoVector
    {
        public nuint Address;
        public nuint Length;
    }
}
