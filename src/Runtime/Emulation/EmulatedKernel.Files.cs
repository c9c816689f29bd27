// Emulation: the kernel's own way to files and dma-bufs, and what drivers that import them call.
using System;
using UapiGen.Runtime.Emulation;

namespace UapiGen.Runtime;

public sealed unsafe partial class EmulatedKernel
{
    /// <summary>Opens a dma-buf of an exporter other than VFIO, one page of memory without hints.</summary>
    /// <returns>Its descriptor, or EMFILE.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult OpenForeignDmaBuf() => UapiResult.FromKernel(Install(MemoryDmaBuf.Allocate(this, (ulong)PageSize), closeOnExec: true));

    /// <summary>Whether a VFIO dma-buf is revoked: its device's memory is off, or the device was closed.</summary>
    /// <returns>1 or 0; EBADF, and EINVAL for anything but a dma-buf of a VFIO device.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult IsRevoked([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor)
    {
        int found = GetDmaBuf(fileDescriptor, out EmulatedDmaBuf? buffer);
        if (buffer is null)
        {
            return UapiResult.FromKernel(found);
        }

        int revoked = buffer is not VfioDmaBuf exported ? -Errno.EINVAL : exported.IsRevoked ? 1 : 0;
        buffer.Put();
        return UapiResult.FromKernel(revoked);
    }

    /// <summary>The name that <c>DMA_BUF_SET_NAME</c> gave a dma-buf, as its <c>fdinfo</c> shows it.</summary>
    /// <param name="fileDescriptor">The buffer's descriptor.</param>
    /// <param name="name">The name; empty before one was given, and after an error.</param>
    /// <returns>0; EBADF, EINVAL.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult GetName([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, [UapiRole(UapiRole.Output)] out string name)
    {
        int found = GetDmaBuf(fileDescriptor, out EmulatedDmaBuf? buffer);
        name = buffer?.Name ?? "";
        buffer?.Put();
        return UapiResult.FromKernel(found);
    }

    /// <summary>Attaches a driver to a dma-buf: <c>dma_buf_get</c> and <c>dma_buf_dynamic_attach</c>.</summary>
    /// <param name="fileDescriptor">The buffer's descriptor; it may be closed afterwards.</param>
    /// <param name="importer">The driver.</param>
    /// <param name="attachment">What it holds the buffer by, to be disposed; null after an error.</param>
    /// <returns>
    /// 0; EBADF, EINVAL as <see cref="Get"/>; ENOMEM; from VFIO: EOPNOTSUPP for a driver without peer-to-peer or one that
    /// cannot let go, ENODEV for a buffer that is revoked.
    /// </returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult Attach(
        [UapiRole(UapiRole.FileDescriptor), UapiRole(UapiRole.Imports)] int fileDescriptor,
        DmaBufImporter importer,
        [UapiRole(UapiRole.Output)] out DmaBufAttachment? attachment)
    {
        ArgumentNullException.ThrowIfNull(importer);
        attachment = null;
        int result = GetDmaBuf(fileDescriptor, out EmulatedDmaBuf? buffer);
        if (buffer is null)
        {
            return UapiResult.FromKernel(result);
        }

        result = buffer.Attach(importer, out attachment);
        if (result < 0)
        {
            buffer.Put();
        }

        return UapiResult.FromKernel(result);
    }

    /// <summary>What iommufd asks the VFIO exporter in place of a mapping: the one piece of its memory.</summary>
    /// <param name="fileDescriptor">The buffer's descriptor.</param>
    /// <param name="piece">The piece; empty after an error.</param>
    /// <returns>0; EBADF, EINVAL; EOPNOTSUPP for another exporter's buffer; ENODEV when it is revoked; EOPNOTSUPP when it has several pieces.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult MapPrivate([UapiRole(UapiRole.FileDescriptor), UapiRole(UapiRole.Imports)] int fileDescriptor, [UapiRole(UapiRole.Output)] out DmaBufPiece piece)
    {
        piece = default;
        int result = GetDmaBuf(fileDescriptor, out EmulatedDmaBuf? buffer);
        if (buffer is null)
        {
            return UapiResult.FromKernel(result);
        }

        result = buffer is VfioDmaBuf exported ? exported.MapPrivate(out piece) : -Errno.EOPNOTSUPP;
        buffer.Put();
        return UapiResult.FromKernel(result);
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Get([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, [UapiRole(UapiRole.Output)] out Uapi.dma_buf* dmaBuf)
    {
        int found = GetDmaBuf(fileDescriptor, out EmulatedDmaBuf? buffer);
        dmaBuf = buffer is null ? null : buffer.Pointer;
        return UapiResult.FromKernel(found);
    }

    /// <inheritdoc/>
    public void Put(Uapi.dma_buf* dmaBuf) => EmulatedDmaBuf.From(dmaBuf).Put();

    /// <inheritdoc/>
    public Uapi.dma_buf_ops* Operations(Uapi.dma_buf* dmaBuf) => EmulatedDmaBuf.From(dmaBuf).Operations;

    /// <inheritdoc/>
    public UapiTphV11.dma_buf_ops* OperationsV11(Uapi.dma_buf* dmaBuf) => OperationsV11(EmulatedDmaBuf.From(dmaBuf));

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult AskTph(
        Uapi.dma_buf* dmaBuf,
        [UapiRole(UapiRole.SteeringTagWidth)] byte stWidth,
        [UapiRole(UapiRole.Output), UapiRole(UapiRole.SteeringTag, Width = 16)] out ushort steeringTag,
        [UapiRole(UapiRole.Output), UapiRole(UapiRole.ProcessingHint)] out byte processingHint) =>
        UapiResult.FromKernel(TphQuestion.Ask(EmulatedDmaBuf.From(dmaBuf), stWidth, out steeringTag, out processingHint));

    internal static UapiTphV11.dma_buf_ops* OperationsV11(EmulatedDmaBuf buffer) =>
        buffer.Operations == VfioDmaBufOperations.For(TphProfile.Latest) ? VfioDmaBufOperations.V11 : null;

    /// <summary>Gives a new file a descriptor; without one the file is released at once.</summary>
    internal int Install(OpenFile file, bool closeOnExec)
    {
        int fileDescriptor = Faults.Hits(EmulatedFault.Descriptor) ? -Errno.EMFILE : Files.Install(file, closeOnExec);
        if (fileDescriptor < 0)
        {
            file.Put();
        }

        return fileDescriptor;
    }

    /// <summary>Whether a descriptor could be had now: <c>get_unused_fd_flags</c>, which some requests call before anything else.</summary>
    internal bool HasFreeDescriptor() => !Faults.Hits(EmulatedFault.Descriptor) && Files.HasFree;

    /// <summary>Takes back a descriptor that was not shown to anybody.</summary>
    internal void Withdraw(int fileDescriptor) => Files.Remove(fileDescriptor)?.Put();

    /// <summary>The dma-buf of a descriptor, with a reference for the caller: <c>dma_buf_get</c>.</summary>
    /// <returns>0, -EBADF or -EINVAL.</returns>
    internal int GetDmaBuf(int fileDescriptor, out EmulatedDmaBuf? buffer)
    {
        OpenFile? file = Files.Get(fileDescriptor);
        buffer = file as EmulatedDmaBuf;
        if (file is null)
        {
            return -Errno.EBADF;
        }

        if (buffer is null)
        {
            file.Put();
            return -Errno.EINVAL;
        }

        return 0;
    }
}
