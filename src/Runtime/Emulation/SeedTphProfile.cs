// Emulation: steering tags as in the second version of the series, with its 8-byte struct.
namespace UapiGen.Runtime.Emulation;

/// <summary>
/// One tag, judged by its value when an importer asks for it. A set checks the reserved byte and the buffer;
/// it takes any tag and any hint, again and again, and there is no way to take them back.
/// </summary>
internal sealed class SeedTphProfile : TphProfile
{
    private const int Present = 1 << 24;
    private const int HintShift = 16;
    private const int WidestTag = 16;

    public override unsafe int Set(EmulatedPciDevice device, in FeatureRequest request)
    {
        int check = request.Check(Uapi.VFIO_DEVICE_FEATURE_SET, (uint)sizeof(Uapi.vfio_device_feature_dma_buf_tph));
        if (check != FeatureRequest.Proceed)
        {
            return check;
        }

        EmulatedKernel kernel = device.Kernel;
        if (!kernel.Memory.TryRead(request.Payload, out Uapi.vfio_device_feature_dma_buf_tph tph))
        {
            return -Errno.EFAULT;
        }

        if (tph.reserved != 0)
        {
            return -Errno.EINVAL;
        }

        int found = kernel.GetDmaBuf(tph.dmabuf_fd, out EmulatedDmaBuf? buffer);
        if (buffer is null)
        {
            return found;
        }

        int result = buffer is VfioDmaBuf exported && buffer.Operations == VfioDmaBuf.ExporterOperations
            ? device.StoreTph(exported, Present | (tph.ph << HintShift) | tph.steering_tag)
            : -Errno.EINVAL;
        buffer.Put();
        return result;
    }

    public override int Get(int stored, byte stWidth, out ushort steeringTag, out byte processingHint)
    {
        steeringTag = (ushort)stored;
        processingHint = (byte)(stored >> HintShift);
        if ((stored & Present) == 0)
        {
            return -Errno.EOPNOTSUPP;
        }

        // The width itself is not checked: 9 bits are compared as 9 bits, and 200 are as good as 16.
        return stWidth < WidestTag && steeringTag > (1 << stWidth) - 1 ? -Errno.EINVAL : 0;
    }
}
