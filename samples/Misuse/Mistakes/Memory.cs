// Mistakes about descriptors, pointers and memory. See Fields.cs for how they are marked.
using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using UapiGen.Runtime;
using static UapiGen.Runtime.Uapi;

namespace Misuse;

/// <summary>UAPI24nn, and memory that nothing has cleared.</summary>
public static unsafe class Memory
{
    private const int Spare = 900;
    private const int ReadWrite = 3;
    private const int Anonymous = 0x22;

    public static string MemoryNotZeroed(Bench bench)
    {
        using VfioContainer container = bench.OpenContainer();
        void* page = NativeMemory.AlignedAlloc(Bench.Page, Bench.Page);
        Bench.Scribble();
        ulong[] memory = ArrayPool<ulong>.Shared.Rent(4); // UAPI2013: ArrayPool<ulong>.Shared.Rent(4)
        fixed (ulong* pointer = memory)
        {
            var map = (vfio_iommu_type1_dma_map*)pointer;
            map->argsz = (uint)sizeof(vfio_iommu_type1_dma_map);
            map->flags = VFIO_DMA_MAP_FLAG_READ;
            map->vaddr = (ulong)page;
            map->size = Bench.Page;
            UapiResult result = container.Handle.Ioctl(VFIO_IOMMU_MAP_DMA, map);
            NativeMemory.AlignedFree(page);
            return Outcome.Of(result);
        }
    }

    public static string FlexibleArrayOnStack(Bench bench)
    {
        using DmaBufHandle udmabuf = bench.OpenUdmabuf();
        udmabuf_create_list list = default; // instead: byte* list = stackalloc byte[udmabuf_create_list.list_SizeWith(1)];
        bench.Reach(&list, sizeof(udmabuf_create_list)); // instead: bench.Reach(list, udmabuf_create_list.list_SizeWith(1)); udmabuf_create_list.list(ref *(udmabuf_create_list*)list, 1)[0] = new() { memfd = bench.MakeMemory(), size = Bench.Page };
        list = new udmabuf_create_list { flags = UDMABUF_FLAGS_CLOEXEC, count = 1 }; // instead: *(udmabuf_create_list*)list = new() { flags = UDMABUF_FLAGS_CLOEXEC, count = 1 };
        return Outcome.Of(udmabuf.Ioctl(UDMABUF_CREATE_LIST, &list)); // UAPI2401: &list, instead: return Outcome.Of(udmabuf.Ioctl(UDMABUF_CREATE_LIST, list));
    }

    public static string CountDisagrees(Bench bench)
    {
        using DmaBufHandle udmabuf = bench.OpenUdmabuf();
        byte* memory = stackalloc byte[udmabuf_create_list.list_SizeWith(1)];
        bench.Reach(memory, udmabuf_create_list.list_SizeWith(1));
        var list = (udmabuf_create_list*)memory;
        list->flags = UDMABUF_FLAGS_CLOEXEC;
        list->count = 2; // UAPI2402: 2
        udmabuf_create_list.list(ref *list, 1)[0] = new udmabuf_create_item { memfd = bench.MakeMemory(), size = Bench.Page };
        return Outcome.Of(udmabuf.Ioctl(UDMABUF_CREATE_LIST, list));
    }

    public static string PointerAfterFixed(Bench bench)
    {
        var map = new vfio_iommu_type1_dma_map { argsz = (uint)sizeof(vfio_iommu_type1_dma_map), flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 };
        byte[] page = new byte[4096];
        nuint place = Bench.AddressOf(page);
        fixed (byte* pointer = page) // instead: void* pointer = NativeMemory.AlignedAlloc(4096, 4096);
        {
            map.vaddr = (ulong)pointer; // UAPI2403: (ulong)pointer
        }

        using VfioContainer container = bench.OpenContainer();
        UapiResult result = container.Handle.Ioctl(VFIO_IOMMU_MAP_DMA, ref map);
        return result.Errno == Errno.EBADF ? Outcome.Of(result) : Outcome.Silent(map.vaddr == place && Bench.MovesFrom(place, page), "the array has moved away");
    }

    public static string PointerToMovable(Bench bench)
    {
        byte[] page = new byte[4096]; // instead: byte[] page = GC.AllocateArray<byte>(4096, pinned: true);
        nuint place = Bench.AddressOf(page);
        var map = new vfio_iommu_type1_dma_map { argsz = (uint)sizeof(vfio_iommu_type1_dma_map), flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 };
        map.vaddr = (ulong)Unsafe.AsPointer(ref page[0]); // UAPI2404: (ulong)Unsafe.AsPointer(ref page[0])
        using VfioContainer container = bench.OpenContainer();
        UapiResult result = container.Handle.Ioctl(VFIO_IOMMU_MAP_DMA, ref map);
        return result.Errno == Errno.EBADF ? Outcome.Of(result) : Outcome.Silent(map.vaddr == place && Bench.MovesFrom(place, page), "the array has moved away");
    }

    public static string PointerNarrowed(Bench bench)
    {
        using VfioContainer container = bench.OpenContainer();
        void* page = NativeMemory.AlignedAlloc(Bench.Page, Bench.Page);
        var map = new vfio_iommu_type1_dma_map { argsz = (uint)sizeof(vfio_iommu_type1_dma_map), flags = VFIO_DMA_MAP_FLAG_READ, size = Bench.Page };
        map.vaddr = (ulong)(uint)page; // UAPI2405: (ulong)(uint)page
        UapiResult result = container.Handle.Ioctl(VFIO_IOMMU_MAP_DMA, ref map);
        NativeMemory.AlignedFree(page);
        return Outcome.Of(result);
    }

    public static string DescriptorUnset(Bench bench)
    {
        var tph = new vfio_device_feature_dma_buf_tph { steering_tag = 0xF0, ph = 2 };
        return Outcome.Of(bench.Device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in tph)); // UAPI2406: tph, instead: return Outcome.Of(bench.Device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, tph with { dmabuf_fd = bench.Buffer.FileDescriptor }));
    }

    public static string DescriptorAfterClose(Bench bench)
    {
        int fd = Libc.dup2(0, Spare);
        Libc.close(fd); // instead: using var last = new Microsoft.Win32.SafeHandles.SafeFileHandle(fd, ownsHandle: true);
        int copy = Libc.dup(fd); // UAPI2407: fd
        return copy < 0 ? Outcome.Of(Marshal.GetLastPInvokeError()) : Outcome.Of(Libc.close(copy));
    }

    public static string RegisterNarrowed(Bench bench)
    {
        var registers = (uint*)Libc.mmap(null, Bench.Page, ReadWrite, Anonymous, -1, 0);
        byte status = (byte)registers[0]; // UAPI2408: (byte)registers[0]
        return status == 0 ? Outcome.Unseen : Outcome.Right;
    }
}
