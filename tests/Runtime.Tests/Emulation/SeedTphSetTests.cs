using System;
using Xunit;
using static UapiGen.Runtime.Errno;
using static UapiGen.Runtime.Tests.FeatureCaller;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>Setting a steering tag: each check, and which one answers where two are violated.</summary>
public sealed class SeedTphSetTests : IDisposable
{
    private const int NotOpen = 500;

    private readonly EmulatedMachine _machine = new();
    private readonly DmaBuf _buffer;

    public SeedTphSetTests() => _buffer = _machine.Export();

    private VfioDeviceHandle Device => _machine.Device.Handle;

    [Fact]
    public void Success_IsZero() => Assert.Equal(UapiResult.Success(), Set(new() { dmabuf_fd = _buffer.FileDescriptor, steering_tag = 0xf0, ph = 2 }));

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    public void Reserved_IsEinval(byte reserved) =>
        Assert.Equal(EINVAL, Set(new() { dmabuf_fd = _buffer.FileDescriptor, reserved = reserved }).Errno);

    [Fact]
    public void Reserved_BeatsADescriptorThatIsNotOpen() => Assert.Equal(EINVAL, Set(new() { dmabuf_fd = NotOpen, reserved = 1 }).Errno);

    [Theory]
    [InlineData(-1)]
    [InlineData(NotOpen)]
    [InlineData(int.MinValue)]
    public void DescriptorThatIsNotOpen_IsEbadf(int fileDescriptor) => Assert.Equal(EBADF, Set(new() { dmabuf_fd = fileDescriptor }).Errno);

    [Fact]
    public void ClosedDescriptor_IsEbadf()
    {
        int fileDescriptor = _buffer.FileDescriptor;
        _buffer.Dispose();

        Assert.Equal(EBADF, Set(new() { dmabuf_fd = fileDescriptor }).Errno);
    }

    [Fact]
    public void PathOnlyDescriptor_IsEbadf()
    {
        int path = _machine.Kernel.Open("/dev/null", UapiOpenFlags.Path).Value;

        Assert.Equal(EBADF, Set(new() { dmabuf_fd = path }).Errno);
    }

    [Fact]
    public void FileThatIsNoDmaBuf_IsEinval()
    {
        Assert.Equal(EINVAL, Set(new() { dmabuf_fd = 1 }).Errno);
        Assert.Equal(EINVAL, Set(new() { dmabuf_fd = (int)Device.DangerousGetHandle() }).Errno);
    }

    [Fact]
    public void AllZeroPayload_MeansStandardInput_IsEinval() => Assert.Equal(EINVAL, Set(default).Errno);

    [Fact]
    public void DmaBufAtDescriptorZero_IsTaken()
    {
        Assert.True(_machine.Kernel.Close(0).IsSuccess);
        using DmaBuf zero = _machine.Export();

        Assert.Equal(0, zero.FileDescriptor);
        Assert.True(Set(default).IsSuccess);
    }

    [Fact]
    public void DmaBufOfAnotherExporter_IsEinval() =>
        Assert.Equal(EINVAL, Set(new() { dmabuf_fd = _machine.Kernel.OpenForeignDmaBuf().Value }).Errno);

    [Fact]
    public void DmaBufOfAnotherDevice_IsEinval_BothWays()
    {
        using VfioDevice second = _machine.Second.Open();
        using DmaBuf ofSecond = _machine.Export(second);

        Assert.Equal(EINVAL, second.SetTph(_buffer, 1, 1).Errno);
        Assert.Equal(EINVAL, _machine.Device.SetTph(ofSecond, 1, 1).Errno);
        Assert.True(second.SetTph(ofSecond, 1, 1).IsSuccess);
    }

    [Fact]
    public void SecondDescriptorOfTheDevice_IsTheSameDevice()
    {
        using VfioDevice again = _machine.First.Open();

        Assert.True(again.SetTph(_buffer, 1, 1).IsSuccess);
    }

    [Fact]
    public void DeviceClosedSince_IsEinval_EvenAfterItWasOpenedAgain()
    {
        _machine.Device.Dispose();
        using VfioDevice again = _machine.First.Open();

        Assert.Equal(EINVAL, again.SetTph(_buffer, 1, 1).Errno);
        using DmaBuf made = _machine.Export(again);
        Assert.True(again.SetTph(made, 1, 1).IsSuccess);
    }

    [Fact]
    public void DeviceWithADescriptorLeft_IsNotClosed()
    {
        VfioDevice again = _machine.First.Open();
        _machine.Device.Dispose();

        Assert.True(again.SetTph(_buffer, 1, 1).IsSuccess);
        again.Dispose();
    }

    [Fact]
    public void RevokedBuffer_IsTaken()
    {
        _machine.First.MemoryEnabled = false;

        Assert.True(_machine.Device.SetTph(_buffer, 1, 1).IsSuccess);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(255)]
    public void HintBeyondTwoBits_IsStoredAsItIs(byte hint)
    {
        Assert.True(_machine.Device.SetTph(_buffer, 0x12, hint).IsSuccess);

        Assert.True(_buffer.GetTph(8, out _, out byte stored).IsSuccess);
        Assert.Equal(hint, stored);
    }

    [Fact]
    public void SecondSet_ReplacesTheFirst()
    {
        Assert.True(_machine.Device.SetTph(_buffer, 0x1f0, 3).IsSuccess);
        Assert.True(_machine.Device.SetTph(_buffer, 0x0f, 1).IsSuccess);

        Assert.True(_buffer.GetTph(8, out ushort tag, out byte hint).IsSuccess);
        Assert.Equal((0x0f, 1), (tag, hint));
    }

    [Fact]
    public void FailedSet_LeavesWhatWasStored()
    {
        Assert.True(_machine.Device.SetTph(_buffer, 0xf0, 2).IsSuccess);
        Assert.Equal(EINVAL, Set(new() { dmabuf_fd = _buffer.FileDescriptor, steering_tag = 1, ph = 1, reserved = 1 }).Errno);

        Assert.True(_buffer.GetTph(16, out ushort tag, out byte hint).IsSuccess);
        Assert.Equal((0xf0, 2), (tag, hint));
    }

    [Fact]
    public void SetThroughADuplicate_ReachesTheSameBuffer()
    {
        int duplicate = _machine.Kernel.Duplicate(_buffer.FileDescriptor).Value;
        Assert.True(Set(new() { dmabuf_fd = duplicate, steering_tag = 7 }).IsSuccess);

        Assert.True(_buffer.GetTph(16, out ushort tag, out _).IsSuccess);
        Assert.Equal(7, tag);
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _machine.Dispose();
    }

    private UapiResult Set(vfio_device_feature_dma_buf_tph payload) => Call(Device, TphIndex | FeatureCaller.Set, payload);
}
