// Emulation: steering tags as in versions 9 to 11 of the series, with their 12-byte struct.
using System.Threading;

namespace UapiGen.Runtime.Emulation;

/// <summary>Two name spaces of tags, each with its valid bit; each set replaces both. Reader and writer share the reservation lock.</summary>
internal static unsafe class LatestTphRules
{
    private const uint ShortTag = UapiTphV11.VFIO_DMA_BUF_TPH_ST;
    private const uint ExtendedTag = UapiTphV11.VFIO_DMA_BUF_TPH_ST_EXT;
    private const byte HintMask = 3;

    // One word: valid bits 0 and 1, hint 2 and 3, tag from 8, extended tag from 16.
    private const int HintShift = 2;
    private const int TagShift = 8;
    private const int ExtendedTagShift = 16;

    public static int Set(EmulatedPciDevice device, in FeatureRequest request)
    {
        // Before the operation and the probe, so that a probe tells what the hardware can do.
        if (device.TphCompleter == PcieTphCompleter.None)
        {
            return -Errno.EOPNOTSUPP;
        }

        int check = request.Check(Uapi.VFIO_DEVICE_FEATURE_SET, (uint)sizeof(UapiTphV11.vfio_device_feature_dma_buf_tph));
        if (check != FeatureRequest.Proceed)
        {
            return check;
        }

        EmulatedKernel kernel = device.Kernel;
        if (!kernel.Memory.TryRead(request.Payload, out UapiTphV11.vfio_device_feature_dma_buf_tph tph))
        {
            return -Errno.EFAULT;
        }

        if ((tph.flags & ~(ShortTag | ExtendedTag)) != 0)
        {
            return -Errno.EINVAL;
        }

        if ((tph.ph & ~HintMask) != 0)
        {
            return -Errno.EINVAL;
        }

        if ((tph.flags & ExtendedTag) != 0 && device.TphCompleter != PcieTphCompleter.Extended)
        {
            return -Errno.EOPNOTSUPP;
        }

        int found = TphRules.Find(kernel, tph.dmabuf_fd, out VfioDmaBuf? buffer);
        if (buffer is null)
        {
            return found;
        }

        int result = Store(device, buffer, in tph);
        buffer.Put();
        return result;
    }

    /// <summary>The importer's question, asked with the reservation lock held.</summary>
    public static int Get(VfioDmaBuf buffer, bool extended, out ushort steeringTag, out byte processingHint)
    {
        buffer.Kernel.AssertHeld(buffer.Reservation);
        int stored = buffer.Tph;
        steeringTag = extended ? (ushort)(stored >> ExtendedTagShift) : (byte)(stored >> TagShift);
        processingHint = (byte)((stored >> HintShift) & HintMask);
        return (stored & (int)(extended ? ExtendedTag : ShortTag)) == 0 ? -Errno.EOPNOTSUPP : 0;
    }

    private static int Store(EmulatedPciDevice device, VfioDmaBuf buffer, in UapiTphV11.vfio_device_feature_dma_buf_tph tph)
    {
        if (buffer.Owner != device)
        {
            return -Errno.EINVAL;
        }

        if (device.Kernel.Faults.Hits(EmulatedFault.Interrupt))
        {
            return -Errno.EINTR;
        }

        int value = (int)tph.flags | (tph.ph << HintShift) | (tph.steering_tag << TagShift) | (tph.steering_tag_ext << ExtendedTagShift);
        Monitor.Enter(buffer.Reservation);
        buffer.Tph = value;
        Monitor.Exit(buffer.Reservation);
        return 0;
    }
}
