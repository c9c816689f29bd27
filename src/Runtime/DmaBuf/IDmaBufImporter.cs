// DmaBuf: the side of a kernel that its drivers see: from a descriptor to the exporter's call table.
namespace UapiGen.Runtime;

/// <summary>
/// What a driver that imports dma-bufs calls, under the names of the kernel's <c>linux/dma-buf.h</c>. A
/// running Linux keeps it to its drivers; the emulated kernel offers it, so that an importer can be written
/// against the generated <see cref="Uapi.dma_buf_ops"/>.
/// </summary>
public unsafe interface IDmaBufImporter
{
    /// <summary><c>dma_buf_get</c>: the buffer behind a descriptor, with a reference that <see cref="Put"/> gives back.</summary>
    /// <param name="fileDescriptor">The buffer's descriptor; it may be closed afterwards.</param>
    /// <param name="dmaBuf">The buffer, the same pointer for each descriptor of it; null after an error.</param>
    /// <returns>0; EBADF when nothing is open there, EINVAL when it is no dma-buf.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult Get([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, [UapiRole(UapiRole.Output)] out Uapi.dma_buf* dmaBuf);

    /// <summary><c>dma_buf_put</c>: gives a reference back. With the last one the exporter releases the buffer.</summary>
    void Put(Uapi.dma_buf* dmaBuf);

    /// <summary><c>dmabuf->ops</c>: the exporter's calls. A call that it does not offer is null. It stays for good.</summary>
    /// <param name="dmaBuf">A buffer to which the caller holds a reference.</param>
    Uapi.dma_buf_ops* Operations(Uapi.dma_buf* dmaBuf);
}
