using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using static Nvme.Libc;
using static Nvme.Uapi;

namespace Nvme;

internal readonly record struct Region(uint Index, ulong Offset, ulong Size, uint Flags)
{
    public bool CanMap => (Flags & VFIO_REGION_INFO_FLAG_MMAP) != 0;
}

internal sealed unsafe class VfioDevice(SafeFileHandle handle) : IDisposable
{
    private readonly List<int> _eventfds = [];

    public SafeFileHandle Handle => handle;

    public (uint Regions, uint Irqs) Describe()
    {
        vfio_device_info info = vfio_device_info.Create();
        Call(VFIO_DEVICE_GET_INFO, &info);
        if ((info.flags & VFIO_DEVICE_FLAGS_PCI) is 0)
        {
            throw new NotSupportedException("not a PCI device");
        }

        return (info.num_regions, info.num_irqs);
    }

    public IEnumerable<Region> Regions()
    {
        var (count, _) = Describe();
        for (uint i = 0; i < count; i++)
        {
            if (TryGetRegion(i, out var region) && region.Size > 0)
            {
                yield return region;
            }
        }
    }

    public bool TryGetRegion(uint index, out Region region)
    {
        var info = vfio_region_info.Create() with { index = index };
        int result = ioctl(handle, VFIO_DEVICE_GET_REGION_INFO, (nint)(&info));
        if (result == -1)
        {
            int errno = Marshal.GetLastPInvokeError();
            if (errno == EINVAL)
            {
                // The VGA region is absent on most devices.
                region = default;
                return false;
            }

            throw new VfioException(nameof(VFIO_DEVICE_GET_REGION_INFO), errno);
        }

        region = new Region(index, info.offset, info.size, info.flags);
        return true;
    }

    /// <summary>The areas of a region that may be mapped, when the kernel leaves out the MSI-X table.</summary>
    public IReadOnlyList<(ulong Offset, ulong Size)> SparseAreas(uint index)
    {
        uint size = (uint)sizeof(vfio_region_info);
        var areas = new List<(ulong, ulong)>();
        byte* memory = null;
        try
        {
            while (true)
            {
                NativeMemory.Free(memory);
                memory = (byte*)NativeMemory.AllocZeroed(size);
                var info = (vfio_region_info*)memory;
                info->argsz = size;
                info->index = index;
                Call(VFIO_DEVICE_GET_REGION_INFO, info);
                if (info->argsz > size)
                {
                    size = info->argsz;
                    continue;
                }

                if ((info->flags & VFIO_REGION_INFO_FLAG_CAPS) == 0)
                {
                    return areas;
                }

                for (uint at = info->cap_offset; at != 0;)
                {
                    var cap = (vfio_info_cap_header*)(memory + at);
                    if (cap->id == VFIO_REGION_INFO_CAP_SPARSE_MMAP)
                    {
                        var sparse = (vfio_region_info_cap_sparse_mmap*)cap;
                        foreach (ref readonly var area in vfio_region_info_cap_sparse_mmap.areas(ref *sparse, (int)sparse->nr_areas))
                        {
                            areas.Add((area.offset, area.size));
                        }
                    }

                    at = cap->next;
                }

                return areas;
            }
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    /// <summary>Gives each vector of MSI-X an eventfd.</summary>
    public IReadOnlyList<int> EnableMsix(int wanted)
    {
        var irq = vfio_irq_info.Create();
        irq.index = VFIO_PCI_MSIX_IRQ_INDEX;
        Call(VFIO_DEVICE_GET_IRQ_INFO, &irq);
        int count = Math.Min(wanted, (int)irq.count);
        if ((irq.flags & VFIO_IRQ_INFO_EVENTFD) == 0 || count == 0)
        {
            return [];
        }

        int size = sizeof(vfio_irq_set) + (count * sizeof(int));
        Span<byte> buffer = new byte[size];
        ref var set = ref MemoryMarshal.AsRef<vfio_irq_set>(buffer);
        set.argsz = (uint)size;
        set.flags = VFIO_IRQ_SET_DATA_EVENTFD | VFIO_IRQ_SET_ACTION_TRIGGER;
        set.index = VFIO_PCI_MSIX_IRQ_INDEX;
        set.start = 0;
        set.count = (uint)count;
        var fds = MemoryMarshal.Cast<byte, int>(buffer[sizeof(vfio_irq_set)..]);
        for (int i = 0; i < count; i++)
        {
            int fd = eventfd(0, O_CLOEXEC);
            if (fd < 0)
            {
                throw new VfioException(nameof(eventfd), Marshal.GetLastPInvokeError());
            }

            _eventfds.Add(fd);
            fds[i] = fd;
        }

        fixed (byte* p = buffer)
        {
            Call(VFIO_DEVICE_SET_IRQS, p);
        }

        return _eventfds;
    }

    public void DisableMsix()
    {
        var set = new vfio_irq_set
        {
            argsz = (uint)sizeof(vfio_irq_set),
            flags = VFIO_IRQ_SET_DATA_NONE | VFIO_IRQ_SET_ACTION_TRIGGER,
            index = VFIO_PCI_MSIX_IRQ_INDEX,
        };
        Call(VFIO_DEVICE_SET_IRQS, &set);
    }

    public void Reset() => Call(VFIO_DEVICE_RESET, null);

    public void EnableBusMaster(Region config)
    {
        const int Command = 4;
        ushort command;
        if (pread(handle, &command, sizeof(ushort), (long)config.Offset + Command) != sizeof(ushort))
        {
            throw new VfioException(nameof(pread), Marshal.GetLastPInvokeError());
        }

        command |= 0b110;
        if (pwrite(handle, &command, sizeof(ushort), (long)config.Offset + Command) != sizeof(ushort))
        {
            throw new VfioException(nameof(pwrite), Marshal.GetLastPInvokeError());
        }
    }

    public void Dispose()
    {
        foreach (int fd in _eventfds)
        {
            _ = close(fd);
        }

        handle.Dispose();
    }

    private int Call(uint request, void* argument)
    {
        int result;
        do
        {
            result = ioctl(handle, request, (nint)argument);
        }
        while (result == -1 && Marshal.GetLastPInvokeError() == EINTR);
        if (result == -1)
        {
            int error = Marshal.GetLastPInvokeError();
            Debug.WriteLine($"request {request:x} failed: {error}");
            throw new VfioException($"ioctl {request:x}", error);
        }

        return result;
    }
}
