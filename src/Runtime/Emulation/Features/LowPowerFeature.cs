// Emulation: runtime low power. Mirrors vfio_pci_core_pm_entry and its two companions.
namespace UapiGen.Runtime.Emulation;

/// <summary>While the device is in low power its dma-bufs are revoked. Calls reach it all the same: they wake it as long as they last.</summary>
internal static unsafe class LowPowerFeature
{
    public static int Enter(EmulatedPciDevice device, in FeatureRequest request)
    {
        int check = request.Check(Uapi.VFIO_DEVICE_FEATURE_SET, 0);
        return check == FeatureRequest.Proceed ? device.Memory.EnterLowPower(null) : check;
    }

    public static int EnterWithWakeup(EmulatedPciDevice device, in FeatureRequest request)
    {
        int check = request.Check(Uapi.VFIO_DEVICE_FEATURE_SET, (uint)sizeof(Uapi.vfio_device_low_power_entry_with_wakeup));
        if (check != FeatureRequest.Proceed)
        {
            return check;
        }

        if (!device.Kernel.Memory.TryRead(request.Payload, out Uapi.vfio_device_low_power_entry_with_wakeup entry))
        {
            return -Errno.EFAULT;
        }

        // The reserved field may hold anything.
        if (entry.wakeup_eventfd < 0)
        {
            return -Errno.EINVAL;
        }

        OpenFile? file = device.Kernel.Files.Get(entry.wakeup_eventfd);
        int result = file is EventFile wakeup ? device.Memory.EnterLowPower(wakeup) : file is null ? -Errno.EBADF : -Errno.EINVAL;
        if (result < 0)
        {
            file?.Put();
        }

        return result;
    }

    public static int Exit(EmulatedPciDevice device, in FeatureRequest request)
    {
        int check = request.Check(Uapi.VFIO_DEVICE_FEATURE_SET, 0);
        if (check != FeatureRequest.Proceed)
        {
            return check;
        }

        device.Memory.ExitLowPower();
        return 0;
    }
}
