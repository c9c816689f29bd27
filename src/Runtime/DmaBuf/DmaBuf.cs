// DmaBuf: a shared buffer, as its owner uses it and as an importer sees it.
using System;
using System.Text;

namespace UapiGen.Runtime;

/// <summary>A dma-buf: memory that devices share, held by a file descriptor.</summary>
/// <param name="handle">The buffer's descriptor; this object closes it.</param>
/// <param name="size">The buffer's bytes.</param>
public sealed unsafe class DmaBuf(DmaBufHandle handle, ulong size) : IDisposable
{
    /// <summary>The buffer's descriptor.</summary>
    public DmaBufHandle Handle { get; } = handle ?? throw new ArgumentNullException(nameof(handle));

    /// <summary>The buffer's bytes.</summary>
    public ulong Size { get; } = size;

    /// <summary>The descriptor's number, for structs that carry one; it means nothing once this object is disposed.</summary>
    public int FileDescriptor => (int)Handle.DangerousGetHandle();

    /// <summary>
    /// Asks for the PCIe steering tag and processing hint, as an importer of this buffer would: through the
    /// exporter's generated <c>dma_buf_ops.get_tph</c>.
    /// </summary>
    /// <param name="stWidth">Bits of the tags that the importer can send: 8 or 16.</param>
    /// <param name="steeringTag">The tag; 0 unless the call succeeded.</param>
    /// <param name="processingHint">The hint; 0 unless the call succeeded.</param>
    /// <returns>
    /// 0; EOPNOTSUPP when none was set, when the exporter has no hints, or when the transport does not
    /// show them (Linux tells its drivers only); EINVAL when the tag has more bits than the importer can send.
    /// </returns>
    /// <exception cref="ObjectDisposedException">The buffer's handle is closed.</exception>
    [UapiRole(UapiRole.Result)]
    public UapiResult GetTph(
        [UapiRole(UapiRole.SteeringTagWidth)] byte stWidth,
        [UapiRole(UapiRole.Output), UapiRole(UapiRole.SteeringTag, Width = 16)] out ushort steeringTag,
        [UapiRole(UapiRole.Output), UapiRole(UapiRole.ProcessingHint)] out byte processingHint)
    {
        steeringTag = 0;
        processingHint = 0;
        bool held = false;
        try
        {
            Handle.DangerousAddRef(ref held);
            if (Handle.Transport is not IDmaBufImporter importer)
            {
                return UapiResult.Failure(Errno.EOPNOTSUPP);
            }

            UapiResult got = importer.Get(FileDescriptor, out Uapi.dma_buf* dmaBuf);
            if (!got.IsSuccess)
            {
                return got;
            }

            UapiResult answer = Ask(importer.Operations(dmaBuf), dmaBuf, stWidth, out steeringTag, out processingHint);
            importer.Put(dmaBuf);
            return answer;
        }
        finally
        {
            if (held)
            {
                Handle.DangerousRelease();
            }
        }
    }

    /// <summary>Says that the processor is about to use the buffer's mapping: <c>DMA_BUF_IOCTL_SYNC</c> with START.</summary>
    /// <param name="access">How it will use it; the matching <see cref="EndCpuAccess"/> says the same.</param>
    /// <returns>0; EINVAL when the access is neither read nor write. EINTR and EAGAIN do not come: the call is made again.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult BeginCpuAccess(DmaBufAccess access) => Sync((ulong)access | Uapi.DMA_BUF_SYNC_START);

    /// <summary>Says that the processor is done: <c>DMA_BUF_IOCTL_SYNC</c> with END.</summary>
    /// <inheritdoc cref="BeginCpuAccess"/>
    [UapiRole(UapiRole.Result)]
    public UapiResult EndCpuAccess(DmaBufAccess access) => Sync((ulong)access | Uapi.DMA_BUF_SYNC_END);

    /// <summary>Names the buffer, for whoever lists the buffers of the system: <c>DMA_BUF_SET_NAME</c>.</summary>
    /// <param name="name">At most 31 bytes of UTF-8.</param>
    /// <returns>0; EINVAL when the name is too long.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult SetName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<byte> utf8 = stackalloc byte[Uapi.DMA_BUF_NAME_LEN];
        if (!Encoding.UTF8.TryGetBytes(name, utf8[..^1], out int length))
        {
            return UapiResult.Failure(Errno.EINVAL);
        }

        utf8[length] = 0;
        fixed (byte* pointer = utf8)
        {
            return Handle.Ioctl(Uapi.DMA_BUF_SET_NAME_B, pointer);
        }
    }

    /// <summary>Closes the descriptor. An importer that holds the buffer keeps it.</summary>
    public void Dispose() => Handle.Dispose();

    private static UapiResult Ask(Uapi.dma_buf_ops* operations, Uapi.dma_buf* dmaBuf, byte stWidth, out ushort steeringTag, out byte processingHint)
    {
        steeringTag = 0;
        processingHint = 0;
        if (operations->get_tph == null)
        {
            return UapiResult.Failure(Errno.EOPNOTSUPP);
        }

        ushort tag;
        byte hint;
        UapiResult answer = UapiResult.FromKernel(operations->get_tph(dmaBuf, &tag, &hint, stWidth));
        if (answer.IsSuccess)
        {
            steeringTag = tag;
            processingHint = hint;
        }

        return answer;
    }

    private UapiResult Sync(ulong flags)
    {
        Uapi.dma_buf_sync sync = new() { flags = flags };
        while (true)
        {
            UapiResult result = Handle.Ioctl(Uapi.DMA_BUF_IOCTL_SYNC, ref sync, OnInterrupt.Retry);
            if (result.Errno != Errno.EAGAIN)
            {
                return result;
            }
        }
    }
}
