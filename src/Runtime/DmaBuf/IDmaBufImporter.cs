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

    /// <summary>
    /// <c>dmabuf->ops</c>: the exporter's calls. A call that it does not offer is null, as <c>get_tph</c> is where the kernel
    /// has another version of it. It stays for good.
    /// </summary>
    /// <param name="dmaBuf">A buffer to which the caller holds a reference.</param>
    Uapi.dma_buf_ops* Operations(Uapi.dma_buf* dmaBuf);

    /// <summary>
    /// The same table in a kernel with version 11 of the hints, which has <c>get_pci_tph</c>, to be called with the
    /// reservation lock held; null for an exporter without it, and in another kernel.
    /// </summary>
    /// <param name="dmaBuf">A buffer to which the caller holds a reference.</param>
    UapiTphV11.dma_buf_ops* OperationsV11(Uapi.dma_buf* dmaBuf) => null;

    /// <summary>
    /// Asks the exporter for a steering tag and the hint, as the kernel's own wrapper does: the call of whichever version the
    /// exporter has, under the lock that this version wants.
    /// </summary>
    /// <param name="dmaBuf">A buffer to which the caller holds a reference.</param>
    /// <param name="stWidth">Bits of the tags that the importer can send.</param>
    /// <param name="steeringTag">The tag; 0 unless the call succeeded.</param>
    /// <param name="processingHint">The hint; 0 unless the call succeeded.</param>
    /// <returns>0; EOPNOTSUPP without a tag, or from an exporter without hints; EINVAL for a tag that is too wide.</returns>
    [UapiRole(UapiRole.Result)]
    UapiResult AskTph(
        Uapi.dma_buf* dmaBuf,
        [UapiRole(UapiRole.SteeringTagWidth)] byte stWidth,
        [UapiRole(UapiRole.Output), UapiRole(UapiRole.SteeringTag, Width = 16)] out ushort steeringTag,
        [UapiRole(UapiRole.Output), UapiRole(UapiRole.ProcessingHint)] out byte processingHint)
    {
        steeringTag = 0;
        processingHint = 0;
        Uapi.dma_buf_ops* operations = Operations(dmaBuf);
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
}
