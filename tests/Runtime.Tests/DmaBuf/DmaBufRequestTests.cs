using System;
using Xunit;
using static UapiGen.Runtime.Errno;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

public sealed unsafe class DmaBufRequestTests : IDisposable
{
    private readonly EmulatedMachine _machine = new();
    private readonly DmaBuf _buffer;

    public DmaBufRequestTests() => _buffer = _machine.Export();

    [Theory]
    [InlineData(DMA_BUF_SYNC_READ, 0)]
    [InlineData(DMA_BUF_SYNC_WRITE, 0)]
    [InlineData(DMA_BUF_SYNC_RW, 0)]
    [InlineData(DMA_BUF_SYNC_RW | DMA_BUF_SYNC_END, 0)]
    [InlineData(DMA_BUF_SYNC_START, EINVAL)]
    [InlineData(DMA_BUF_SYNC_END, EINVAL)]
    [InlineData(DMA_BUF_SYNC_READ | 8, EINVAL)]
    public void Sync_WantsReadOrWrite_AndNoUnknownBit(int flags, int errno)
    {
        dma_buf_sync sync = new() { flags = (ulong)flags };

        Assert.Equal(errno, _buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync).Errno);
    }

    [Fact]
    public void Sync_AtABadAddress_IsEfault() => Assert.Equal(EFAULT, _buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, null).Errno);

    [Fact]
    public void CpuAccess_WithoutItsCounterpart_IsTaken()
    {
        Assert.True(_buffer.EndCpuAccess(DmaBufAccess.Read).IsSuccess);
        Assert.True(_buffer.BeginCpuAccess(DmaBufAccess.ReadWrite).IsSuccess);
        Assert.Equal(EINVAL, _buffer.BeginCpuAccess(DmaBufAccess.None).Errno);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(31, 0)]
    [InlineData(32, EINVAL)]
    [InlineData(100, EINVAL)]
    public void Name_HasAtMost31Bytes(int length, int errno) => Assert.Equal(errno, _buffer.SetName(new string('x', length)).Errno);

    [Fact]
    public void Name_IsCountedInBytes() => Assert.Equal(EINVAL, _buffer.SetName(new string('é', 16)).Errno);

    [Fact]
    public void Name_WithoutAnEnd_IsEinval_OfEitherRequest()
    {
        Span<byte> endless = stackalloc byte[64];
        endless.Fill((byte)'x');
        fixed (byte* pointer = endless)
        {
            Assert.Equal(EINVAL, _buffer.Handle.Ioctl(DMA_BUF_SET_NAME_A, pointer).Errno);
            Assert.Equal(EINVAL, _buffer.Handle.Ioctl(DMA_BUF_SET_NAME_B, pointer).Errno);
        }
    }

    [Fact]
    public void Name_ThatEndsBeforeTheGuard_IsTaken_AndOneThatDoesNot_IsEfault()
    {
        using GuardedPages pages = new(unmapGuard: true);
        byte* name = pages.BeforeGuard(3);
        name[0] = (byte)'n';
        name[1] = (byte)'i';

        Assert.True(_buffer.Handle.Ioctl(DMA_BUF_SET_NAME_B, name).IsSuccess);
        name[2] = (byte)'c';
        Assert.Equal(EFAULT, _buffer.Handle.Ioctl(DMA_BUF_SET_NAME_B, name).Errno);
    }

    [Fact]
    public void UnknownRequest_IsEnotty()
    {
        Assert.Equal(ENOTTY, _buffer.Handle.Ioctl(VFIO_DEVICE_FEATURE, null).Errno);
        Assert.Equal(ENOTTY, _buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC + 4, null).Errno);
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _machine.Dispose();
    }
}
