using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Peer.K;

namespace Peer;

/// <summary>An address space of the IOMMU.</summary>
internal sealed unsafe class AddressSpace : IDisposable
{
    private readonly int _iommufd = Sys.Open("/dev/iommu");

    public AddressSpace()
    {
        var alloc = new iommu_ioas_alloc { size = (uint)sizeof(iommu_ioas_alloc) };
        Sys.Ioctl(new Fd(_iommufd), IOMMU_IOAS_ALLOC, ref alloc);
        Id = alloc.out_ioas_id;
    }

    public uint Id { get; }

    public Fd Fd => new(_iommufd);

    public ulong Map(nint memory, ulong length, bool writable = true)
    {
        var map = new iommu_ioas_map
        {
            size = (uint)sizeof(iommu_ioas_map),
            flags = (uint)(iommufd_ioas_map_flags.IOMMU_IOAS_MAP_READABLE | (writable ? iommufd_ioas_map_flags.IOMMU_IOAS_MAP_WRITEABLE : 0)),
            ioas_id = Id,
            user_va = (ulong)memory,
            length = length,
        };
        Sys.Ioctl(Fd, IOMMU_IOAS_MAP, ref map);
        return map.iova;
    }

    public void Unmap(ulong iova, ulong length)
    {
        var unmap = new iommu_ioas_unmap { size = (uint)sizeof(iommu_ioas_unmap), ioas_id = Id, iova = iova, length = length };
        Sys.Ioctl(Fd, IOMMU_IOAS_UNMAP, &unmap);
        if (unmap.length < length)
        {
            throw new InvalidOperationException("more was asked for than was mapped");
        }
    }

    /// <summary>The ranges that the devices of the space can reach.</summary>
    public (ulong Start, ulong Last)[] Reach()
    {
        Span<iommu_iova_range> ranges = stackalloc iommu_iova_range[64];
        fixed (iommu_iova_range* p = ranges)
        {
            var query = new iommu_ioas_iova_ranges { size = (uint)sizeof(iommu_ioas_iova_ranges), ioas_id = Id, num_iovas = (uint)ranges.Length, allowed_iovas = (ulong)p };
            Sys.Ioctl(Fd, IOMMU_IOAS_IOVA_RANGES, ref query);
            return [.. ranges[..(int)query.num_iovas].ToArray().Select(static range => (range.start, range.last))];
        }
    }

    public void Dispose()
    {
        var destroy = new iommu_destroy { size = (uint)sizeof(iommu_destroy), id = Id };
        if (!Sys.TryIoctl(Fd, IOMMU_DESTROY, &destroy, out var errno))
        {
            Console.Error.WriteLine($"address space {Id} stays: {errno}");
        }

        Sys.Close(_iommufd);
    }
}

/// <summary>A device of /dev/vfio/devices.</summary>
internal sealed unsafe class Exporter : IDisposable
{
    private readonly int _device;
    private readonly uint _id;
    private bool _attached;

    public Exporter(string path, AddressSpace space)
    {
        _device = Sys.Open(path);
        try
        {
            var bind = vfio_device_bind_iommufd.Create();
            bind.iommufd = space.Fd;
            Sys.Ioctl(Fd, VFIO_DEVICE_BIND_IOMMUFD, ref bind);
            _id = bind.out_devid;
            Attach(space.Id);
        }
        catch
        {
            Sys.Close(_device);
            throw;
        }
    }

    public uint Id => _id;

    public Fd Fd => new(_device);

    public void Attach(uint space, uint? pasid = null)
    {
        var attach = vfio_device_attach_iommufd_pt.Create();
        attach.pt_id = space;
        if (pasid is uint number)
        {
            attach.flags = VFIO_DEVICE_ATTACH_PASID;
            attach.pasid = number;
        }

        Sys.Ioctl(Fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, ref attach);
        _attached = true;
    }

    public bool Offers(ushort feature, uint operation)
    {
        vfio_device_feature probe = new() { argsz = (uint)sizeof(vfio_device_feature), flags = VFIO_DEVICE_FEATURE_PROBE | operation | feature };
        return Sys.TryIoctl(Fd, VFIO_DEVICE_FEATURE, &probe, out _);
    }

    public SharedBuffer Export(uint region, params ReadOnlySpan<Range64> ranges)
    {
        ArgumentOutOfRangeException.ThrowIfZero(ranges.Length);
        int size = sizeof(vfio_device_feature) + vfio_device_feature_dma_buf.dma_ranges_SizeWith(ranges.Length);
        byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)size, 8);
        try
        {
            new Span<byte>(memory, size).Clear();
            var head = (vfio_device_feature*)memory;
            var body = (vfio_device_feature_dma_buf*)(head + 1);
            head->argsz = (uint)size;
            head->flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF;
            body->region_index = region;
            body->open_flags = 0x80002;
            body->nr_ranges = (uint)ranges.Length;
            var to = vfio_device_feature_dma_buf.dma_ranges(ref *body, ranges.Length);
            for (int i = 0; i < ranges.Length; i++)
            {
                to[i] = new() { offset = ranges[i].Offset, length = ranges[i].Length };
            }

            return new SharedBuffer(this, Sys.Ioctl(Fd, VFIO_DEVICE_FEATURE, memory));
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    /// <summary>What a peer is to put into its writes. To be called before the peer gets the buffer.</summary>
    public void Steer(SharedBuffer buffer, ushort tag, Hint hint)
    {
        Steering call = new()
        {
            Head = { argsz = (uint)sizeof(Steering), flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH },
            Body = { dmabuf_fd = buffer.Fd, steering_tag = tag, ph = (byte)hint },
        };
        Sys.Ioctl(Fd, VFIO_DEVICE_FEATURE, ref call);
    }

    public void Dispose()
    {
        if (_attached)
        {
            var detach = vfio_device_detach_iommufd_pt.Create();
            _ = Sys.TryIoctl(Fd, VFIO_DEVICE_DETACH_IOMMUFD_PT, &detach, out _);
        }

        Sys.Close(_device);
    }

    private struct Steering
    {
        public vfio_device_feature Head;
        public vfio_device_feature_dma_buf_tph Body;
    }
}

internal enum Hint : byte
{
    Bidirectional, Requester, Target, TargetWithPriority,
}

internal readonly record struct Range64(ulong Offset, ulong Length);

internal sealed class SharedBuffer(Exporter owner, int fd) : IDisposable
{
    private int _fd = fd;

    public Exporter Owner => owner;

    public int Fd => _fd >= 0 ? _fd : throw new ObjectDisposedException(nameof(SharedBuffer));

    public string Name
    {
        set
        {
            Span<byte> text = stackalloc byte[DMA_BUF_NAME_LEN];
            text.Clear();
            if (!System.Text.Encoding.UTF8.TryGetBytes(value, text[..^1], out _))
            {
                throw new ArgumentException($"more than {DMA_BUF_NAME_LEN - 1} bytes", nameof(value));
            }

            Sys.Ioctl(new Fd(Fd), DMA_BUF_SET_NAME_A, ref MemoryMarshal.GetReference(text));
        }
    }

    public void Dispose()
    {
        Sys.Close(Interlocked.Exchange(ref _fd, -1));
    }
}
