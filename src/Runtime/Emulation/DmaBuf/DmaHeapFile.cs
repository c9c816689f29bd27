// Emulation: /dev/dma_heap/system, new memory as a dma-buf. Mirrors drivers/dma-buf/dma-heap.c, check by check.

namespace UapiGen.Runtime.Emulation;

/// <summary>The heap of ordinary memory, of which there is 256 MiB for one buffer.</summary>
internal sealed class DmaHeapFile(EmulatedKernel kernel) : OpenFile
{
    private const ulong LargestBuffer = 256UL << 20;
    private const uint ValidFlags = (uint)(UapiOpenFlags.CloseOnExec | UapiOpenFlags.WriteOnly | UapiOpenFlags.ReadWrite);

    public override int Ioctl(uint request, nuint argument)
    {
        // Type and size are not looked at, just the number.
        if ((request & 0xff) != (Uapi.DMA_HEAP_IOCTL_ALLOC & 0xff))
        {
            return -Errno.EINVAL;
        }

        if (request != Uapi.DMA_HEAP_IOCTL_ALLOC)
        {
            return -Errno.ENOTTY;
        }

        if (!kernel.Memory.TryRead(argument, out Uapi.dma_heap_allocation_data data))
        {
            return -Errno.EFAULT;
        }

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

        int fileDescriptor = kernel.Install(MemoryDmaBuf.Allocate(kernel, size), (data.fd_flags & (uint)UapiOpenFlags.CloseOnExec) != 0);
        if (fileDescriptor < 0)
        {
            return fileDescriptor;
        }

        // The kernel leaves the descriptor open when this copy fails.
        data.fd = (uint)fileDescriptor;
        return kernel.Memory.TryWrite(argument, in data) ? 0 : -Errno.EFAULT;
    }
}
