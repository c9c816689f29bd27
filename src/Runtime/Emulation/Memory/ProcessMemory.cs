// Emulation: the caller's memory on Linux, copied by the running kernel, which knows what is mapped.
using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using UapiGen.Runtime.Interop;

namespace UapiGen.Runtime.Emulation;

/// <summary>The memory of this process through <c>process_vm_readv</c>, with the protection of each page respected.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class ProcessMemory : IUserMemory
{
    /// <summary>Whether the call is there and permitted: a seccomp filter may forbid it, even on one's own process.</summary>
    public static bool IsUsable()
    {
        int probe = 1;
        try
        {
            return new ProcessMemory().TryRead((nuint)(&probe), MemoryMarshal.AsBytes(new Span<int>(ref probe)));
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    public bool TryRead(nuint address, Span<byte> destination)
    {
        fixed (byte* pointer = destination)
        {
            LibC.IoVector local = new() { Address = (nuint)pointer, Length = (nuint)destination.Length };
            LibC.IoVector remote = new() { Address = address, Length = (nuint)destination.Length };
            return LibC.ProcessVmRead(Environment.ProcessId, &local, 1, &remote, 1, 0) == destination.Length;
        }
    }

    public bool TryWrite(nuint address, ReadOnlySpan<byte> source)
    {
        fixed (byte* pointer = source)
        {
            LibC.IoVector local = new() { Address = (nuint)pointer, Length = (nuint)source.Length };
            LibC.IoVector remote = new() { Address = address, Length = (nuint)source.Length };
            return LibC.ProcessVmWrite(Environment.ProcessId, &local, 1, &remote, 1, 0) == source.Length;
        }
    }

    // man 5 proc_pid_maps: `00400000-00452000 rw-p ...`, a mapping a line, by address.
    public bool IsWritable(nuint address, ulong length)
    {
        ulong reached = address;
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            ReadOnlySpan<char> range = line.AsSpan(0, line.IndexOf(' ', StringComparison.Ordinal));
            int dash = range.IndexOf('-');
            ulong start = ulong.Parse(range[..dash], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            ulong end = ulong.Parse(range[(dash + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (end <= reached)
            {
                continue;
            }

            bool isWritable = line[range.Length + 2] == 'w';
            if (start > reached || !isWritable)
            {
                return false;
            }

            reached = end;
            if (reached - address >= length)
            {
                return true;
            }
        }

        return false;
    }
}
