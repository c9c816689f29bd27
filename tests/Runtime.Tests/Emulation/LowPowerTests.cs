using System;
using Xunit;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>A device in low power is woken by calls; the event of its entry tells of it, once, and ends low power.</summary>
public sealed class LowPowerTests : IDisposable
{
    private readonly EmulatedMachine _machine = new();
    private readonly UapiEvent _wakeup;

    public LowPowerTests() => _wakeup = UapiEvent.Create(_machine.Kernel);

    [Fact]
    public void Call_AfterAnEntryWithWakeup_TellsTheEventOnce()
    {
        Assert.True(Enter().IsSuccess);
        Assert.Equal(Errno.EAGAIN, _wakeup.Take(out _).Errno);

        Assert.Equal(Errno.EINVAL, _machine.Device.GetInterruptInfo(99, out _).Errno);
        Assert.True(_wakeup.Take(out ulong count).IsSuccess);
        Assert.Equal(1UL, count);

        Assert.Equal(Errno.EINVAL, _machine.Device.GetInterruptInfo(99, out _).Errno);
        Assert.Equal(Errno.EAGAIN, _wakeup.Take(out _).Errno);
        Assert.True(_machine.Device.SetFeature(VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY).IsSuccess);
    }

    [Fact]
    public void Read_AfterAnEntryWithWakeup_TellsTheEvent()
    {
        Assert.True(Enter().IsSuccess);

        Assert.Equal(4, _machine.Device.ReadRegion(0, stackalloc byte[4]).Value);

        Assert.True(_wakeup.Take(out _).IsSuccess);
    }

    [Fact]
    public void Read_InPlainLowPower_ReachesTheDevice_AndLeavesItThere()
    {
        Assert.True(_machine.Device.SetFeature(VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY).IsSuccess);

        Assert.Equal(4, _machine.Device.ReadRegion(0, stackalloc byte[4]).Value);

        Assert.Equal(Errno.EINVAL, _machine.Device.SetFeature(VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY).Errno);
    }

    [Fact]
    public void Exit_AfterAnEntryWithWakeup_TellsTheEvent_AndGivesBuffersBack()
    {
        using DmaBuf buffer = _machine.Export();
        Assert.True(Enter().IsSuccess);
        Assert.Equal(1, _machine.Kernel.IsRevoked(buffer.FileDescriptor).Value);

        Assert.True(_machine.Device.SetFeature(VFIO_DEVICE_FEATURE_LOW_POWER_EXIT).IsSuccess);

        Assert.True(_wakeup.Take(out _).IsSuccess);
        Assert.Equal(0, _machine.Kernel.IsRevoked(buffer.FileDescriptor).Value);
    }

    [Fact]
    public void Close_InLowPower_LetsGoOfTheEvent()
    {
        int open = _machine.Kernel.OpenDescriptorCount;
        Assert.True(Enter().IsSuccess);
        _machine.Device.Dispose();

        Assert.Equal(open - 1, _machine.Kernel.OpenDescriptorCount);
        Assert.Equal(Errno.EAGAIN, _wakeup.Take(out _).Errno);
    }

    public void Dispose()
    {
        _wakeup.Dispose();
        _machine.Dispose();
    }

    private UapiResult Enter()
    {
        vfio_device_low_power_entry_with_wakeup entry = new() { wakeup_eventfd = (int)_wakeup.Handle.DangerousGetHandle(), reserved = 1 };
        return _machine.Device.SetFeature(VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP, in entry);
    }
}
