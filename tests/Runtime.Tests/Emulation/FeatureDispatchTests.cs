using System;
using Xunit;
using static UapiGen.Runtime.Errno;
using static UapiGen.Runtime.Tests.FeatureCaller;

namespace UapiGen.Runtime.Tests;

/// <summary>The checks before a feature's own, in their order; where two are violated, which one answers.</summary>
public sealed unsafe class FeatureDispatchTests : IDisposable
{
    private readonly EmulatedMachine _machine = new();

    private VfioDeviceHandle Device => _machine.Device.Handle;

    [Fact]
    public void Head_AtABadAddress_IsEfault() => Assert.Equal(EFAULT, CallAt(Device, 0).Errno);

    [Theory]
    [InlineData(0u)]
    [InlineData(7u)]
    public void Argsz_BelowTheHead_IsEinval(uint argsz) => Assert.Equal(EINVAL, Call(Device, TphIndex | Set | Probe, new byte[8], argsz).Errno);

    [Fact]
    public void Argsz_OfTheHead_SufficesForAProbe() => Assert.True(Call(Device, TphIndex | Set | Probe, [], 8).IsSuccess);

    [Theory]
    [InlineData(1u << 19)]
    [InlineData(1u << 31)]
    public void UnknownFlag_IsEinval(uint flag) => Assert.Equal(EINVAL, Call(Device, TphIndex | Set | Probe | flag, []).Errno);

    [Theory]
    [InlineData(1u << 19)]
    [InlineData(1u << 31)]
    public void UnknownFlag_WithUnknownIndex_IsEinval(uint flag) => Assert.Equal(EINVAL, Call(Device, Unknown | Set | flag, []).Errno);

    [Fact]
    public void GetWithSet_WithoutProbe_IsEinval() => Assert.Equal(EINVAL, Call(Device, DmaBufIndex | Get | Set, new byte[32]).Errno);

    [Fact]
    public void GetWithSet_BeatsUnknownIndex() => Assert.Equal(EINVAL, Call(Device, Unknown | Get | Set, []).Errno);

    [Theory]
    [InlineData(Get)]
    [InlineData(Set)]
    [InlineData(Probe)]
    [InlineData(Probe | Get | Set)]
    [InlineData(0u)]
    public void UnknownIndex_IsEnotty_WhateverTheOperation(uint operation) => Assert.Equal(ENOTTY, Call(Device, Unknown | operation, []).Errno);

    [Theory]
    [InlineData(Uapi.VFIO_DEVICE_FEATURE_MIGRATION, ENOTTY)]
    [InlineData(Uapi.VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE, ENOTTY)]
    [InlineData(Uapi.VFIO_DEVICE_FEATURE_MIG_DATA_SIZE, ENOTTY)]
    [InlineData(Uapi.VFIO_DEVICE_FEATURE_DMA_LOGGING_START, ENOTTY)]
    [InlineData(Uapi.VFIO_DEVICE_FEATURE_DMA_LOGGING_STOP, ENOTTY)]
    [InlineData(Uapi.VFIO_DEVICE_FEATURE_DMA_LOGGING_REPORT, ENOTTY)]
    [InlineData(Uapi.VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2, EINVAL)]
    [InlineData(Uapi.VFIO_DEVICE_FEATURE_PCI_VF_TOKEN, ENOTTY)]
    [InlineData(Uapi.VFIO_DEVICE_FEATURE_BUS_MASTER, ENOTTY)]
    public void FeatureThatTheDeviceLacks_SaysSoToAProbeToo(int feature, int errno)
    {
        Assert.Equal(errno, Call(Device, (uint)feature | Probe, []).Errno);
        Assert.Equal(errno, Call(Device, (uint)feature | Get, []).Errno);
        Assert.Equal(errno, Call(Device, (uint)feature | Set, []).Errno);
    }

    [Theory]
    [InlineData(DmaBufIndex | Set)]
    [InlineData(TphIndex | Get)]
    public void WrongOperation_IsEinval(uint flags) => Assert.Equal(EINVAL, Call(Device, flags, new byte[64]).Errno);

    [Theory]
    [InlineData(DmaBufIndex | Set)]
    [InlineData(TphIndex | Get)]
    [InlineData(DmaBufIndex | Get | Set)]
    [InlineData(TphIndex | Get | Set)]
    public void WrongOperation_BeatsProbe(uint flags) => Assert.Equal(EINVAL, Call(Device, flags | Probe, new byte[64]).Errno);

    [Theory]
    [InlineData(DmaBufIndex | Probe)]
    [InlineData(DmaBufIndex | Probe | Get)]
    [InlineData(TphIndex | Probe)]
    [InlineData(TphIndex | Probe | Set)]
    public void Probe_IsZero_BeforeSizeAndPayload(uint flags) => Assert.Equal(UapiResult.Success(), Call(Device, flags, []));

    [Fact]
    public void NoOperation_IsEinval_ThoughThePayloadIsRight()
    {
        using DmaBuf buffer = _machine.Export();
        byte[] ranges = DmaBufPayload(new() { nr_ranges = 1 }, new Uapi.vfio_region_dma_range { length = EmulatedMachine.Page });

        Assert.Equal(EINVAL, Call(Device, DmaBufIndex, ranges).Errno);
        Assert.Equal(EINVAL, Call(Device, TphIndex, new Uapi.vfio_device_feature_dma_buf_tph { dmabuf_fd = buffer.FileDescriptor }).Errno);
    }

    [Theory]
    [InlineData(DmaBufIndex | Get, 8u + 15)]
    [InlineData(DmaBufIndex | Get, 8u)]
    [InlineData(TphIndex | Set, 8u + 7)]
    [InlineData(TphIndex | Set, 8u)]
    public void Argsz_BelowTheFeaturesMinimum_IsEinval(uint flags, uint argsz) => Assert.Equal(EINVAL, Call(Device, flags, new byte[64], argsz).Errno);

    [Fact]
    public void Argsz_TooLarge_IsTaken_AndTheTailIsNotLookedAt()
    {
        using DmaBuf buffer = _machine.Export();
        byte[] payload = new byte[64];
        Array.Fill(payload, (byte)0xff, 8, 56);
        BitConverter.TryWriteBytes(payload, buffer.FileDescriptor);

        Assert.True(Call(Device, TphIndex | Set, payload).IsSuccess);
    }

    [Fact]
    public void UnknownRequest_OnADevice_IsEnotty() => Assert.Equal(ENOTTY, Device.Ioctl(Uapi.DMA_BUF_IOCTL_SYNC, null).Errno);

    [Fact]
    public void Request_OnANodeThatIsNotBound_IsEinval()
    {
        int node = _machine.Kernel.Open(_machine.First.Path, UapiOpenFlags.ReadWrite).Value;
        using VfioDeviceHandle handle = new(_machine.Kernel, node);

        Assert.Equal(EINVAL, Call(handle, Unknown | Get, []).Errno);
        Assert.Equal(EINVAL, CallAt(handle, 0).Errno);
    }

    [Fact]
    public void Request_WithBitsAbove32_IsTheSameRequest()
    {
        Assert.SkipUnless(nuint.Size == 8, "64-bit requests");
        ulong head = 8 | ((ulong)(TphIndex | Set | Probe) << 32);
        nuint signExtended = unchecked((nuint)0xffffffff_00000000) | Uapi.VFIO_DEVICE_FEATURE;

        Assert.True(_machine.Kernel.Ioctl((int)Device.DangerousGetHandle(), signExtended, &head).IsSuccess);
    }

    public void Dispose() => _machine.Dispose();
}
