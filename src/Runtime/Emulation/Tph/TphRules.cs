// Emulation: which rules for steering tags a kernel has.
namespace UapiGen.Runtime.Emulation;

/// <summary>What <c>VFIO_DEVICE_FEATURE_DMA_BUF_TPH</c> does in one version of the series.</summary>
internal static class TphRules
{
    /// <summary>The feature, from its own first check on.</summary>
    /// <returns>0 or a negated error number.</returns>
    public static int Set(EmulatedPciDevice device, in FeatureRequest request) => device.Kernel.Tph!.Version switch
    {
        TphVersion.Seed => SeedTphRules.Set(device, request),
        _ => LatestTphRules.Set(device, request),
    };

    /// <summary>The VFIO buffer of a descriptor, with a reference: <c>dma_buf_get</c>, and whether VFIO exported it.</summary>
    /// <returns>0; -EBADF when nothing is open there, -EINVAL when it is no dma-buf or another exporter's.</returns>
    public static unsafe int Find(EmulatedKernel kernel, int fileDescriptor, out VfioDmaBuf? exported)
    {
        exported = null;
        int found = kernel.GetDmaBuf(fileDescriptor, out EmulatedDmaBuf? buffer);
        if (buffer is null)
        {
            return found;
        }

        if (buffer.Operations != VfioDmaBufOperations.For(kernel.Tph))
        {
            buffer.Put();
            return -Errno.EINVAL;
        }

        exported = (VfioDmaBuf)buffer;
        return 0;
    }
}
