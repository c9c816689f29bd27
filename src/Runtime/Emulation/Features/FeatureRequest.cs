// Emulation: one VFIO_DEVICE_FEATURE call. Mirrors vfio_ioctl_device_feature and vfio_check_feature in the kernel.
namespace UapiGen.Runtime.Emulation;

/// <summary>A feature call whose head was found sound.</summary>
/// <param name="Flags">Index and operations.</param>
/// <param name="Payload">Where the payload is in the caller's memory.</param>
/// <param name="PayloadSize">Bytes that the caller claims are there; nothing keeps a feature from reading more.</param>
internal readonly record struct FeatureRequest(uint Flags, nuint Payload, uint PayloadSize)
{
    /// <summary>What <see cref="Check"/> returns when there is work to do.</summary>
    public const int Proceed = 1;

    private const uint Operations = Uapi.VFIO_DEVICE_FEATURE_GET | Uapi.VFIO_DEVICE_FEATURE_SET;
    private const uint Probe = Uapi.VFIO_DEVICE_FEATURE_PROBE;
    private const uint Known = Uapi.VFIO_DEVICE_FEATURE_MASK | Operations | Probe;

    public uint Index => Flags & Uapi.VFIO_DEVICE_FEATURE_MASK;

    /// <summary>Reads the head and judges what does not depend on the feature.</summary>
    /// <returns>0, -EFAULT or -EINVAL.</returns>
    public static unsafe int Read(CallerMemory memory, nuint argument, out FeatureRequest request)
    {
        request = default;
        if (!memory.TryRead(argument, out Uapi.vfio_device_feature head))
        {
            return -Errno.EFAULT;
        }

        if (head.argsz < sizeof(Uapi.vfio_device_feature))
        {
            return -Errno.EINVAL;
        }

        if ((head.flags & ~Known) != 0)
        {
            return -Errno.EINVAL;
        }

        // Both operations together are a question, and no order.
        if ((head.flags & (Operations | Probe)) == Operations)
        {
            return -Errno.EINVAL;
        }

        uint headSize = (uint)sizeof(Uapi.vfio_device_feature);
        request = new FeatureRequest(head.flags, argument + headSize, head.argsz - headSize);
        return 0;
    }

    /// <summary>Judges what depends on the feature: a wrong operation, then a probe, then no operation, then the size.</summary>
    /// <param name="supported">The operations that the feature has.</param>
    /// <param name="minimumSize">Bytes of the least payload.</param>
    /// <returns><see cref="Proceed"/>, 0 when it was a probe, or -EINVAL.</returns>
    public int Check(uint supported, uint minimumSize)
    {
        uint wanted = Flags & Operations;
        if ((wanted & ~supported) != 0)
        {
            return -Errno.EINVAL;
        }

        if ((Flags & Probe) != 0)
        {
            return 0;
        }

        return wanted == 0 || PayloadSize < minimumSize ? -Errno.EINVAL : Proceed;
    }
}
