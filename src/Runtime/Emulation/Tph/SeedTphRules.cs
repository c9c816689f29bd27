// Emulation: steering tags as in the second version of the series, with its 8-byte struct.
using System.Threading;

namespace UapiGen.Runtime.Emulation;

/// <summary>
/// One tag, judged by its value when an importer asks for it. A set checks the reserved byte and the buffer;
/// it takes any tag and any hint, again and again, and there is no way to take them back.
/// </summary>
internal static unsafe class SeedTphRules
{
    private const int Present = 1 << 24;
    private const int HintShift = 16;
    private const int HintMask = 0xff << HintShift;
    private const int WidestTag = 16;

    public static int Set(EmulatedPciDevice device, in FeatureRequest request)
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

        int found = TphRules.Find(kernel, tph.dmabuf_fd, out VfioDmaBuf? buffer);
        if (buffer is null)
        {
            return found;
        }

        // The owner can only go under this lock.
        int result = 0;
        device.MemoryLock.EnterWrite();
        if (buffer.Owner != device)
        {
            result = -Errno.EINVAL;
        }
        else
        {
            Store(buffer, Present | (tph.ph << HintShift) | tph.steering_tag);
        }

        device.MemoryLock.ExitWrite();
        buffer.Put();
        return result;
    }

    /// <summary>The importer's question. It takes no lock.</summary>
    public static int Get(VfioDmaBuf buffer, byte stWidth, out ushort steeringTag, out byte processingHint)
    {
        int stored = Load(buffer);
        steeringTag = (ushort)stored;
        processingHint = (byte)(stored >> HintShift);
        if ((stored & Present) == 0)
        {
            return -Errno.EOPNOTSUPP;
        }

        // The width itself is not checked: 9 bits are compared as 9 bits, and 200 are as good as 16.
        return stWidth < WidestTag && steeringTag > (1 << stWidth) - 1 ? -Errno.EINVAL : 0;
    }

    // In the proposal tag and hint are two fields, and nothing orders them: a reader can get one of each.
    private static void Store(VfioDmaBuf buffer, int value)
    {
        if (buffer.Kernel.TearsSeedTph)
        {
            buffer.Tph = (buffer.Tph & HintMask) | (value & ~HintMask);
            Thread.Yield();
        }

        buffer.Tph = value;
    }

    private static int Load(VfioDmaBuf buffer)
    {
        int first = buffer.Tph;
        if (!buffer.Kernel.TearsSeedTph)
        {
            return first;
        }

        Thread.Yield();
        return (first & ~HintMask) | (buffer.Tph & HintMask);
    }
}
