// Emulation: struct dma_buf. Its address is a handle: drivers see an opaque pointer, as in the kernel.
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>A shared buffer of some exporter. Mirrors <c>drivers/dma-buf/dma-buf.c</c>.</summary>
internal abstract unsafe class EmulatedDmaBuf : OpenFile
{
    private readonly IUserMemory _memory;
    private GCHandle _self;

    /// <param name="memory">The memory of those who make requests.</param>
    /// <param name="operations">The exporter's calls; this address tells one exporter from another.</param>
    protected EmulatedDmaBuf(IUserMemory memory, Uapi.dma_buf_ops* operations)
    {
        _memory = memory;
        Operations = operations;
        _self = GCHandle.Alloc(this);
    }

    public Uapi.dma_buf_ops* Operations { get; }

    /// <summary>What stands for the buffer wherever <c>struct dma_buf *</c> does; good until the release.</summary>
    public Uapi.dma_buf* Pointer => (Uapi.dma_buf*)GCHandle.ToIntPtr(_self);

    /// <summary>The buffer that a pointer stands for; the caller holds a reference to it.</summary>
    public static EmulatedDmaBuf From(Uapi.dma_buf* pointer) => (EmulatedDmaBuf)GCHandle.FromIntPtr((nint)pointer).Target!;

    public override int Ioctl(uint request, nuint argument)
    {
        // DMA_BUF_SET_NAME is one of the two by the width of a pointer. Sync files are compiled out: ENOTTY.
        if (request == Uapi.DMA_BUF_IOCTL_SYNC)
        {
            return Sync(argument);
        }

        return request == Uapi.DMA_BUF_SET_NAME_A || request == Uapi.DMA_BUF_SET_NAME_B ? SetName(argument) : -Errno.ENOTTY;
    }

    protected override void Release()
    {
        Operations->release(Pointer);
        _self.Free();
    }

    private int Sync(nuint argument)
    {
        if (!_memory.TryRead(argument, out Uapi.dma_buf_sync sync))
        {
            return -Errno.EFAULT;
        }

        const ulong Valid = Uapi.DMA_BUF_SYNC_VALID_FLAGS_MASK;
        if ((sync.flags & ~Valid) != 0 || (sync.flags & Uapi.DMA_BUF_SYNC_RW) == 0)
        {
            return -Errno.EINVAL;
        }

        var direction = (sync.flags & Uapi.DMA_BUF_SYNC_RW) switch
        {
            Uapi.DMA_BUF_SYNC_READ => Uapi.dma_data_direction.DMA_FROM_DEVICE,
            Uapi.DMA_BUF_SYNC_WRITE => Uapi.dma_data_direction.DMA_TO_DEVICE,
            _ => Uapi.dma_data_direction.DMA_BIDIRECTIONAL,
        };

        // Neither call is required of an exporter, and that START and END come in pairs is never checked.
        var access = (sync.flags & Uapi.DMA_BUF_SYNC_END) != 0 ? Operations->end_cpu_access : Operations->begin_cpu_access;
        return access == null ? 0 : access(Pointer, direction);
    }

    private int SetName(nuint argument)
    {
        // Byte by byte, for the string may end right before memory that is not mapped.
        for (uint length = 0; length < Uapi.DMA_BUF_NAME_LEN; length++)
        {
            if (!_memory.TryRead(argument + length, out byte character))
            {
                return -Errno.EFAULT;
            }

            if (character == 0)
            {
                return 0;
            }
        }

        return -Errno.EINVAL;
    }
}
