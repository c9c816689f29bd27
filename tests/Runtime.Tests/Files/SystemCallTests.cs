using System;
using System.IO;
using System.Runtime.Versioning;
using Xunit;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>The seam's system calls. Those of the first class are made on both kernels, and have to be answered alike.</summary>
[SupportedOSPlatform("linux")]
public sealed unsafe class SystemCallTests
{
    public static TheoryData<string> Kernels => ["emulated", "running"];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Descriptors_AreDuplicatedAndClosed(string name) => On(name, kernel =>
    {
        int file = kernel.Open("/dev/null", UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec).Value;
        int second = kernel.Duplicate(file).Value;
        Assert.True(second > file);
        Assert.Equal(1, kernel.Control(file, UapiControl.GetDescriptorFlags).Value);
        Assert.Equal(0, kernel.Control(second, UapiControl.GetDescriptorFlags).Value);
        Assert.True(kernel.Control(second, UapiControl.SetDescriptorFlags, 1).IsSuccess);
        Assert.Equal(1, kernel.Control(second, UapiControl.GetDescriptorFlags).Value);
        Assert.Equal(second, kernel.DuplicateTo(file, second, UapiOpenFlags.ReadOnly).Value);
        Assert.Equal(0, kernel.Control(second, UapiControl.GetDescriptorFlags).Value);
        Assert.Equal(Errno.EINVAL, kernel.DuplicateTo(file, file, UapiOpenFlags.CloseOnExec).Errno);
        Assert.Equal(Errno.EBADF, kernel.DuplicateTo(-1, second, UapiOpenFlags.CloseOnExec).Errno);
        Assert.Equal(Errno.EBADF, kernel.Duplicate(-1).Errno);
        Close(kernel, second);
        Close(kernel, file);
        Assert.Equal(Errno.EBADF, kernel.Close(-1).Errno);
    });

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Memory_IsSealedMappedAndMeasured(string name) => On(name, kernel =>
    {
        int memory = kernel.CreateMemory("test", UapiMemoryFlags.CloseOnExec | UapiMemoryFlags.AllowSealing).Value;
        nuint page = (nuint)Environment.SystemPageSize;
        Assert.True(kernel.Truncate(memory, page).IsSuccess);
        Assert.True(kernel.Seek(memory, 0, SeekOrigin.End, out long end).IsSuccess);
        Assert.Equal((long)page, end);
        Assert.Equal(4, kernel.WriteAt(memory, 8, [1, 2, 3, 4]).Value);
        Assert.True(kernel.Map(memory, 0, page, UapiProtection.ReadWrite, out void* address).IsSuccess);
        Assert.Equal(0x0403_0201, ((int*)address)[2]);
        Assert.True(kernel.Unmap(address, page).IsSuccess);
        Assert.Equal(0, kernel.Control(memory, UapiControl.GetSeals).Value);
        Assert.True(kernel.Control(memory, UapiControl.AddSeals, (uint)(UapiSeals.Shrink | UapiSeals.Seal)).IsSuccess);
        Assert.Equal(Errno.EPERM, kernel.Truncate(memory, 0).Errno);
        Assert.Equal(Errno.EPERM, kernel.Control(memory, UapiControl.AddSeals, (uint)UapiSeals.Grow).Errno);
        Assert.Equal(Errno.EINVAL, kernel.Map(memory, 1, page, UapiProtection.Read, out _).Errno);
        Close(kernel, memory);
        Assert.Equal(Errno.EINVAL, kernel.CreateMemory("test", (UapiMemoryFlags)0x8000).Errno);
    });

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Memory_KeepsAPosition(string name) => On(name, kernel =>
    {
        int memory = kernel.CreateMemory("test", UapiMemoryFlags.CloseOnExec).Value;
        Assert.Equal(3, kernel.Write(memory, [1, 2, 3]).Value);
        Assert.True(kernel.Seek(memory, -2, SeekOrigin.Current, out long position).IsSuccess);
        Assert.Equal(1, position);
        byte[] bytes = new byte[4];
        Assert.Equal(2, kernel.Read(memory, bytes).Value);
        Assert.Equal([2, 3, 0, 0], bytes);
        Assert.Equal(0, kernel.Read(memory, bytes).Value);
        Assert.Equal(Errno.EINVAL, kernel.Seek(memory, 0, (SeekOrigin)99, out _).Errno);
        Close(kernel, memory);
    });

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Memory_ThatIsMapped_IsNotSealedAgainstWriting(string name) => On(name, kernel =>
    {
        int memory = kernel.CreateMemory("test", UapiMemoryFlags.AllowSealing).Value;
        nuint page = (nuint)Environment.SystemPageSize;
        Assert.True(kernel.Truncate(memory, page).IsSuccess);
        Assert.True(kernel.Map(memory, 0, page, UapiProtection.Read, out void* address).IsSuccess);
        Assert.Equal(Errno.EBUSY, kernel.Control(memory, UapiControl.AddSeals, (uint)UapiSeals.Write).Errno);
        Assert.True(kernel.Control(memory, UapiControl.AddSeals, (uint)UapiSeals.FutureWrite).IsSuccess);
        Assert.True(kernel.Unmap(address, page).IsSuccess);
        Assert.True(kernel.Control(memory, UapiControl.AddSeals, (uint)UapiSeals.Write).IsSuccess);
        Assert.Equal(Errno.EPERM, kernel.Map(memory, 0, page, UapiProtection.ReadWrite, out _).Errno);
        Close(kernel, memory);
        Assert.Equal(Errno.EINVAL, kernel.CreateMemory(new string('m', 250), UapiMemoryFlags.None).Errno);
    });

    [Theory]
    [MemberData(nameof(Kernels))]
    public void File_IsUsedAsItWasOpened(string name) => On(name, kernel =>
    {
        int toRead = kernel.Open("/dev/null", UapiOpenFlags.ReadOnly).Value;
        int toWrite = kernel.Open("/dev/null", UapiOpenFlags.WriteOnly).Value;
        byte[] bytes = new byte[4];
        Assert.Equal(Errno.EBADF, kernel.Write(toRead, bytes).Errno);
        Assert.Equal(Errno.EBADF, kernel.WriteAt(toRead, 0, bytes).Errno);
        Assert.Equal(Errno.EBADF, kernel.Read(toWrite, bytes).Errno);
        Assert.Equal(Errno.EBADF, kernel.ReadAt(toWrite, 0, bytes).Errno);
        Assert.Equal(Errno.EACCES, kernel.Map(toWrite, 0, 4096, UapiProtection.Read, out _).Errno);
        Assert.Equal(0, kernel.Read(toRead, bytes).Value);
        Assert.Equal(4, kernel.Write(toWrite, bytes).Value);
        Assert.Equal(Errno.EINVAL, kernel.ReadAt(toRead, ulong.MaxValue, bytes).Errno);
        Close(kernel, toRead);
        Close(kernel, toWrite);
    });

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Event_CountsAndIsWaitedFor(string name) => On(name, kernel =>
    {
        using UapiEvent one = UapiEvent.Create(kernel);
        Assert.Equal(Errno.EAGAIN, one.Take(out _).Errno);
        Assert.Equal(0, one.Wait(1).Value);
        Assert.Equal(8, one.Signal(3).Value);
        Assert.Equal(8, one.Signal().Value);
        Assert.Equal(1, one.Wait(1000).Value);
        Assert.Equal(8, one.Take(out ulong count).Value);
        Assert.Equal(4UL, count);
        using UapiHandle.Use use = one.Handle.Hold();
        Assert.Equal(Errno.EINVAL, kernel.Read(use.FileDescriptor, new byte[4]).Errno);
        Assert.Equal(Errno.EINVAL, kernel.Write(use.FileDescriptor, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]).Errno);
        Assert.True(kernel.Seek(use.FileDescriptor, 5, SeekOrigin.Begin, out long position).IsSuccess);
        Assert.Equal(0, position);
        Assert.Equal(Errno.ENOTTY, kernel.Ioctl(use.FileDescriptor, VFIO_DEVICE_FEATURE, null).Errno);
        Assert.Equal(1, kernel.Poll(500, UapiPollEvents.Input, 0, out UapiPollEvents ready).Value);
        Assert.Equal(UapiPollEvents.Invalid, ready);
        Assert.Equal(Errno.EINVAL, kernel.CreateEvent(0, (UapiOpenFlags)2).Errno);
    });

    [Fact]
    public void Execute_ClosesWhatClosesOnExec()
    {
        using EmulatedMachine machine = new();
        using DmaBuf kept = machine.Device.ExportDmaBuf(0, [new vfio_region_dma_range { length = EmulatedMachine.Page }], UapiOpenFlags.ReadWrite);
        using DmaBuf closed = machine.Export();
        machine.Kernel.Execute();

        Assert.Equal(4, machine.Kernel.OpenDescriptorCount);
        Assert.Equal(Errno.EBADF, closed.BeginCpuAccess(DmaBufAccess.Read).Errno);
        Assert.True(kept.BeginCpuAccess(DmaBufAccess.Read).IsSuccess);
        Assert.Equal(1, machine.Kernel.IsRevoked(kept.FileDescriptor).Value);
    }

    [Fact]
    public void Udmabuf_AsksForSealsAndPages_AndSharesTheMemory()
    {
        using EmulatedKernel kernel = new(new EmulatedKernelOptions { PageSize = 4096 });
        int device = kernel.Open("/dev/udmabuf", UapiOpenFlags.ReadWrite).Value;
        int memory = kernel.CreateMemory("test", UapiMemoryFlags.AllowSealing).Value;
        Assert.True(kernel.Truncate(memory, 8192).IsSuccess);
        udmabuf_create create = new() { memfd = (uint)memory, flags = UDMABUF_FLAGS_CLOEXEC, offset = 4096, size = 4096 };
        Assert.Equal(Errno.EINVAL, Create(create));
        Assert.True(kernel.Control(memory, UapiControl.AddSeals, (uint)UapiSeals.Shrink).IsSuccess);
        Assert.Equal(Errno.EINVAL, Create(create with { size = 0 }));
        Assert.Equal(Errno.EINVAL, Create(create with { offset = 1 }));
        Assert.Equal(Errno.EINVAL, Create(create with { size = 8192 }));
        Assert.Equal(Errno.EBADFD, Create(create with { memfd = 500 }));
        Assert.Equal(Errno.EBADFD, Create(create with { memfd = 0 }));
        Assert.Equal(Errno.EFAULT, kernel.Ioctl(device, UDMABUF_CREATE, null).Errno);
        Assert.Equal(Errno.ENOTTY, kernel.Ioctl(device, DMA_BUF_IOCTL_SYNC, null).Errno);

        using DmaBuf buffer = new(new DmaBufHandle(kernel, kernel.Ioctl(device, UDMABUF_CREATE, &create).Value), create.size);
        using MappedRegion mapped = buffer.Map();
        mapped.Write32(0, 42);
        byte[] bytes = new byte[4];
        Assert.Equal(4, kernel.ReadAt(memory, 4096, bytes).Value);
        Assert.Equal(42, bytes[0]);
        Assert.Equal(Errno.EOPNOTSUPP, buffer.GetTph(8, out _, out _).Errno);

        int Create(udmabuf_create asked) => kernel.Ioctl(device, UDMABUF_CREATE, &asked).Errno;
    }

    [Fact]
    public void Udmabuf_OfSeveralPieces_IsMappedPieceByPiece()
    {
        using EmulatedKernel kernel = new(new EmulatedKernelOptions { PageSize = 4096 });
        int device = kernel.Open("/dev/udmabuf", UapiOpenFlags.ReadWrite).Value;
        int memory = kernel.CreateMemory("test", UapiMemoryFlags.AllowSealing).Value;
        Assert.True(kernel.Truncate(memory, 3 * 4096).IsSuccess);
        Assert.True(kernel.Control(memory, UapiControl.AddSeals, (uint)UapiSeals.Shrink).IsSuccess);
        Assert.Equal(1, kernel.WriteAt(memory, 0, [1]).Value);
        Assert.Equal(1, kernel.WriteAt(memory, 2 * 4096, [3]).Value);
        ulong* list = stackalloc ulong[7];
        list[0] = 2UL << 32;
        list[1] = (uint)memory;
        (list[2], list[3]) = (2 * 4096, 4096);
        list[4] = (uint)memory;
        (list[5], list[6]) = (0, 4096);

        int buffer = kernel.Ioctl(device, UDMABUF_CREATE_LIST, list).Value;

        Assert.True(kernel.Seek(buffer, 0, SeekOrigin.End, out long size).IsSuccess);
        Assert.Equal(2 * 4096, size);
        Assert.True(kernel.Map(buffer, 0, 4096, UapiProtection.ReadWrite, out void* first).IsSuccess);
        Assert.True(kernel.Map(buffer, 4096, 4096, UapiProtection.ReadWrite, out void* second).IsSuccess);
        Assert.Equal((3, 1), (*(byte*)first, *(byte*)second));
        Assert.Equal(Errno.ENOMEM, kernel.Map(buffer, 0, 8192, UapiProtection.ReadWrite, out _).Errno);
        list[6] = 0;
        Assert.Equal(Errno.EINVAL, kernel.Ioctl(device, UDMABUF_CREATE_LIST, list).Errno);
    }

    [Fact]
    public void DmaHeap_TakesAShorterStruct()
    {
        using EmulatedKernel kernel = new(new EmulatedKernelOptions { PageSize = 4096 });
        int heap = kernel.Open("/dev/dma_heap/system", UapiOpenFlags.ReadWrite).Value;
        dma_heap_allocation_data data = new() { len = 4096, fd_flags = (uint)UapiOpenFlags.CloseOnExec, heap_flags = 7 };
        const uint UpToFlags = 0xc010_4800;

        Assert.True(kernel.Ioctl(heap, UpToFlags, &data).IsSuccess);

        Assert.Equal(1, kernel.Control((int)data.fd, UapiControl.GetDescriptorFlags).Value);
        Assert.Equal(Errno.EACCES, kernel.Map((int)data.fd, 0, 4096, UapiProtection.ReadWrite, out _).Errno);
        Assert.Equal(Errno.EINVAL, kernel.Ioctl(heap, VFIO_DEVICE_FEATURE, &data).Errno);
    }

    [Fact]
    public void DmaHeap_AllocatesWholePages()
    {
        using EmulatedKernel kernel = new(new EmulatedKernelOptions { PageSize = 4096 });
        int heap = kernel.Open("/dev/dma_heap/system", UapiOpenFlags.ReadWrite).Value;
        dma_heap_allocation_data data = new() { len = 5000, fd_flags = (uint)(UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec) };
        dma_heap_allocation_data wrong = data with { heap_flags = 1 };
        Assert.Equal(Errno.EINVAL, kernel.Ioctl(heap, DMA_HEAP_IOCTL_ALLOC, &wrong).Errno);
        wrong = data with { len = 0 };
        Assert.Equal(Errno.EINVAL, kernel.Ioctl(heap, DMA_HEAP_IOCTL_ALLOC, &wrong).Errno);

        Assert.True(kernel.Ioctl(heap, DMA_HEAP_IOCTL_ALLOC, &data).IsSuccess);

        Assert.True(kernel.Seek((int)data.fd, 0, SeekOrigin.End, out long size).IsSuccess);
        Assert.Equal(8192, size);
        Assert.Equal(1, kernel.Control((int)data.fd, UapiControl.GetDescriptorFlags).Value);
    }

    private static void On(string name, Action<IUapiTransport> calls)
    {
        if (name == "running")
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "a running Linux kernel");
            calls(LinuxTransport.Instance);
            return;
        }

        using EmulatedKernel kernel = new();
        calls(kernel);
    }

    private static void Close(IUapiTransport kernel, int fileDescriptor) => Assert.True(kernel.Close(fileDescriptor).IsSuccess);
}
