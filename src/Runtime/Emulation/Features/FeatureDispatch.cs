// Emulation: from a feature's index to the feature. Mirrors vfio_main.c, then vfio_pci_core_ioctl_feature.
namespace UapiGen.Runtime.Emulation;

/// <summary>The features of an emulated PCI device, which neither migrates nor logs its writes, and is no SR-IOV function.</summary>
internal static class FeatureDispatch
{
    /// <summary><c>VFIO_DEVICE_FEATURE</c>.</summary>
    /// <returns>What the feature returns, or a negated error number.</returns>
    public static int Invoke(EmulatedPciDevice device, nuint argument)
    {
        int head = FeatureRequest.Read(device.Kernel.Memory, argument, out FeatureRequest request);
        return head < 0 ? head : InvokeCore(device, request);
    }

    // VFIO's own features come first; each asks for what the device lacks before it looks at the operation.
    private static int InvokeCore(EmulatedPciDevice device, in FeatureRequest request) => request.Index switch
    {
        Uapi.VFIO_DEVICE_FEATURE_MIGRATION or
        Uapi.VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE or
        Uapi.VFIO_DEVICE_FEATURE_MIG_DATA_SIZE or
        Uapi.VFIO_DEVICE_FEATURE_DMA_LOGGING_START or
        Uapi.VFIO_DEVICE_FEATURE_DMA_LOGGING_STOP or
        Uapi.VFIO_DEVICE_FEATURE_DMA_LOGGING_REPORT => -Errno.ENOTTY,
        Uapi.VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2 => -Errno.EINVAL,
        _ => InvokeDriver(device, request),
    };

    private static int InvokeDriver(EmulatedPciDevice device, in FeatureRequest request)
    {
        // Of two features that claim an index the one of the header in use has it.
        if (request.Index == device.Kernel.Tph?.Feature && device.Kernel.HasDmaBufSupport)
        {
            return TphRules.Set(device, request);
        }

        return request.Index switch
        {
            Uapi.VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY => LowPowerFeature.Enter(device, request),
            Uapi.VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP => LowPowerFeature.EnterWithWakeup(device, request),
            Uapi.VFIO_DEVICE_FEATURE_LOW_POWER_EXIT => LowPowerFeature.Exit(device, request),
            Uapi.VFIO_DEVICE_FEATURE_DMA_BUF when device.Kernel.HasDmaBufSupport => DmaBufFeature.Get(device, request),
            _ => -Errno.ENOTTY,
        };
    }
}
