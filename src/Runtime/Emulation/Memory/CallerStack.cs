// Emulation: the part of memory that needs no question: what lies between this frame and the bottom of the
// thread's stack is mapped and writable for as long as the frame lives, so it can be copied without a system call.
using System;
using System.Runtime.CompilerServices;
using UapiGen.Runtime.Interop;

namespace UapiGen.Runtime.Emulation;

/// <summary>The stack of the calling thread.</summary>
internal static unsafe class CallerStack
{
    // 0: not asked yet. 1: not known.
    [ThreadStatic]
    private static nuint _bottom;

    /// <summary>Whether all bytes belong to frames of the caller's. False says nothing. Its frame is its own, below all of them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Holds(nuint address, int length)
    {
        byte here;
        nuint bottom = _bottom;
        if (bottom == 0)
        {
            _bottom = bottom = FindBottom();
        }

        return address > (nuint)(&here) && address < bottom && (nuint)(uint)length <= bottom - address;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nuint FindBottom()
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                return LibC.StackBottom();
            }
            catch (EntryPointNotFoundException)
            {
                // A C library without pthread_getattr_np: every copy asks the kernel.
            }
        }

        return 1;
    }
}
