using System;
using Xunit;
using static UapiGen.Runtime.Errno;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

public sealed class VfioDeviceTests : IDisposable
{
    private readonly EmulatedMachine _machine = new();

    private VfioDevice Device => _machine.Device;

    [Theory]
    [InlineData(VFIO_DEVICE_FEATURE_DMA_BUF, VfioFeatureOperations.Get, 0)]
    [InlineData(VFIO_DEVICE_FEATURE_DMA_BUF, VfioFeatureOperations.None, 0)]
    [InlineData(VFIO_DEVICE_FEATURE_DMA_BUF, VfioFeatureOperations.Get | VfioFeatureOperations.Set, EINVAL)]
    [InlineData(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, VfioFeatureOperations.Set, 0)]
    [InlineData(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, VfioFeatureOperations.Get, EINVAL)]
    [InlineData(VFIO_DEVICE_FEATURE_MIGRATION, VfioFeatureOperations.Get, ENOTTY)]
    public void Probe_AsksOnly(int feature, VfioFeatureOperations operations, int errno) =>
        Assert.Equal(errno, Device.Probe((ushort)feature, operations).Errno);

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1000)]
    public void ExportDmaBuf_TakesManyRanges(int count)
    {
        vfio_region_dma_range[] ranges = new vfio_region_dma_range[count];
        Array.Fill(ranges, new vfio_region_dma_range { length = EmulatedMachine.Page });

        using DmaBuf buffer = Device.ExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, ranges);

        Assert.Equal((ulong)count * EmulatedMachine.Page, buffer.Size);
        Assert.Equal(1, _machine.Kernel.GetDescriptorFlags(buffer.FileDescriptor).Value);
    }

    [Fact]
    public void ExportDmaBuf_Refused_ThrowsWithErrnoAndFeature()
    {
        UapiException thrown = Assert.Throws<UapiException>(() => Device.ExportDmaBuf(VFIO_PCI_ROM_REGION_INDEX, [new vfio_region_dma_range { length = 4096 }]));

        Assert.Equal((ENODEV, "VFIO_DEVICE_FEATURE", "VFIO_DEVICE_FEATURE_DMA_BUF"), (thrown.Errno, thrown.Call, thrown.Argument));
    }

    [Fact]
    public void TryExportDmaBuf_Refused_GivesNoBuffer()
    {
        UapiResult result = Device.TryExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, [], UapiOpenFlags.CloseOnExec, out DmaBuf? buffer);

        Assert.Equal(EINVAL, result.Errno);
        Assert.Null(buffer);
    }

    [Fact]
    public void GetFeature_Failed_LeavesThePayload()
    {
        vfio_device_feature_dma_buf payload = new() { region_index = 5, nr_ranges = 0 };

        Assert.Equal(EINVAL, Device.GetFeature(VFIO_DEVICE_FEATURE_DMA_BUF, ref payload).Errno);
        Assert.Equal(5u, payload.region_index);
    }

    [Fact]
    public void SetFeature_WithPayload_ReachesTheKernel()
    {
        using DmaBuf buffer = _machine.Export();
        vfio_device_feature_dma_buf_tph payload = new() { dmabuf_fd = buffer.FileDescriptor, steering_tag = 0xf0, ph = 2 };

        Assert.True(Device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in payload).IsSuccess);
        Assert.True(buffer.GetTph(8, out ushort tag, out byte hint).IsSuccess);
        Assert.Equal((0xf0, 2), (tag, hint));
    }

    [Fact]
    public void SetFeature_WithoutPayload_SendsTheHeadAlone() =>
        Assert.Equal(EINVAL, Device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH).Errno);

    [Fact]
    public void SetFeature_WithAPayloadTooLargeForTheStack_IsTaken()
    {
        using DmaBuf buffer = _machine.Export();
        Large payload = default;
        BitConverter.TryWriteBytes(payload, buffer.FileDescriptor);

        Assert.True(Device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in payload).IsSuccess);
    }

    [Fact]
    public void SetTph_WithABufferOfAnotherKernel_Throws()
    {
        using EmulatedMachine other = new();
        using DmaBuf foreign = other.Export();

        Assert.Throws<ArgumentException>(() => Device.SetTph(foreign, 1, 1));
    }

    [Fact]
    public void EveryCall_OnADisposedDevice_Throws()
    {
        Device.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Device.Probe(VFIO_DEVICE_FEATURE_DMA_BUF, VfioFeatureOperations.Get));
        Assert.Throws<ObjectDisposedException>(() => _machine.Export());
    }

    [Fact]
    public void Dispose_Twice_ClosesOnce()
    {
        int fileDescriptor = (int)Device.Handle.DangerousGetHandle();
        Device.Dispose();
        Assert.Equal(fileDescriptor, _machine.Kernel.Duplicate(0).Value);

        Device.Dispose();
        Assert.True(_machine.Kernel.Close(fileDescriptor).IsSuccess);
    }

    public void Dispose() => _machine.Dispose();

    [System.Runtime.CompilerServices.InlineArray(1024)]
    private struct Large
    {
        private byte _first;
    }
}
