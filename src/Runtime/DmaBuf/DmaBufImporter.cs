// DmaBuf: struct dma_buf_attach_ops, what an importing driver offers to the exporter.
namespace UapiGen.Runtime;

/// <summary>A driver that imports dma-bufs. Its callbacks run on the thread that moves the buffer, with the buffer's reservation lock held.</summary>
public abstract class DmaBufImporter
{
    /// <summary>Whether its device can reach the memory of other devices. A VFIO exporter refuses one that cannot (EOPNOTSUPP).</summary>
    public abstract bool AllowsPeerToPeer { get; }

    /// <summary>Whether it can let go of its mappings when told to. A VFIO exporter refuses one that cannot (EOPNOTSUPP).</summary>
    public virtual bool CanInvalidate => true;

    /// <summary>
    /// The buffer moved or is gone: mappings made before mean nothing any more, and neither do hints. An importer
    /// that does not unmap them here has to soon: whoever takes the memory away waits for it.
    /// </summary>
    /// <param name="attachment">What holds the mappings.</param>
    public virtual void InvalidateMappings(DmaBufAttachment attachment)
    {
    }
}
