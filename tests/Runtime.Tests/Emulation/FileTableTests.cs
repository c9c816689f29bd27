using System;
using Xunit;

namespace UapiGen.Runtime.Tests;

public sealed unsafe class FileTableTests : IDisposable
{
    private readonly EmulatedKernel _kernel = new();

    [Fact]
    public void Open_OfNewKernel_ComesAfterTheStandardStreams() => Assert.Equal(3, OpenNull().Value);

    [Fact]
    public void Open_AfterClose_TakesTheLowestFreeNumber()
    {
        Assert.Equal((3, 4, 5), (OpenNull().Value, OpenNull().Value, OpenNull().Value));
        Assert.True(_kernel.Close(4).IsSuccess);
        Assert.True(_kernel.Close(3).IsSuccess);

        Assert.Equal((3, 4, 6), (OpenNull().Value, OpenNull().Value, OpenNull().Value));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void EveryCall_OnADescriptorThatIsNotOpen_IsEbadf(int fileDescriptor)
    {
        Assert.Equal(Errno.EBADF, _kernel.Close(fileDescriptor).Errno);
        Assert.Equal(Errno.EBADF, _kernel.Duplicate(fileDescriptor).Errno);
        Assert.Equal(Errno.EBADF, _kernel.Ioctl(fileDescriptor, Uapi.VFIO_DEVICE_FEATURE, null).Errno);
        Assert.Equal(Errno.EBADF, _kernel.GetDescriptorFlags(fileDescriptor).Errno);
        Assert.Equal(Errno.EBADF, _kernel.Get(fileDescriptor, out _).Errno);
    }

    [Fact]
    public void Close_Twice_IsEbadf()
    {
        int fileDescriptor = OpenNull().Value;

        Assert.True(_kernel.Close(fileDescriptor).IsSuccess);
        Assert.Equal(Errno.EBADF, _kernel.Close(fileDescriptor).Errno);
    }

    [Fact]
    public void Open_WithTheTableFull_IsEmfile()
    {
        using EmulatedKernel small = new(new EmulatedKernelOptions { DescriptorLimit = 5 });
        Assert.Equal(3, small.Open("/dev/null", UapiOpenFlags.ReadOnly).Value);
        Assert.Equal(4, small.Open("/dev/null", UapiOpenFlags.ReadOnly).Value);

        Assert.Equal(Errno.EMFILE, small.Open("/dev/null", UapiOpenFlags.ReadOnly).Errno);
        Assert.Equal(Errno.EMFILE, small.Duplicate(0).Errno);
        Assert.Equal(Errno.EMFILE, small.OpenForeignDmaBuf().Errno);
        Assert.Equal(Errno.EMFILE, Assert.Throws<UapiException>(() => small.AddPciDevice().Open()).Errno);
    }

    [Fact]
    public void Duplicate_WithTheTableFull_ButNothingOpenThere_IsEbadf()
    {
        using EmulatedKernel small = new(new EmulatedKernelOptions { DescriptorLimit = 3 });

        Assert.Equal(Errno.EBADF, small.Duplicate(3).Errno);
    }

    [Fact]
    public void Table_GrowsUpToItsLimit()
    {
        using EmulatedKernel large = new(new EmulatedKernelOptions { DescriptorLimit = 200 });
        for (int expected = 3; expected < 200; expected++)
        {
            Assert.Equal(expected, large.Duplicate(0).Value);
        }

        Assert.Equal(Errno.EMFILE, large.Duplicate(0).Errno);
    }

    [Fact]
    public void Duplicate_SharesTheFile_UntilTheLastIsClosed()
    {
        int buffer = _kernel.OpenForeignDmaBuf().Value;
        int duplicate = _kernel.Duplicate(buffer).Value;
        Assert.True(_kernel.Get(buffer, out Uapi.dma_buf* first).IsSuccess);
        Assert.True(_kernel.Close(buffer).IsSuccess);

        Assert.True(_kernel.Get(duplicate, out Uapi.dma_buf* second).IsSuccess);
        Assert.True(first == second);
        _kernel.Put(first);
        _kernel.Put(second);
        Assert.True(_kernel.Close(duplicate).IsSuccess);
    }

    [Fact]
    public void Duplicate_DoesNotCloseOnExec()
    {
        int original = _kernel.Open("/dev/null", UapiOpenFlags.CloseOnExec).Value;
        int duplicate = _kernel.Duplicate(original).Value;

        Assert.Equal((1, 0), (_kernel.GetDescriptorFlags(original).Value, _kernel.GetDescriptorFlags(duplicate).Value));
    }

    [Fact]
    public void Ioctl_OnAPlainFile_IsEnotty() =>
        Assert.Equal(Errno.ENOTTY, _kernel.Ioctl(0, Uapi.VFIO_DEVICE_FEATURE, null).Errno);

    [Fact]
    public void PathOnlyFile_CanBeDuplicatedAndClosed_ButTakesNoRequest()
    {
        int fileDescriptor = _kernel.Open("/dev/null", UapiOpenFlags.Path).Value;
        int duplicate = _kernel.Duplicate(fileDescriptor).Value;

        Assert.Equal(Errno.EBADF, _kernel.Ioctl(fileDescriptor, Uapi.VFIO_DEVICE_FEATURE, null).Errno);
        Assert.Equal(Errno.EBADF, _kernel.Ioctl(duplicate, Uapi.VFIO_DEVICE_FEATURE, null).Errno);
        Assert.True(_kernel.Close(duplicate).IsSuccess);
        Assert.True(_kernel.Close(fileDescriptor).IsSuccess);
    }

    [Fact]
    public void Open_OfAPathThatIsNotThere_IsEnoent() =>
        Assert.Equal(Errno.ENOENT, _kernel.Open("/dev/vfio/devices/vfio0", UapiOpenFlags.ReadWrite).Errno);

    [Fact]
    public void Dispose_ClosesEverything_AndLeavesNothingToOpen()
    {
        int fileDescriptor = OpenNull().Value;
        _kernel.Dispose();

        Assert.Equal(Errno.EBADF, _kernel.Close(fileDescriptor).Errno);
        Assert.Equal(Errno.EMFILE, OpenNull().Errno);
    }

    public void Dispose() => _kernel.Dispose();

    private UapiResult OpenNull() => _kernel.Open("/dev/null", UapiOpenFlags.ReadOnly);
}
