using System;
using System.Runtime.Versioning;
using Xunit;

namespace UapiGen.Runtime.Tests;

[SupportedOSPlatform("linux")]
public sealed unsafe class LinuxTransportTests
{
    public LinuxTransportTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "a running Linux kernel");

    [Fact]
    public void Open_OfWhatIsNotThere_IsEnoent() =>
        Assert.Equal(Errno.ENOENT, LinuxTransport.Instance.Open("/nowhere/at/all", UapiOpenFlags.ReadOnly).Errno);

    [Fact]
    public void Ioctl_OnAFileWithoutRequests_IsEnotty()
    {
        int fileDescriptor = OpenNull();

        Assert.Equal(Errno.ENOTTY, LinuxTransport.Instance.Ioctl(fileDescriptor, Uapi.VFIO_DEVICE_FEATURE, null).Errno);
        Assert.Equal(Errno.ENOTTY, LinuxTransport.Instance.Ioctl(fileDescriptor, Uapi.DMA_BUF_IOCTL_SYNC, null, OnInterrupt.Retry).Errno);
        Assert.True(LinuxTransport.Instance.Close(fileDescriptor).IsSuccess);
    }

    [Fact]
    public void Ioctl_OnADescriptorThatIsNotOpen_IsEbadf() =>
        Assert.Equal(Errno.EBADF, LinuxTransport.Instance.Ioctl(-1, Uapi.VFIO_DEVICE_FEATURE, null).Errno);

    [Fact]
    public void Ioctl_PassesThePointerAndTheValueOn()
    {
        const uint QueueSize = 0x541b; // FIONREAD, which every pipe answers
        int fileDescriptor = LinuxTransport.Instance.Open("/proc/self/status", UapiOpenFlags.ReadOnly | UapiOpenFlags.CloseOnExec).Value;
        int available = -1;

        UapiResult result = LinuxTransport.Instance.Ioctl(fileDescriptor, unchecked((nuint)0xffffffff_00000000) | QueueSize, &available);

        Assert.True(result.IsSuccess, result.ToString());
        Assert.Equal(0, available);
        Assert.True(LinuxTransport.Instance.Close(fileDescriptor).IsSuccess);
    }

    [Fact]
    public void Close_OfWhatIsNotOpen_IsEbadf() => Assert.Equal(Errno.EBADF, LinuxTransport.Instance.Close(-1).Errno);

    [Fact]
    public void Handle_ClosesTheDescriptorOnce()
    {
        VfioDeviceHandle handle = new(LinuxTransport.Instance, OpenNull());
        handle.Dispose();

        Assert.True(handle.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => handle.Ioctl(Uapi.VFIO_DEVICE_FEATURE, null));
    }

    [Fact]
    public void VfioDevice_OnAFileThatIsNone_IsEnotty()
    {
        using VfioDevice device = new(new VfioDeviceHandle(LinuxTransport.Instance, OpenNull()));

        Assert.Equal(Errno.ENOTTY, device.Probe(Uapi.VFIO_DEVICE_FEATURE_DMA_BUF, VfioFeatureOperations.Get).Errno);
    }

    [Fact]
    public void GetTph_OnLinux_IsEopnotsupp_ForOnlyDriversAreTold()
    {
        using DmaBuf buffer = new(new DmaBufHandle(LinuxTransport.Instance, OpenNull()), size: 0);

        Assert.Equal(Errno.EOPNOTSUPP, buffer.GetTph(8, out _, out _).Errno);
    }

    private static int OpenNull() =>
        LinuxTransport.Instance.Open("/dev/null", UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec).ThrowIfError("open", "/dev/null");
}
