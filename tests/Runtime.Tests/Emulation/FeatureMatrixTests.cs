using System;
using Xunit;
using static UapiGen.Runtime.Tests.FeatureCaller;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>KERNEL 2.1 and the dispatch of 2.2 (G5, G6, G7): all indexes, all operations, as a released kernel (7.3.4) answers them.</summary>
public sealed class FeatureMatrixTests : IDisposable
{
    private readonly EmulatedMachine _machine = new(new EmulatedKernelOptions { PageSize = EmulatedMachine.Page, Tph = null });

    public static TheoryData<int, uint, int> Released
    {
        get
        {
            TheoryData<int, uint, int> answers = [];
            for (int index = 0; index <= 16; index++)
            {
                (int none, int get, int set) = index switch
                {
                    VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY or VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP or VFIO_DEVICE_FEATURE_LOW_POWER_EXIT => (0, Errno.EINVAL, 0),
                    VFIO_DEVICE_FEATURE_DMA_BUF => (0, 0, Errno.EINVAL),
                    VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2 => (Errno.EINVAL, Errno.EINVAL, Errno.EINVAL),
                    _ => (Errno.ENOTTY, Errno.ENOTTY, Errno.ENOTTY),
                };
                answers.Add(index, Probe, none);
                answers.Add(index, Probe | Get, get);
                answers.Add(index, Probe | Set, set);
                answers.Add(index, Probe | Get | Set, get != 0 ? get : set);
                answers.Add(index, Get | Set, Errno.EINVAL);
            }

            return answers;
        }
    }

    [Theory]
    [MemberData(nameof(Released))]
    public void G5G6G7_EachIndexAndOperation_IsAnsweredAsByAReleasedKernel(int index, uint operations, int errno) =>
        Assert.Equal(errno, Call(_machine.Device.Handle, (uint)index | operations, []).Errno);

    [Theory]
    [InlineData(VFIO_DEVICE_FEATURE_DMA_BUF, VfioFeatureOperations.Get, true)]
    [InlineData(VFIO_DEVICE_FEATURE_DMA_BUF, VfioFeatureOperations.Set, false)]
    [InlineData(VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2, VfioFeatureOperations.Set, false)]
    [InlineData(VFIO_DEVICE_FEATURE_MIGRATION, VfioFeatureOperations.Get, false)]
    [InlineData(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, VfioFeatureOperations.Set, false)]
    public void Supports_IsOneAnswer_WhicheverErrnoTheKernelUses(int feature, VfioFeatureOperations operations, bool expected) =>
        Assert.Equal(expected, _machine.Device.Supports((ushort)feature, operations));

    [Fact]
    public void Supports_EopnotsuppToo_AndOtherErrorsAreThrown()
    {
        EmulatedPciDevice pci = _machine.Kernel.AddPciDevice([EmulatedBar.Memory(4096)], hasPeerToPeer: false);
        using VfioDevice device = pci.Open();
        Assert.False(device.Supports(VFIO_DEVICE_FEATURE_DMA_BUF, VfioFeatureOperations.Get));
        using VfioDevice closed = new(new VfioDeviceHandle(_machine.Kernel, 500));

        Assert.Equal(Errno.EBADF, Assert.Throws<UapiException>(() => closed.Supports(VFIO_DEVICE_FEATURE_DMA_BUF, VfioFeatureOperations.Get)).Errno);
    }

    [Fact]
    public void Entry_WithoutAccess_IsEinvalForEveryRequest()
    {
        int node = _machine.Kernel.Open(_machine.First.Path, UapiOpenFlags.ReadWrite).Value;
        using VfioDevice device = new(new VfioDeviceHandle(_machine.Kernel, node));

        Assert.Equal(Errno.EINVAL, device.Probe(VFIO_DEVICE_FEATURE_DMA_BUF, VfioFeatureOperations.Get).Errno);
        Assert.Equal(Errno.EINVAL, device.Reset().Errno);
    }

    [Fact]
    public unsafe void Entry_UnknownRequest_IsEnotty() => Assert.Equal(Errno.ENOTTY, _machine.Device.Handle.Ioctl(VFIO_DEVICE_FEATURE + 50, null).Errno);

    [Theory]
    [InlineData(-1, 0u, Errno.EINVAL)]
    [InlineData(0, 0u, Errno.EINVAL)]
    [InlineData(500, 0u, Errno.EBADF)]
    public void LowPowerWithWakeup_JudgesItsEvent(int fileDescriptor, uint reserved, int errno)
    {
        vfio_device_low_power_entry_with_wakeup entry = new() { wakeup_eventfd = fileDescriptor, reserved = reserved };

        Assert.Equal(errno, _machine.Device.SetFeature(VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP, in entry, out _).Errno);
    }

    public void Dispose() => _machine.Dispose();
}
