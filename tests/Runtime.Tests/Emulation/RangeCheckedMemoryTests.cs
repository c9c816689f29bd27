using System;
using UapiGen.Runtime.Emulation;
using Xunit;

namespace UapiGen.Runtime.Tests;

/// <summary>The way to the caller's memory on systems that do not say what is mapped.</summary>
public sealed unsafe class RangeCheckedMemoryTests
{
    [Theory]
    [InlineData(0ul)]
    [InlineData(0xfffful)]
    [InlineData(0x7fff_ffff_fff9ul)]
    [InlineData(0x8000_0000_0000ul)]
    [InlineData(ulong.MaxValue)]
    public void AddressOfNoProcess_IsRefused(ulong address)
    {
        Assert.SkipUnless(nuint.Size == 8, "64-bit addresses");
        RangeCheckedMemory memory = new();

        Assert.False(memory.TryRead((nuint)address, new byte[8]));
        Assert.False(memory.TryWrite((nuint)address, new byte[8]));
    }

    [Fact]
    public void OwnMemory_IsCopiedBothWays()
    {
        RangeCheckedMemory memory = new();
        long there = 0x0102030405060708;
        byte[] here = new byte[sizeof(long)];

        Assert.True(memory.TryRead((nuint)(&there), here));
        Assert.Equal(there, BitConverter.ToInt64(here));
        Assert.True(memory.TryWrite((nuint)(&there), new byte[sizeof(long)]));
        Assert.Equal(0, there);
    }

    [Fact]
    public void Kernel_WorksWithIt()
    {
        using EmulatedMachine machine = new(new EmulatedKernelOptions { PageSize = EmulatedMachine.Page, UserMemory = new RangeCheckedMemory() });
        using DmaBuf buffer = machine.Export();

        Assert.True(machine.Device.SetTph(buffer, 0xf0, 2).IsSuccess);
        Assert.Equal(Errno.EFAULT, machine.Device.Handle.Ioctl(Uapi.VFIO_DEVICE_FEATURE, null).Errno);
    }
}
