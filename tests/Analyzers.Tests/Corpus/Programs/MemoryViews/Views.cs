// One request and the ways to fill the memory for it: by pointers of other types, by views of Unsafe and Marshal, through helpers, twice for two requests.
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using UapiGen;
using static Views.Uapi;

namespace Views;

[UapiBindings("linux/vfio.h", "linux/dma-buf.h")]
public static partial class Uapi;

public unsafe class Memory
{
    [DllImport("libc", SetLastError = true)] static extern int ioctl(int fd, nuint request, void* argument);

    [DllImport("libc", EntryPoint="ioctl", SetLastError = true)] static extern int ioctl_p(int fd, nuint request, IntPtr argument);

    [DllImport("libc", SetLastError = true)] static extern int close(int fd);


    uint NewIntPtr(int fd) { vfio_device_info info = default; info.argsz = 24; if (ioctl_p(fd, VFIO_DEVICE_GET_INFO, new IntPtr(&info)) < 0) throw new Win32Exception(); return info.num_irqs; }

    static void Size<TAny>(void* p) where TAny : unmanaged => Unsafe.AsRef<uint>(p) = (uint)sizeof(TAny);

    uint HelperWithView(int fd) { vfio_device_info info = default; info.flags = 0; Size<vfio_device_info>(&info); return ioctl(fd, VFIO_DEVICE_GET_INFO, &info) < 0 ? 0 : info.num_irqs; }

    uint View(int fd) { byte* p = stackalloc byte[24]; ref var info = ref Unsafe.AsRef<vfio_device_info>(p); info.argsz = 24; return ioctl(fd, VFIO_DEVICE_GET_INFO, p) < 0 ? 0 : info.num_irqs; }

    uint ViewTwice(int fd) { byte* p = stackalloc byte[24]; Unsafe.AsRef<vfio_device_info>(p).argsz = 24; Unsafe.AsRef<vfio_device_info>(p).flags = 0; return ioctl(fd, VFIO_DEVICE_GET_INFO, p) < 0 ? 0 : Unsafe.AsRef<vfio_device_info>(p).num_irqs; }

    uint ViewOfNumber(int fd) { byte* p = stackalloc byte[24]; Unsafe.AsRef<uint>(p) = 24; ((vfio_device_info*)p)->flags = 0; return ioctl(fd, VFIO_DEVICE_GET_INFO, p) < 0 ? 0 : 1u; }

    uint PointerToNumber(int fd) { byte* p = stackalloc byte[24]; ((vfio_device_info*)p)->flags = 0; *(uint*)p = 24; return ioctl(fd, VFIO_DEVICE_GET_INFO, p) < 0 ? 0 : 1u; }

    uint Element(int fd) { uint* p = stackalloc uint[6]; ((vfio_device_info*)p)->flags = 0; p[0] = 24; return ioctl(fd, VFIO_DEVICE_GET_INFO, p) < 0 ? 0 : 1u; }

    uint Span(int fd) { byte* p = stackalloc byte[24]; ((vfio_device_info*)p)->flags = 0; var words = new Span<uint>(p, 6); words[0] = 24; return ioctl(fd, VFIO_DEVICE_GET_INFO, p) < 0 ? 0 : 1u; }

    uint PointerKept(int fd) { vfio_device_info info = default; info.flags = 0; void* p = Unsafe.AsPointer(ref info); *(uint*)p = 24; return ioctl(fd, VFIO_DEVICE_GET_INFO, p) < 0 ? 0 : info.num_irqs; }

    uint UnsafeWrite(int fd) { vfio_device_info info = default; info.flags = 0; Unsafe.Write(Unsafe.AsPointer(ref info), 24u); return ioctl(fd, VFIO_DEVICE_GET_INFO, &info) < 0 ? 0 : info.num_irqs; }

    uint MarshalWrite(int fd) { vfio_device_info info = default; info.flags = 0; Marshal.WriteInt32(new IntPtr(&info), 24); return ioctl(fd, VFIO_DEVICE_GET_INFO, &info) < 0 ? 0 : info.num_irqs; }

    uint MarshalWriteToInteger(int fd) { vfio_device_info info = default; info.flags = 0; Marshal.WriteInt32((nint)(&info), 24); return ioctl(fd, VFIO_DEVICE_GET_INFO, &info) < 0 ? 0 : info.num_irqs; }

    uint LocalFunction(int fd) { vfio_device_info info = default; info.flags = 0; Fill((nint)(&info)); return ioctl(fd, VFIO_DEVICE_GET_INFO, &info) < 0 ? 0 : info.num_irqs; static void Fill(nint p) => *(int*)p = 24; }

    uint As(int fd) { vfio_device_info info = default; info.flags = 0; Unsafe.As<vfio_device_info, uint>(ref info) = 24; return ioctl(fd, VFIO_DEVICE_GET_INFO, &info) < 0 ? 0 : info.num_irqs; }

    uint WriteUnaligned(int fd) { vfio_device_info info = default; info.flags = 0; Unsafe.WriteUnaligned(ref Unsafe.As<vfio_device_info, byte>(ref info), 24); return ioctl(fd, VFIO_DEVICE_GET_INFO, &info) < 0 ? 0 : info.num_irqs; }

    uint InitBlock(int fd) { vfio_device_info info = default; info.flags = 0; Unsafe.InitBlock(Unsafe.AsPointer(ref info), 0, 24); info.argsz = 24; return ioctl(fd, VFIO_DEVICE_GET_INFO, &info) < 0 ? 0 : info.num_irqs; }

    uint MemoryCopy(int fd) { vfio_device_info info = default; info.flags = 0; Buffer.MemoryCopy(new IntPtr(fd).ToPointer(), Unsafe.AsPointer(ref info), 24, 24); return ioctl(fd, VFIO_DEVICE_GET_INFO, &info) < 0 ? 0 : info.num_irqs; }

    static int Sized<TAny>(int fd, uint request, ref TAny t) where TAny : unmanaged { fixed (TAny* p = &t) { *(uint*)p = (uint)sizeof(TAny); return ioctl(fd, request, p); } }

    uint WrapperThatSizes(int fd) { vfio_device_info info = default; info.flags = 0; return Sized(fd, VFIO_DEVICE_GET_INFO, ref info) < 0 ? 0 : info.num_irqs; }

    int Feature(int fd, vfio_device_feature* f) => ioctl(fd, VFIO_DEVICE_FEATURE, f);

    bool ProbeByHelper(int fd) { var f = new vfio_device_feature { argsz = 8, flags = VFIO_DEVICE_FEATURE_PROBE | VFIO_DEVICE_FEATURE_MIGRATION }; return Feature(fd, &f) == 0; }

    bool OperationOfCaller(int fd, uint op) { var f = new vfio_device_feature { argsz = 8 }; f.flags = op | VFIO_DEVICE_FEATURE_MIGRATION; return Feature(fd, &f) == 0; }

    static int Map(int fd, vfio_iommu_type1_dma_map* m) { m->flags = VFIO_DMA_MAP_FLAG_READ; return ioctl(fd, VFIO_IOMMU_MAP_DMA, m); }

    int FlagsByHelper(int fd) { vfio_iommu_type1_dma_map m = new() { argsz = 32, size = 4096 }; return Map(fd, &m); }

    static int Sync(int fd, dma_buf_sync* s) { int r; do r = ioctl(fd, DMA_BUF_IOCTL_SYNC, s); while (r < 0 && Marshal.GetLastPInvokeError() is 4 or 11); return r; }

    static void Begin(int fd) { dma_buf_sync s = new() { flags = DMA_BUF_SYNC_RW }; if (Sync(fd, &s) < 0) throw new Win32Exception(); }

    static void End(int fd) { dma_buf_sync s = new() { flags = DMA_BUF_SYNC_RW | DMA_BUF_SYNC_END }; if (Sync(fd, &s) < 0) throw new Win32Exception(); }

    static void Use(int fd, byte* m) { Begin(fd); try { *m = 1; } finally { End(fd); } }

    struct Call<TP> where TP : unmanaged { public vfio_device_feature Head; public TP Payload; }

    int HeadOfGeneric(int fd) { Call<vfio_device_feature_bus_master> c = default; c.Head.argsz = (uint)sizeof(Call<vfio_device_feature_bus_master>); c.Head.flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_BUS_MASTER; c.Payload.op = 1; return ioctl(fd, VFIO_DEVICE_FEATURE, &c); }

    uint TwoRequestsCleared(int fd) { byte* p = stackalloc byte[64]; var i = (vfio_device_info*)p; i->argsz = 24; if (ioctl(fd, VFIO_DEVICE_GET_INFO, p) < 0) return 0; new Span<byte>(p, 64).Clear(); var r = (vfio_region_info*)p; r->argsz = 32; r->index = 1; if (ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p) < 0) return 0; return (uint)r->size; }

    uint TwoRequests(int fd) { byte* p = stackalloc byte[64]; var i = (vfio_device_info*)p; i->argsz = 24; if (ioctl(fd, VFIO_DEVICE_GET_INFO, p) < 0) return 0; var r = (vfio_region_info*)p; r->argsz = 32; r->flags = 0; r->index = 1; if (ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p) < 0) return 0; return (uint)r->size; }

    uint TwoRequestsAssigned(int fd) { byte* p = stackalloc byte[64]; *(vfio_device_info*)p = new() { argsz = 24 }; if (ioctl(fd, VFIO_DEVICE_GET_INFO, p) < 0) return 0; *(vfio_region_info*)p = new() { argsz = 32, index = 1 }; if (ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p) < 0) return 0; return 1; }

    int FlagsOfCaller(int fd, uint flags, uint pasid) { vfio_device_attach_iommufd_pt a = new() { argsz = 16, pt_id = 1 }; a.flags = flags; a.pasid = pasid; return ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a); }

    int Announced(int fd, uint? pasid) { vfio_device_attach_iommufd_pt a = new() { argsz = 16, pt_id = 1, flags = pasid is null ? 0 : (uint)VFIO_DEVICE_ATTACH_PASID, pasid = pasid ?? 0 }; return ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a); }

    int AnnouncedLater(int fd, uint? pasid) { vfio_device_attach_iommufd_pt a = new() { argsz = 16, pt_id = 1, pasid = pasid.GetValueOrDefault() }; if (pasid.HasValue) a.flags |= VFIO_DEVICE_ATTACH_PASID; return ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a); }
}
