using System;
using Xunit;
using static UapiGen.Runtime.Errno;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>The importer's question, through the exporter's generated call table.</summary>
public sealed unsafe class SeedTphGetTests : IDisposable
{
    private readonly EmulatedMachine _machine = new();
    private readonly DmaBuf _buffer;

    public SeedTphGetTests() => _buffer = _machine.Export();

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(16)]
    public void NothingSet_IsEopnotsupp_WhateverTheWidth(byte width) => Assert.Equal(EOPNOTSUPP, _buffer.GetTph(width, out _, out _).Errno);

    [Theory]
    [InlineData(0x0, 0, 0)]
    [InlineData(0x1, 0, EINVAL)]
    [InlineData(0x1, 1, 0)]
    [InlineData(0xff, 8, 0)]
    [InlineData(0x100, 8, EINVAL)]
    [InlineData(0x1ff, 9, 0)]
    [InlineData(0x200, 9, EINVAL)]
    [InlineData(0x7fff, 15, 0)]
    [InlineData(0x8000, 15, EINVAL)]
    [InlineData(0xffff, 16, 0)]
    [InlineData(0xffff, 17, 0)]
    [InlineData(0xffff, 31, 0)]
    [InlineData(0xffff, 32, 0)]
    [InlineData(0xffff, 255, 0)]
    public void Tag_IsComparedWithTheWidth_WhichIsNotJudged(int tag, byte width, int errno)
    {
        Assert.True(_machine.Device.SetTph(_buffer, (ushort)tag, 2).IsSuccess);

        UapiResult result = _buffer.GetTph(width, out ushort answered, out byte hint);

        Assert.Equal(errno, result.Errno);
        Assert.Equal(errno == 0 ? (tag, 2) : (0, 0), (answered, hint));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Outputs_AreUntouchedByAnError(bool isSet)
    {
        if (isSet)
        {
            Assert.True(_machine.Device.SetTph(_buffer, 0x100, 2).IsSuccess);
        }

        ushort tag = 0xbeef;
        byte hint = 0x5a;
        int returned = Ask(_buffer.FileDescriptor, &tag, &hint, 8);

        Assert.Equal(isSet ? -EINVAL : -EOPNOTSUPP, returned);
        Assert.Equal((0xbeef, 0x5a), (tag, hint));
    }

    [Fact]
    public void Answer_SurvivesRevocationAndTheDevicesEnd()
    {
        Assert.True(_machine.Device.SetTph(_buffer, 0xf0, 2).IsSuccess);
        _machine.First.MemoryEnabled = false;
        AssertAnswers(0xf0, 2);

        _machine.Device.Dispose();
        AssertAnswers(0xf0, 2);
        Assert.Equal(1, _machine.Kernel.IsRevoked(_buffer.FileDescriptor).Value);
    }

    [Fact]
    public void Answer_GoesWithTheBuffer()
    {
        Assert.True(_machine.Device.SetTph(_buffer, 0xf0, 2).IsSuccess);
        int fileDescriptor = _buffer.FileDescriptor;
        _buffer.Dispose();
        using DmaBuf next = _machine.Export();

        Assert.Equal(fileDescriptor, next.FileDescriptor);
        Assert.Equal(EOPNOTSUPP, next.GetTph(16, out _, out _).Errno);
    }

    [Fact]
    public void Importer_KeepsTheBuffer_WhenTheDescriptorIsClosed()
    {
        Assert.True(_machine.Device.SetTph(_buffer, 0xf0, 2).IsSuccess);
        Assert.True(_machine.Kernel.Get(_buffer.FileDescriptor, out dma_buf* dmaBuf).IsSuccess);
        _buffer.Dispose();

        ushort tag;
        byte hint;
        Assert.Equal(0, _machine.Kernel.Operations(dmaBuf)->get_tph(dmaBuf, &tag, &hint, 8));
        Assert.Equal((0xf0, 2), (tag, hint));
        _machine.Kernel.Put(dmaBuf);
    }

    [Fact]
    public void Importer_MayOutliveTheKernel()
    {
        Assert.True(_machine.Kernel.Get(_buffer.FileDescriptor, out dma_buf* dmaBuf).IsSuccess);
        _machine.Kernel.Dispose();

        ushort tag;
        byte hint;
        Assert.Equal(-EOPNOTSUPP, _machine.Kernel.Operations(dmaBuf)->get_tph(dmaBuf, &tag, &hint, 8));
        _machine.Kernel.Put(dmaBuf);
    }

    [Fact]
    public void ExporterWithoutTheCall_IsEopnotsupp()
    {
        using DmaBuf foreign = new(new DmaBufHandle(_machine.Kernel, _machine.Kernel.OpenForeignDmaBuf().Value), size: 0);

        Assert.Equal(EOPNOTSUPP, foreign.GetTph(8, out _, out _).Errno);
    }

    [Fact]
    public void DescriptorThatIsNoDmaBuf_IsEinval()
    {
        using DmaBuf plain = new(new DmaBufHandle(_machine.Kernel, 0), size: 0);

        Assert.Equal(EINVAL, plain.GetTph(8, out _, out _).Errno);
    }

    [Fact]
    public void DisposedBuffer_Throws()
    {
        _buffer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => _buffer.GetTph(8, out _, out _));
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _machine.Dispose();
    }

    private void AssertAnswers(int tag, int hint)
    {
        Assert.True(_buffer.GetTph(8, out ushort answeredTag, out byte answeredHint).IsSuccess);
        Assert.Equal((tag, hint), (answeredTag, answeredHint));
    }

    private int Ask(int fileDescriptor, ushort* tag, byte* hint, byte width)
    {
        Assert.True(_machine.Kernel.Get(fileDescriptor, out dma_buf* dmaBuf).IsSuccess);
        int returned = _machine.Kernel.Operations(dmaBuf)->get_tph(dmaBuf, tag, hint, width);
        _machine.Kernel.Put(dmaBuf);
        return returned;
    }
}
