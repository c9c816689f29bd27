// DmaBuf: a shared buffer, as its owner uses it and as an importer sees it.
using System;
using System.Text;

namespace UapiGen.Runtime;

/// <summary>A dma-buf: memory that devices share, held by a file descriptor.</summary>
/// <param name="handle">The buffer's descriptor; this object closes it.</param>
/// <param name="size">The buffer's bytes.</param>
public sealed unsafe class DmaBuf(DmaBufHandle handle, ulong size) : IDisposable
{
    private const byte TagWidth = 8;
    private const byte ExtendedTagWidth = 16;

    /// <summary>The buffer's descriptor.</summary>
    public DmaBufHandle Handle { get; } = handle ?? throw new ArgumentNullException(nameof(handle));

    /// <summary>The buffer's bytes.</summary>
    public ulong Size { get; } = size;

    /// <summary>The descriptor's number, for structs that carry one; it means nothing once this object is disposed.</summary>
    public int FileDescriptor => (int)Handle.DangerousGetHandle();

    /// <summary>
    /// Asks for the PCIe steering tag and processing hint, as an importer of this buffer would: through the
    /// exporter's generated <c>dma_buf_ops.get_tph</c>, or its successor <c>get_pci_tph</c>.
    /// </summary>
    /// <param name="stWidth">Bits of the tags that the importer can send: 8 or 16.</param>
    /// <param name="steeringTag">The tag; 0 unless the call succeeded.</param>
    /// <param name="processingHint">The hint; 0 unless the call succeeded.</param>
    /// <returns>
    /// 0; EOPNOTSUPP when none was set, when the exporter has no hints, or when the transport does not
    /// show them (Linux tells its drivers only); EINVAL when the tag has more bits than the importer can send, or
    /// for another width than 8 and 16 from later versions.
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
        if (Handle.Transport is not IDmaBufImporter importer)
        {
            return UapiResult.Failure(Errno.EOPNOTSUPP);
        }

        using UapiHandle.Use use = Handle.Hold();
        UapiResult got = importer.Get(use.FileDescriptor, out Uapi.dma_buf* dmaBuf);
        if (!got.IsSuccess)
        {
            return got;
        }

        UapiResult answer = importer.AskTph(dmaBuf, stWidth, out steeringTag, out processingHint);
        importer.Put(dmaBuf);
        return answer;
    }

    /// <summary>
    /// Asks for a PCIe steering tag and the processing hint by name space, as an importer of this buffer would. Where the
    /// kernel's exporter is asked for widths, an extended tag is one of 16 bits and the other one of 8.
    /// </summary>
    /// <param name="extended">Whether the importer sends extended tags.</param>
    /// <param name="steeringTag">The tag; 0 unless the call succeeded.</param>
    /// <param name="processingHint">The hint; 0 unless the call succeeded.</param>
    /// <returns>As <see cref="GetTph"/>.</returns>
    /// <exception cref="ObjectDisposedException">The buffer's handle is closed.</exception>
    [UapiRole(UapiRole.Result)]
    public UapiResult GetPciTph(
        bool extended,
        [UapiRole(UapiRole.Output), UapiRole(UapiRole.SteeringTag, Width = 16)] out ushort steeringTag,
        [UapiRole(UapiRole.Output), UapiRole(UapiRole.ProcessingHint)] out byte processingHint) =>
        GetTph(extended ? ExtendedTagWidth : TagWidth, out steeringTag, out processingHint);

    /// <summary>Begins an access by the processor that ends when the value is disposed: <c>DMA_BUF_IOCTL_SYNC</c> with START, then with END.</summary>
    /// <param name="access">What the processor will do.</param>
    /// <exception cref="UapiException">EINVAL: the access is neither read nor write.</exception>
    public DmaBufAccessScope Access(DmaBufAccess access)
    {
        BeginCpuAccess(access).ThrowIfError(nameof(Uapi.DMA_BUF_IOCTL_SYNC), "START");
        return new DmaBufAccessScope(this, access);
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

    /// <summary>The work that devices have in the buffer now, as a file: <c>DMA_BUF_IOCTL_EXPORT_SYNC_FILE</c>.</summary>
    /// <param name="access">What one wants to do: readers wait for writers, writers for all.</param>
    /// <param name="syncFile">The file, ready for input when the work is done, to be disposed by the caller; null after an error.</param>
    /// <returns>0; EINVAL when the access is neither read nor write; EMFILE, ENOMEM; ENOTTY from a kernel without sync files.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult ExportSyncFile(DmaBufAccess access, [UapiRole(UapiRole.Output)] out SyncFileHandle? syncFile)
    {
        SyncFileHandle made = new(Handle.Transport);
        Uapi.dma_buf_export_sync_file export = new() { flags = (uint)access, fd = -1 };
        UapiResult result = Handle.Ioctl(Uapi.DMA_BUF_IOCTL_EXPORT_SYNC_FILE, ref export);
        if (result.IsSuccess)
        {
            made.Fill(export.fd);
            syncFile = made;
        }
        else
        {
            made.Dispose();
            syncFile = null;
        }

        return result;
    }

    /// <summary>Puts work into the buffer, for which others then wait: <c>DMA_BUF_IOCTL_IMPORT_SYNC_FILE</c>.</summary>
    /// <param name="access">What the work does.</param>
    /// <param name="syncFile">The work.</param>
    /// <returns>0; EINVAL when the access is neither read nor write, or the file is no sync file; ENOMEM; ENOTTY from a kernel without sync files.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult ImportSyncFile(DmaBufAccess access, UapiHandle syncFile)
    {
        ArgumentNullException.ThrowIfNull(syncFile);
        using UapiHandle.Use use = syncFile.Hold();
        Uapi.dma_buf_import_sync_file import = new() { flags = (uint)access, fd = use.FileDescriptor };
        return Handle.Ioctl(Uapi.DMA_BUF_IOCTL_IMPORT_SYNC_FILE, ref import);
    }

    /// <summary>Maps the buffer into memory, to be unmapped by the caller; accesses stand between begin and end.</summary>
    /// <exception cref="UapiException">EINVAL: an exporter that does not show its buffers, as VFIO does not.</exception>
    public MappedRegion Map() => MappedRegion.Map(Handle, 0, checked((nuint)Size), UapiProtection.ReadWrite);

    /// <summary>Closes the descriptor. An importer that holds the buffer keeps it.</summary>
    public void Dispose() => Handle.Dispose();

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
