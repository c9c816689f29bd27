// Interop: man 3 pthread_getattr_np, which knows the stack of a thread.
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Interop;

internal static unsafe partial class LibC
{
    // More than pthread_attr_t takes with any C library: 56 bytes with glibc on 64 bits, 64 on arm64.
    private const int AttributesSize = 256;

    /// <summary>The address above the calling thread's stack, which grows down; 1 when it cannot be told.</summary>
    public static nuint StackBottom()
    {
        ulong* attributes = stackalloc ulong[AttributesSize / sizeof(ulong)];
        if (GetAttributes(Self(), attributes) != 0)
        {
            return 1;
        }

        nuint lowest;
        nuint size;
        int error = GetStack(attributes, &lowest, &size);
        _ = DestroyAttributes(attributes);
        return error == 0 ? lowest + size : 1;
    }

    [LibraryImport("libc", EntryPoint = "pthread_self")]
    private static partial nuint Self();

    [LibraryImport("libc", EntryPoint = "pthread_getattr_np")]
    private static partial int GetAttributes(nuint thread, void* attributes);

    [LibraryImport("libc", EntryPoint = "pthread_attr_getstack")]
    private static partial int GetStack(void* attributes, nuint* address, nuint* size);

    [LibraryImport("libc", EntryPoint = "pthread_attr_destroy")]
    private static partial int DestroyAttributes(void* attributes);
}
