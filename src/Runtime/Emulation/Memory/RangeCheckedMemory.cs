// Emulation: the caller's memory where no kernel tells what is mapped.
using System;

namespace UapiGen.Runtime.Emulation;

/// <summary>
/// The memory of this process behind a test of the address alone: the lowest 64 KiB, where null pointers
/// point, and what no process of a 64-bit system can own are refused. The rest is taken to be mapped.
/// </summary>
internal sealed unsafe class RangeCheckedMemory : IUserMemory
{
    private const ulong LowestAddress = 0x1_0000;
    private const ulong EndOfProcess = 0x8000_0000_0000;

    public bool TryRead(nuint address, Span<byte> destination)
    {
        if (!CanBeMapped(address, destination.Length))
        {
            return false;
        }

        new ReadOnlySpan<byte>((void*)address, destination.Length).CopyTo(destination);
        return true;
    }

    public bool TryWrite(nuint address, ReadOnlySpan<byte> source)
    {
        if (!CanBeMapped(address, source.Length))
        {
            return false;
        }

        source.CopyTo(new Span<byte>((void*)address, source.Length));
        return true;
    }

    private static bool CanBeMapped(ulong address, int length)
    {
        ulong end = nuint.Size == sizeof(ulong) ? EndOfProcess : uint.MaxValue;
        return address >= LowestAddress && address <= end - (uint)length;
    }
}
