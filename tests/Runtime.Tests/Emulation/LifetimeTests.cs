using System;
using System.Runtime.CompilerServices;
using UapiGen.Runtime.Emulation;
using Xunit;

namespace UapiGen.Runtime.Tests;

/// <summary>What is closed is let go of: by the table, by the device, and by the handle behind <c>struct dma_buf *</c>.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public void ClosedBuffer_IsReleased_WhileItsDeviceStaysOpen()
    {
        using EmulatedMachine machine = new();
        WeakReference buffer = ExportAndClose(machine);

        AssertGone(buffer);
    }

    [Fact]
    public void BufferWithoutADescriptor_IsReleased()
    {
        WeakReference memory = Use(descriptorLimit: 4, static machine =>
        {
            Assert.Equal(Errno.EMFILE, machine.Kernel.OpenForeignDmaBuf().Errno);
            Assert.Equal(Errno.EMFILE, machine.Device.TryExportDmaBuf(0, [new() { length = EmulatedMachine.Page }], UapiOpenFlags.CloseOnExec, out _).Errno);
        });

        AssertGone(memory);
    }

    [Fact]
    public void CallsThatSucceedAndCallsThatFail_LeaveNoReferenceBehind()
    {
        WeakReference memory = Use(descriptorLimit: 16, static machine =>
        {
            using VfioDevice other = machine.Second.Open();
            using DmaBuf buffer = machine.Export();
            using DmaBuf foreign = new(new DmaBufHandle(machine.Kernel, machine.Kernel.OpenForeignDmaBuf().Value), size: 0);
            Assert.True(machine.Device.SetTph(buffer, 0x1f0, 2).IsSuccess);
            Assert.Equal(Errno.EINVAL, other.SetTph(buffer, 1, 1).Errno);
            Assert.Equal(Errno.EINVAL, other.SetTph(foreign, 1, 1).Errno);
            Assert.True(buffer.GetTph(16, out _, out _).IsSuccess);
            Assert.Equal(Errno.EINVAL, buffer.GetTph(8, out _, out _).Errno);
            Assert.Equal(Errno.EOPNOTSUPP, foreign.GetTph(8, out _, out _).Errno);
            Assert.True(buffer.BeginCpuAccess(DmaBufAccess.Read).IsSuccess);
            Assert.Equal(0, machine.Kernel.IsRevoked(buffer.FileDescriptor).Value);
            Assert.Equal(Errno.EINVAL, machine.Kernel.IsRevoked(foreign.FileDescriptor).Errno);
        });

        AssertGone(memory);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ExportAndClose(EmulatedMachine machine)
    {
        using DmaBuf exported = machine.Export();
        Assert.Equal(0, machine.Kernel.GetDmaBuf(exported.FileDescriptor, out EmulatedDmaBuf? buffer));
        buffer!.Put();
        return new WeakReference(buffer);
    }

    // Each file of a kernel holds on to the kernel's way to its caller's memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use(int descriptorLimit, Action<EmulatedMachine> use)
    {
        RangeCheckedMemory memory = new();
        using EmulatedMachine machine = new(new EmulatedKernelOptions
        {
            PageSize = EmulatedMachine.Page,
            DescriptorLimit = descriptorLimit,
            UserMemory = memory,
        });
        use(machine);
        return new WeakReference(memory);
    }

    private static void AssertGone(WeakReference reference)
    {
        for (int attempt = 0; attempt < 10 && reference.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(reference.IsAlive);
    }
}
