// Emulation: struct dma_buf. Its address is a handle: drivers see an opaque pointer, as in the kernel.
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>A shared buffer of some exporter. Mirrors <c>drivers/dma-buf/dma-buf.c</c>.</summary>
internal abstract unsafe class EmulatedDmaBuf : OpenFile
{
    private readonly List<DmaBufAttachment> _attachments = [];
    private GCHandle _self;

    /// <param name="kernel">The kernel that it is in.</param>
    /// <param name="operations">The exporter's calls; this address tells one exporter from another.</param>
    /// <param name="size">Bytes.</param>
    protected EmulatedDmaBuf(EmulatedKernel kernel, Uapi.dma_buf_ops* operations, ulong size)
    {
        Kernel = kernel;
        Operations = operations;
        Size = size;
        _self = GCHandle.Alloc(this);
    }

    public EmulatedKernel Kernel { get; }

    public Uapi.dma_buf_ops* Operations { get; }

    public ulong Size { get; }

    /// <summary>Set by DMA_BUF_SET_NAME; empty before.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>dmabuf->resv</c>, the lock of its attachments and of what its exporter keeps about it. Taken after the device's memory lock.</summary>
    public object Reservation { get; } = new();

    /// <summary>What stands for the buffer wherever <c>struct dma_buf *</c> does; good until the release.</summary>
    public Uapi.dma_buf* Pointer => (Uapi.dma_buf*)GCHandle.ToIntPtr(_self);

    public int AttachmentCount
    {
        get
        {
            lock (Reservation)
            {
                return _attachments.Count;
            }
        }
    }

    /// <summary>The buffer that a pointer stands for; the caller holds a reference to it.</summary>
    public static EmulatedDmaBuf From(Uapi.dma_buf* pointer) => (EmulatedDmaBuf)GCHandle.FromIntPtr((nint)pointer).Target!;

    public override int Ioctl(uint request, nuint argument) => DmaBufRequests.Invoke(this, request, argument);

    public override int Map(ulong offset, nuint length, UapiProtection protection, out nuint address)
    {
        address = 0;
        return -Errno.EINVAL;
    }

    // Of lseek just the two that tell the size and go back.
    public override int Seek(long offset, SeekOrigin origin, out long position)
    {
        position = origin == SeekOrigin.End ? (long)Size : 0;
        return offset != 0 || origin is not (SeekOrigin.Begin or SeekOrigin.End) ? -Errno.EINVAL : 0;
    }

    /// <summary><c>dma_buf_dynamic_attach</c>. The caller's reference becomes the attachment's when it succeeds.</summary>
    /// <returns>0, -ENOMEM, or what the exporter says.</returns>
    public int Attach(DmaBufImporter importer, out DmaBufAttachment? attachment)
    {
        attachment = null;
        if (Kernel.Faults.Hits(EmulatedFault.Allocation))
        {
            return -Errno.ENOMEM;
        }

        DmaBufAttachment made = new(this, importer);
        int answer = Operations->attach == null ? 0 : Operations->attach(Pointer, made.Pointer);
        if (answer < 0)
        {
            made.Abandon();
            return answer;
        }

        lock (Reservation)
        {
            _attachments.Add(made);
        }

        attachment = made;
        return 0;
    }

    public void Detach(DmaBufAttachment attachment)
    {
        lock (Reservation)
        {
            _attachments.Remove(attachment);
        }

        if (Operations->detach != null)
        {
            Operations->detach(Pointer, attachment.Pointer);
        }
    }

    /// <summary><c>dma_buf_invalidate_mappings</c>: tells the importers that can be told. The caller holds the reservation lock.</summary>
    public void InvalidateMappings()
    {
        foreach (DmaBufAttachment attachment in _attachments)
        {
            if (attachment.Importer.CanInvalidate)
            {
                attachment.Importer.InvalidateMappings(attachment);
            }
        }
    }

    protected override void Release()
    {
        Operations->release(Pointer);
        _self.Free();
    }
}
