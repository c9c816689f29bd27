using Xunit;

namespace UapiGen.Runtime.Tests;

/// <summary>KERNEL 3.4: the importer of the companion patch.</summary>
public sealed class EmulatedRdmaDeviceTests
{
    [Theory]
    [InlineData(PcieTphRequester.Extended, 0x1f0, 0x1f0)]
    [InlineData(PcieTphRequester.Extended, 0xf0, 0xf0)]
    [InlineData(PcieTphRequester.Tph, 0xf0, 0xf0)]
    [InlineData(PcieTphRequester.Off, 0xf0, 0xf0)]
    [InlineData(PcieTphRequester.Tph, 0x1f0, -1)]
    [InlineData(PcieTphRequester.Off, 0x1f0, -1)]
    public void Seed_AsksForTheWidthOfItsRequester_AndGoesOnWithout(PcieTphRequester requester, int set, int sent)
    {
        using EmulatedMachine machine = new();
        using DmaBuf buffer = machine.Export();
        Assert.True(machine.Device.SetTph(buffer, (ushort)set, 2).IsSuccess);

        using EmulatedMemoryRegion region = Register(machine, requester, buffer);

        Assert.NotNull(region.Mapping);
        Assert.Equal(sent, Sent(region));
    }

    [Theory]
    [InlineData(PcieTphRequester.Extended, 0x1f0)]
    [InlineData(PcieTphRequester.Tph, 0x0f)]
    [InlineData(PcieTphRequester.Off, -1)]
    [InlineData(PcieTphRequester.Reserved, -1)]
    public void Latest_AsksForItsNameSpace_AndOnlyWhenItCanSend(PcieTphRequester requester, int sent)
    {
        using EmulatedMachine machine = new(new EmulatedKernelOptions { PageSize = EmulatedMachine.Page, Tph = TphProfile.Latest });
        using DmaBuf buffer = machine.Export();
        Assert.True(machine.Device.SetTph(buffer, new TphHints(2) { SteeringTag = 0x0f, ExtendedSteeringTag = 0x1f0 }).IsSuccess);

        using EmulatedMemoryRegion region = Register(machine, requester, buffer);

        Assert.Equal(sent, Sent(region));
        Assert.Equal(0, machine.Kernel.WarningCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NoHintsSet_OrHintsOfItsOwn_RegistersWithout(bool hasOwnHints)
    {
        using EmulatedMachine machine = new();
        using DmaBuf buffer = machine.Export();
        if (hasOwnHints)
        {
            Assert.True(machine.Device.SetTph(buffer, 1, 1).IsSuccess);
        }

        EmulatedRdmaDevice adapter = new(machine.Kernel, PcieTphRequester.Extended);
        Assert.True(adapter.Register(buffer.FileDescriptor, hasOwnHints, out EmulatedMemoryRegion? region).IsSuccess);

        Assert.Null(region!.Hints);
        region.Dispose();
    }

    [Fact]
    public void ForeignBuffer_HasNoHints_AndIsRegistered()
    {
        using EmulatedMachine machine = new();
        using DmaBuf foreign = new(new DmaBufHandle(machine.Kernel, machine.Kernel.OpenForeignDmaBuf().Value), EmulatedMachine.Page);

        using EmulatedMemoryRegion region = Register(machine, PcieTphRequester.Extended, foreign);

        Assert.Null(region.Hints);
        Assert.Equal(1, region.Mapping!.Pieces.Length);
    }

    [Fact]
    public void Revoke_TakesTheMapping_AndLeavesTheHintsStale()
    {
        using EmulatedMachine machine = new();
        using DmaBuf buffer = machine.Export();
        Assert.True(machine.Device.SetTph(buffer, 0xf0, 2).IsSuccess);
        using EmulatedMemoryRegion region = Register(machine, PcieTphRequester.Tph, buffer);

        machine.First.MemoryEnabled = false;
        Assert.Null(region.Mapping);
        Assert.Equal(Errno.ENODEV, region.Map().Errno);
        Assert.True(machine.Device.SetTph(buffer, 0xf1, 3).IsSuccess);
        machine.First.MemoryEnabled = true;

        Assert.True(region.Map().IsSuccess);
        Assert.Equal(new TphHints(2) { SteeringTag = 0xf0 }, region.Hints);
    }

    [Fact]
    public void RevokedBuffer_IsNotRegistered()
    {
        using EmulatedMachine machine = new();
        using DmaBuf buffer = machine.Export();
        machine.First.MemoryEnabled = false;

        Assert.Equal(Errno.ENODEV, new EmulatedRdmaDevice(machine.Kernel, PcieTphRequester.Tph).Register(buffer.FileDescriptor, false, out _).Errno);
    }

    private static EmulatedMemoryRegion Register(EmulatedMachine machine, PcieTphRequester requester, DmaBuf buffer)
    {
        Assert.True(new EmulatedRdmaDevice(machine.Kernel, requester).Register(buffer.FileDescriptor, hasOwnHints: false, out EmulatedMemoryRegion? region).IsSuccess);
        return region!;
    }

    private static int Sent(EmulatedMemoryRegion region) => region.Hints?.ExtendedSteeringTag ?? region.Hints?.SteeringTag ?? -1;
}
