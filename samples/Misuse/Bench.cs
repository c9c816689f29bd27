// What every mistake is made on: a device of an emulated kernel, and a dma-buf of two pages of its BAR 0.
using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using UapiGen.Runtime;
using static UapiGen.Runtime.Uapi;

namespace Misuse;

/// <summary>A kernel of its own for each mistake, so that none sees what another has done.</summary>
public sealed unsafe class Bench : IDisposable
{
    public const int Page = 4096;

    private readonly FencedMemory? _fence;
    private VfioGroup? _group;
    private ulong _open;

    /// <param name="isFenced">The kernel reaches only memory that <see cref="Reach"/> has named.</param>
    /// <param name="tph">The version of the TPH feature; null for the second of the series.</param>
    public Bench(bool isFenced = false, TphProfile? tph = null)
    {
        _fence = isFenced ? new FencedMemory() : null;
        Kernel = new EmulatedKernel(new EmulatedKernelOptions { PageSize = Page, UserMemory = _fence, Tph = tph ?? TphProfile.Seed });
        Machine = Kernel.AddPciDevice(EmulatedBar.Memory(16 * Page));
        Device = Machine.Open();
        Rdma = new EmulatedRdmaDevice(Kernel, PcieTphRequester.Extended);
        if (!isFenced)
        {
            Buffer = Device.ExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, [new vfio_region_dma_range { offset = 0, length = 2 * Page }]);
        }
    }

    public EmulatedKernel Kernel { get; }

    public EmulatedPciDevice Machine { get; }

    public VfioDevice Device { get; }

    public EmulatedRdmaDevice Rdma { get; }

    public DmaBuf Buffer { get; } = null!;

    /// <summary>Says whether the accesses that were begun are ended, each with its own flags.</summary>
    public bool IsEveryAccessEnded => _open == 0;

    /// <summary>A tag of 13 bits.</summary>
    public ushort WideTag { get; init; } = 0x1FF0;

    /// <summary>Lets a method return early.</summary>
    public bool HasNothingToDo { get; init; } = true;

    /// <summary>Makes a request of a file, as the C library's function does: -1 for a failure.</summary>
    public int MakeIoctl(UapiHandle file, uint request, void* argument) => file.Ioctl(request, argument).Value;

    /// <summary>Makes a request of the buffer, and keeps count of its accesses.</summary>
    public UapiResult SyncIoctl<T>(uint request, ref T argument)
        where T : unmanaged
    {
        UapiResult result = Buffer.Handle.Ioctl(request, ref argument, OnInterrupt.Retry);
        if (result.IsSuccess && argument is dma_buf_sync sync)
        {
            _open = (sync.flags & DMA_BUF_SYNC_END) == 0 ? _open | sync.flags : _open & ~sync.flags;
        }

        return result;
    }

    /// <summary>Asks the device, and keeps the answer to itself.</summary>
    public UapiResult AskIoctl<T>(uint request, in T argument)
        where T : unmanaged
    {
        T copy = argument;
        return Device.Handle.Ioctl(request, ref copy);
    }

    /// <summary>Opens the container with the device's group in it and its IOMMU chosen.</summary>
    public VfioContainer OpenContainer()
    {
        VfioContainer container = VfioContainer.Open(Kernel);
        _group = VfioGroup.Open(Kernel, Machine.GroupPath);
        _group.SetContainer(container).ThrowIfError(nameof(VFIO_GROUP_SET_CONTAINER));
        container.SetIommu(VFIO_TYPE1v2_IOMMU).ThrowIfError(nameof(VFIO_SET_IOMMU));
        return container;
    }

    /// <summary>A sealed file of one page, as udmabuf takes it.</summary>
    public uint MakeMemory()
    {
        int made = Kernel.CreateMemory("page", UapiMemoryFlags.AllowSealing | UapiMemoryFlags.CloseOnExec).ThrowIfError("memfd_create");
        Kernel.Truncate(made, Page).ThrowIfError("ftruncate");
        Kernel.Control(made, UapiControl.AddSeals, (uint)UapiSeals.Shrink).ThrowIfError("fcntl");
        return (uint)made;
    }

    /// <summary>Opens <c>/dev/udmabuf</c>.</summary>
    public DmaBufHandle OpenUdmabuf() => new(Kernel, Kernel.Open("/dev/udmabuf", UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec).ThrowIfError("open"));

    /// <summary>A descriptor that is not open, and how often it was asked for.</summary>
    public static int Counted(ref int calls)
    {
        calls++;
        return -1;
    }

    /// <summary>Lets a fenced kernel reach so many bytes, and no others.</summary>
    public void Reach(void* address, int size) => _fence!.Allow((nuint)address, size);

    /// <summary>Where the elements of an array lie at this moment.</summary>
    public static nuint AddressOf(byte[] array) => (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));

    /// <summary>Says whether the collector, at work as in any program sooner or later, moves an array away from some place.</summary>
    public static bool MovesFrom(nuint place, byte[] array)
    {
        for (int i = 0; i < 20 && AddressOf(array) == place; i++)
        {
            _ = new byte[Page];
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        }

        return AddressOf(array) != place;
    }

    /// <summary>Leaves something else than zeros in the memory that is rented next.</summary>
    public static void Scribble()
    {
        ulong[] memory = ArrayPool<ulong>.Shared.Rent(4);
        Array.Fill(memory, ulong.MaxValue);
        ArrayPool<ulong>.Shared.Return(memory);
    }

    /// <summary>Puts the payload of <c>VFIO_DEVICE_FEATURE_DMA_BUF_TPH</c> behind the room for a head.</summary>
    public void WriteTph(ulong* memory) => *(vfio_device_feature_dma_buf_tph*)(memory + 1) =
        new vfio_device_feature_dma_buf_tph { dmabuf_fd = Buffer.FileDescriptor, steering_tag = 0xF0, ph = 2 };

    /// <summary>Puts the payload of <c>VFIO_DEVICE_FEATURE_DMA_BUF</c>, with one page, behind the room for a head.</summary>
    public static vfio_device_feature_dma_buf* WriteDmaBuf(ulong* memory)
    {
        var payload = (vfio_device_feature_dma_buf*)(memory + 1);
        *payload = new vfio_device_feature_dma_buf { open_flags = (uint)(UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec), nr_ranges = 1 };
        vfio_device_feature_dma_buf.dma_ranges(ref *payload, 1)[0] = new vfio_region_dma_range { length = Page };
        return payload;
    }

    public void Dispose()
    {
        Buffer?.Dispose();
        _group?.Dispose();
        Device.Dispose();
        Kernel.Dispose();
    }
}

/// <summary>Memory of this process of which the kernel reaches one piece.</summary>
internal sealed unsafe class FencedMemory : IUserMemory
{
    private nuint _start;
    private nuint _end;

    public void Allow(nuint address, int size) => (_start, _end) = (address, address + (nuint)size);

    public bool TryRead(nuint address, Span<byte> destination)
    {
        if (!Allows(address, destination.Length))
        {
            return false;
        }

        new ReadOnlySpan<byte>((void*)address, destination.Length).CopyTo(destination);
        return true;
    }

    public bool TryWrite(nuint address, ReadOnlySpan<byte> source)
    {
        if (!Allows(address, source.Length))
        {
            return false;
        }

        source.CopyTo(new Span<byte>((void*)address, source.Length));
        return true;
    }

    private bool Allows(nuint address, int size) => address >= _start && address + (nuint)size <= _end;
}
