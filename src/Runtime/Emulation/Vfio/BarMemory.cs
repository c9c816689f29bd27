// Emulation: what is behind the BARs: bytes that keep what was written to them.
using System;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>The bytes of a device's BARs, made when they are first wanted. A mapping shows them, and so do pread and pwrite.</summary>
internal sealed unsafe class BarMemory(EmulatedBar[] bars, int pageSize)
{
    private readonly object _gate = new();
    private readonly nint[] _bytes = new nint[bars.Length];

    ~BarMemory()
    {
        foreach (nint bytes in _bytes)
        {
            NativeMemory.AlignedFree((void*)bytes);
        }
    }

    /// <summary>The bytes of a BAR, whole pages of them; null when there is no such memory to be had.</summary>
    public byte* Of(int index)
    {
        lock (_gate)
        {
            if (_bytes[index] == 0 && bars[index].Length is > 0 and <= int.MaxValue)
            {
                nuint length = (nuint)Math.Max(bars[index].Length, (ulong)pageSize);
                void* bytes = NativeMemory.AlignedAlloc(length, (nuint)pageSize);
                NativeMemory.Clear(bytes, length);
                _bytes[index] = (nint)bytes;
            }

            return (byte*)_bytes[index];
        }
    }
}
