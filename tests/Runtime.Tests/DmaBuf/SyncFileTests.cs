using System;
using Xunit;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>KERNEL 2.8: SYNC as a scope, interrupted calls, and sync files, check by check.</summary>
public sealed class SyncFileTests : IDisposable
{
    private readonly EmulatedMachine _machine = new();
    private readonly DmaBuf _buffer;

    public SyncFileTests() => _buffer = _machine.Export();

    private EmulatedFaults Faults => _machine.Kernel.Faults;

    [Fact]
    public void Sync_Interrupted_IsMadeAgain_UnlessTheCallerAsksToHear()
    {
        dma_buf_sync sync = new() { flags = DMA_BUF_SYNC_READ };
        Faults.Arm(EmulatedFault.Interrupt, call: 1, times: 2);
        Assert.Equal(Errno.EINTR, _buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync).Errno);
        Assert.True(_buffer.BeginCpuAccess(DmaBufAccess.Read).IsSuccess);

        Faults.Arm(EmulatedFault.Interrupt, call: 2);
        Assert.True(_buffer.BeginCpuAccess(DmaBufAccess.Read).IsSuccess);
        Assert.True(_buffer.BeginCpuAccess(DmaBufAccess.Read).IsSuccess);
        Faults.Arm(EmulatedFault.Interrupt);
        Assert.Equal(Errno.EINTR, _buffer.Handle.Poll(UapiPollEvents.Input, 0, out _).Errno);
    }

    [Fact]
    public void Access_EndsOnce_AndRefusesNothing()
    {
        DmaBufAccessScope scope = _buffer.Access(DmaBufAccess.ReadWrite);
        scope.Dispose();
        scope.Dispose();

        Assert.Equal(Errno.EINVAL, Assert.Throws<UapiException>(() => _buffer.Access(DmaBufAccess.None).Dispose()).Errno);
    }

    [Fact]
    public void Export_GivesAFileThatIsReady_AndImportTakesIt()
    {
        Assert.True(_buffer.ExportSyncFile(DmaBufAccess.Read, out SyncFileHandle? file).IsSuccess);
        Assert.Equal(1, file!.Poll(UapiPollEvents.Input, 0, out UapiPollEvents ready).Value);
        Assert.Equal(UapiPollEvents.Input, ready);
        Assert.Equal(1, _machine.Kernel.GetDescriptorFlags((int)file.DangerousGetHandle()).Value);

        Assert.True(_buffer.ImportSyncFile(DmaBufAccess.Write, file).IsSuccess);
        Assert.Equal(Errno.EINVAL, _buffer.ImportSyncFile(DmaBufAccess.Write, _buffer.Handle).Errno);
        Assert.Equal(Errno.EINVAL, _buffer.ImportSyncFile((DmaBufAccess)4, file).Errno);
        Assert.Equal(Errno.EINVAL, _buffer.ImportSyncFile(DmaBufAccess.None, file).Errno);
        Faults.Arm(EmulatedFault.Allocation);
        Assert.Equal(Errno.ENOMEM, _buffer.ImportSyncFile(DmaBufAccess.Write, file).Errno);
        file.Dispose();
    }

    [Theory]
    [InlineData(4u, EmulatedFault.Descriptor, Errno.EINVAL)]
    [InlineData(0u, EmulatedFault.Descriptor, Errno.EINVAL)]
    [InlineData(1u, EmulatedFault.CopyFromUser, Errno.EFAULT)]
    [InlineData(1u, EmulatedFault.Descriptor, Errno.EMFILE)]
    [InlineData(1u, EmulatedFault.Allocation, Errno.ENOMEM)]
    [InlineData(1u, EmulatedFault.CopyToUser, Errno.EFAULT)]
    public void Export_Refused_LeavesNoDescriptor(uint flags, EmulatedFault fault, int errno)
    {
        int before = _machine.Kernel.OpenDescriptorCount;
        Faults.Arm(fault);

        Assert.Equal(errno, _buffer.ExportSyncFile((DmaBufAccess)flags, out SyncFileHandle? file).Errno);

        Assert.Null(file);
        Assert.Equal(before, _machine.Kernel.OpenDescriptorCount);
    }

    [Fact]
    public void KernelWithoutSyncFiles_IsEnotty()
    {
        using EmulatedMachine machine = new(new EmulatedKernelOptions { PageSize = EmulatedMachine.Page, HasSyncFiles = false });
        using DmaBuf buffer = machine.Export();

        Assert.True(buffer.ExportSyncFile(DmaBufAccess.Read, out _).IsNotSupported);
        Assert.True(buffer.ImportSyncFile(DmaBufAccess.Read, buffer.Handle).IsNotSupported);
    }

    [Fact]
    public void Name_IsKept_AndVfioBuffersAreNotMappedOrRead()
    {
        Assert.True(_buffer.SetName("ring 0").IsSuccess);
        Assert.True(_machine.Kernel.GetName(_buffer.FileDescriptor, out string name).IsSuccess);
        Assert.Equal("ring 0", name);
        Faults.Arm(EmulatedFault.Allocation);
        Assert.Equal(Errno.ENOMEM, _buffer.SetName("x").Errno);

        Assert.Equal(Errno.EINVAL, Assert.Throws<UapiException>(() => _buffer.Map()).Errno);
        Assert.Equal(Errno.EINVAL, _machine.Kernel.Read(_buffer.FileDescriptor, new byte[4]).Errno);
        Assert.True(_machine.Kernel.Seek(_buffer.FileDescriptor, 0, System.IO.SeekOrigin.End, out long size).IsSuccess);
        Assert.Equal((long)_buffer.Size, size);
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _machine.Dispose();
    }
}
