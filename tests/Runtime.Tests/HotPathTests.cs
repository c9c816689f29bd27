using System;
using System.Runtime.Versioning;
using System.Threading;
using Xunit;

namespace UapiGen.Runtime.Tests;

public sealed class HotPathTests : IDisposable
{
    private readonly EmulatedMachine _machine = new();

    [Fact]
    public void SetTphAndGetTph_AllocateNothing()
    {
        using DmaBuf buffer = _machine.Export();

        AllocatesNothing(() => _machine.Device.SetTph(buffer, 1, 2).IsSuccess && buffer.GetTph(16, out _, out _).IsSuccess);
    }

    [Fact]
    public void FailingCalls_AllocateNothing()
    {
        using DmaBuf buffer = _machine.Export();

        AllocatesNothing(() => !_machine.Device.SetTph(new Uapi.vfio_device_feature_dma_buf_tph { dmabuf_fd = -1 }).IsSuccess && !buffer.GetTph(8, out _, out _).IsSuccess);
    }

    [Fact]
    public void LatestSetAndGet_AllocateNothing()
    {
        using EmulatedMachine machine = new(new EmulatedKernelOptions { PageSize = EmulatedMachine.Page, Tph = TphProfile.Latest });
        using DmaBuf buffer = machine.Export();
        TphHints hints = new(2) { SteeringTag = 1, ExtendedSteeringTag = 2 };

        AllocatesNothing(() => machine.Device.SetTph(buffer, hints).IsSuccess && buffer.GetPciTph(extended: true, out _, out _).IsSuccess);
    }

    [Fact]
    public void InfoInterruptsSyncAndNames_AllocateNothing()
    {
        using DmaBuf buffer = _machine.Export();
        using UapiEvent one = UapiEvent.Create(_machine.Kernel);
        VfioDevice device = _machine.Device;

        AllocatesNothing(() => device.GetInfo(stackalloc byte[64], out VfioDeviceInfo _).IsSuccess);
        AllocatesNothing(() => device.GetRegionInfo(0, stackalloc byte[64], out VfioRegionInfo info).IsSuccess && !info.Capabilities.MoveNext());
        AllocatesNothing(() => device.GetInterruptInfo(Uapi.VFIO_PCI_MSI_IRQ_INDEX, out _).IsSuccess);
        AllocatesNothing(() => device.Supports(Uapi.VFIO_DEVICE_FEATURE_DMA_BUF, VfioFeatureOperations.Get));
        AllocatesNothing(() => one.Signal().IsSuccess && one.Take(out _).IsSuccess);
        AllocatesNothing(() =>
        {
            using DmaBufAccessScope scope = buffer.Access(DmaBufAccess.Write);
            return true;
        });
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public unsafe void LinuxIoctls_ThatSucceedAndThatFail_AllocateNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a running Linux kernel");
        const uint CloseOnExec = 0x5451; // FIOCLEX
        using UapiEvent one = UapiEvent.Create(LinuxTransport.Instance);

        AllocatesNothing(() => one.Handle.Ioctl(CloseOnExec, null).IsSuccess);
        AllocatesNothing(() => one.Handle.Ioctl(Uapi.VFIO_DEVICE_FEATURE, null).IsNotSupported);
        AllocatesNothing(() => one.Signal().IsSuccess && one.Take(out _).IsSuccess);
    }

    [Fact]
    public void ManyThreads_SeeWholeAnswers()
    {
        using DmaBuf buffer = _machine.Export();
        Assert.True(_machine.Device.SetTph(buffer, 0, 0).IsSuccess);
        int torn = 0;
        Run(writer: round => Assert.True(_machine.Device.SetTph(buffer, (ushort)(round & 0xff), (byte)round).IsSuccess), reader: _ =>
        {
            UapiResult result = buffer.GetTph(16, out ushort tag, out byte hint);
            if (!result.IsSuccess || tag != hint)
            {
                Interlocked.Increment(ref torn);
            }
        });

        Assert.Equal(0, torn);
    }

    [Fact]
    public void ManyThreads_OpenExportCloseAtOnce_LeaveTheTableAsItWas()
    {
        int free = NextDescriptor();
        Run(writer: _ => OpenExportClose(_machine.Second), reader: _ => OpenExportClose(_machine.First));

        Assert.Equal(free, NextDescriptor());
    }

    public void Dispose() => _machine.Dispose();

    private static void AllocatesNothing(Func<bool> call)
    {
        const int Rounds = 1000;
        bool all = true;
        for (int round = 0; round < Rounds; round++)
        {
            all &= call();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < Rounds; round++)
        {
            all &= call();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(all);
    }

    private static void Run(Action<int> writer, Action<int> reader)
    {
        const int Rounds = 2000;
        Exception? failure = null;
        Thread[] threads = new Thread[4];
        for (int index = 0; index < threads.Length; index++)
        {
            Action<int> work = index % 2 == 0 ? writer : reader;
            threads[index] = new Thread(() =>
            {
                try
                {
                    for (int round = 0; round < Rounds; round++)
                    {
                        work(round);
                    }
                }
                catch (Exception exception)
                {
                    Volatile.Write(ref failure, exception);
                }
            });
            threads[index].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.Null(failure);
    }

    private void OpenExportClose(EmulatedPciDevice pci)
    {
        using VfioDevice device = pci.Open();
        using DmaBuf buffer = _machine.Export(device);
        Assert.True(device.SetTph(buffer, 0xf0, 2).IsSuccess);
        Assert.True(buffer.GetTph(8, out ushort tag, out _).IsSuccess);
        Assert.Equal(0xf0, tag);
    }

    private int NextDescriptor()
    {
        int fileDescriptor = _machine.Kernel.Duplicate(0).Value;
        Assert.True(_machine.Kernel.Close(fileDescriptor).IsSuccess);
        return fileDescriptor;
    }
}
