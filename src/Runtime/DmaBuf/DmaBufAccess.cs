// DmaBuf: how the processor uses a mapping.
using System;

namespace UapiGen.Runtime;

/// <summary>What the processor does with a buffer between begin and end of its access: <c>dma_buf_sync.flags</c>.</summary>
[Flags]
public enum DmaBufAccess : ulong
{
    /// <summary>Nothing; the kernel refuses it with EINVAL.</summary>
    None = 0,

    /// <summary>It reads.</summary>
    Read = Uapi.DMA_BUF_SYNC_READ,

    /// <summary>It writes.</summary>
    Write = Uapi.DMA_BUF_SYNC_WRITE,

    /// <summary>Both.</summary>
    ReadWrite = Uapi.DMA_BUF_SYNC_RW,
}
