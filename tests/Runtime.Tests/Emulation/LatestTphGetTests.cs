using System;
using Xunit;

namespace UapiGen.Runtime.Tests;

/// <summary>KERNEL 2.6: asking for hints in versions 9 to 11.</summary>
public sealed unsafe class LatestTphGetTests : IDisposable
{
    private readonly EmulatedMachine _machine = new(new EmulatedKernelOptions { PageSize = EmulatedMachine.Page, Tph = TphProfile.Latest });
    private readonly DmaBuf _buffer;

    public LatestTphGetTests() => _buffer = _machine.Export();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void NameSpaces_AreAnsweredEachForItself(bool hasTag, bool hasExtendedTag)
    {
        Set(new TphHints(3) { SteeringTag = hasTag ? (byte)0x0f : null, ExtendedSteeringTag = hasExtendedTag ? (ushort)0x10 : null });

        Told(extended: false, hasTag ? (0x0f, 3) : null);
        Told(extended: true, hasExtendedTag ? (0x10, 3) : null);
    }

    [Fact]
    public void EachSet_ReplacesAll_AndNoTagsTakesBothBack()
    {
        Set(new TphHints(1) { SteeringTag = 1, ExtendedSteeringTag = 2 });
        Set(new TphHints(2) { ExtendedSteeringTag = 0xffff });
        Told(extended: false, null);
        Told(extended: true, (0xffff, 2));

        Set(new TphHints(3));
        Told(extended: false, null);
        Told(extended: true, null);
    }

    [Fact]
    public void NeverSet_IsEopnotsupp() => Told(extended: true, null);

    [Theory]
    [InlineData(9)]
    [InlineData(0)]
    [InlineData(255)]
    public void OtherWidths_AreNotAsked(byte width)
    {
        Set(new TphHints(1) { SteeringTag = 1, ExtendedSteeringTag = 2 });

        Assert.Equal(Errno.EINVAL, _buffer.GetTph(width, out _, out _).Errno);
    }

    [Fact]
    public void CallTable_WithoutTheLock_IsWarnedOf()
    {
        Set(new TphHints(1) { SteeringTag = 1 });
        Assert.True(_machine.Kernel.Get(_buffer.FileDescriptor, out Uapi.dma_buf* dmaBuf).IsSuccess);
        ushort tag = 0xaaaa;
        byte hint = 0xaa;

        Assert.True(_machine.Kernel.Operations(dmaBuf)->get_tph == null);
        UapiTphV11.dma_buf_ops* operations = _machine.Kernel.OperationsV11(dmaBuf);
        Assert.Equal(-Errno.EOPNOTSUPP, operations->get_pci_tph((UapiTphV11.dma_buf*)dmaBuf, 1, &tag, &hint));
        Assert.Equal((0xaaaa, 0xaa), (tag, hint));
        Assert.Equal(0, operations->get_pci_tph((UapiTphV11.dma_buf*)dmaBuf, 0, &tag, &hint));
        Assert.Equal((1, 1), (tag, hint));

        Assert.Equal(2, _machine.Kernel.WarningCount);
        _machine.Kernel.Put(dmaBuf);
    }

    [Fact]
    public void InterruptedSet_IsMadeAgain()
    {
        _machine.Kernel.Faults.Arm(EmulatedFault.Interrupt, call: 1, times: 3);

        Set(new TphHints(1) { SteeringTag = 1 });

        Told(extended: false, (1, 1));
    }

    [Fact]
    public void SetWithOneTag_WhichNameSpace_HasToBeSaid() =>
        Assert.Throws<InvalidOperationException>(() => _machine.Device.SetTph(_buffer, 1, 1));

    public void Dispose()
    {
        _buffer.Dispose();
        _machine.Dispose();
    }

    private void Set(TphHints hints) => Assert.Equal(UapiResult.Success(), _machine.Device.SetTph(_buffer, hints));

    private void Told(bool extended, (int Tag, int Hint)? expected)
    {
        UapiResult result = _buffer.GetPciTph(extended, out ushort tag, out byte hint);
        Assert.Equal(expected is null ? Errno.EOPNOTSUPP : 0, result.Errno);
        Assert.Equal(expected ?? (0, 0), (tag, hint));
    }
}
