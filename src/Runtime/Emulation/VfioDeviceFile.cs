// Emulation: an open VFIO device. Mirrors vfio_device_fops_unl_ioctl.
namespace UapiGen.Runtime.Emulation;

/// <summary>What a device's descriptor points to.</summary>
/// <param name="device">The device.</param>
/// <param name="hasAccess">Whether the device may be used; a node that is not bound to an iommufd may not.</param>
internal sealed class VfioDeviceFile(EmulatedPciDevice device, bool hasAccess) : OpenFile
{
    public override int Ioctl(uint request, nuint argument)
    {
        if (!hasAccess)
        {
            return -Errno.EINVAL;
        }

        return request == Uapi.VFIO_DEVICE_FEATURE ? FeatureDispatch.Invoke(device, argument) : -Errno.ENOTTY;
    }

    protected override void Release()
    {
        if (hasAccess)
        {
            device.Close();
        }
    }
}
