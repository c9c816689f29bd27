// Emulation: /dev/dma_heap/system, new memory as a dma-buf. Mirrors drivers/dma-buf/dma-heap.c, check by check.
using System;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>The heap of ordinary memory, of which there is 256 MiB for one buffer.</summary>
internal sealed class DmaHeapFile(EmulatedKernel kernel) : OpenFile
{
    private const ulong LargestBuffer = 256UL << 20;
    private const uint ValidFlags = (uint)(UapiOpenFlags.CloseOnExec | UapiOpenFlags.WriteOnly | UapiOpenFlags.ReadWrite);

    // The parts of a request number: asm-generic/ioctl.h. Where the direction is, and what stands for none, is the architecture's
    // affair, and read off requests that are known.
    private const uint NumberMask = 0xff;
    private const int SizeShift = 16;
    private const uint LargestSize = 0x3fff;
    private const uint HighBits = 0xe000_0000;

    private static uint In => Uapi.DMA_BUF_IOCTL_SYNC & HighBits;

    private static uint Out => (Uapi.DMA_HEAP_IOCTL_ALLOC & HighBits) ^ In;

    private static uint Directions => In | Out | (Uapi.VFIO_DEVICE_FEATURE & HighBits);

    // Of the request just the number tells what is asked. Its size tells how much is copied, its direction which way: what a
    // shorter struct lacks is zero.
    public override int Ioctl(uint request, nuint argument)
    {
        if ((request & NumberMask) != (Uapi.DMA_HEAP_IOCTL_ALLOC & NumberMask))
        {
            return -Errno.EINVAL;
        }

        int size = (int)(((request & ~Directions) >> SizeShift) & LargestSize);
        byte[] room = new byte[Math.Max(size, Marshal.SizeOf<Uapi.dma_heap_allocation_data>())];
        if ((request & In) != 0 && !kernel.Memory.TryRead(argument, room.AsSpan(0, size)))
        {
            return -Errno.EFAULT;
        }

        // The kernel leaves the descriptor open when the copy back fails.
        int result = Allocate(ref MemoryMarshal.AsRef<Uapi.dma_heap_allocation_data>(room.AsSpan()));
        return result == 0 && (request & Out) != 0 && !kernel.Memory.TryWrite(argument, room.AsSpan(0, size)) ? -Errno.EFAULT : result;
    }

    private int Allocate(ref Uapi.dma_heap_allocation_data data)
    {
        if (data.fd != 0 || (data.fd_flags & ~ValidFlags) != 0 || data.heap_flags != 0)
        {
            return -Errno.EINVAL;
        }

        ulong size = (data.len + (ulong)kernel.PageSize - 1) & ~((ulong)kernel.PageSize - 1);
        if (size == 0)
        {
            return -Errno.EINVAL;
        }

        if (size > LargestBuffer || kernel.Faults.Hits(EmulatedFault.Allocation))
        {
            return -Errno.ENOMEM;
        }

        UapiOpenFlags flags = (UapiOpenFlags)data.fd_flags;
        int fileDescriptor = kernel.Install(MemoryDmaBuf.Allocate(kernel, size, flags), (flags & UapiOpenFlags.CloseOnExec) != 0);
        if (fileDescriptor < 0)
        {
            return fileDescriptor;
        }

        data.fd = (uint)fileDescriptor;
        return 0;
    }
}
