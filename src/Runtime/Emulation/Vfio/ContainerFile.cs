// Emulation: /dev/vfio/vfio, groups that share an IOMMU. Mirrors drivers/vfio/container.c.
namespace UapiGen.Runtime.Emulation;

/// <summary>What a container's descriptor points to.</summary>
internal sealed class ContainerFile(EmulatedKernel kernel) : OpenFile
{
    private readonly object _gate = new();
    private int _groups;
    private Type1Iommu? _iommu;

    public bool HasIommu
    {
        get
        {
            lock (_gate)
            {
                return _iommu is not null;
            }
        }
    }

    public void Attach()
    {
        lock (_gate)
        {
            _groups++;
        }
    }

    /// <summary>A group leaves. With the last one the IOMMU goes, and all mappings.</summary>
    public void Detach()
    {
        lock (_gate)
        {
            if (--_groups == 0)
            {
                _iommu = null;
            }
        }
    }

    public override bool HasPlaces => true;

    public override int Ioctl(uint request, nuint argument)
    {
        if (request == Uapi.VFIO_GET_API_VERSION)
        {
            return Uapi.VFIO_API_VERSION;
        }

        lock (_gate)
        {
            if (request == Uapi.VFIO_CHECK_EXTENSION)
            {
                return Type1Iommu.HasExtension(argument, _iommu) ? 1 : 0;
            }

            if (request == Uapi.VFIO_SET_IOMMU)
            {
                return SetIommu(argument);
            }

            return _iommu is null ? -Errno.EINVAL : _iommu.Ioctl(request, argument);
        }
    }

    private int SetIommu(nuint type)
    {
        if (_groups == 0 || _iommu is not null)
        {
            return -Errno.EINVAL;
        }

        if (!Type1Iommu.HasExtension(type, null))
        {
            return -Errno.ENODEV;
        }

        // An extension that is no kind of IOMMU.
        if (type is not ((nuint)Uapi.VFIO_TYPE1_IOMMU or (nuint)Uapi.VFIO_TYPE1v2_IOMMU))
        {
            return -Errno.EINVAL;
        }

        _iommu = new Type1Iommu(kernel, isVersion2: type == (nuint)Uapi.VFIO_TYPE1v2_IOMMU);
        return 0;
    }
}
