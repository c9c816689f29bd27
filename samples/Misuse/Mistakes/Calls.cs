// Mistakes about ioctl calls and their results. See Fields.cs for how they are marked.
using System.Runtime.InteropServices;
using UapiGen.Runtime;
using static UapiGen.Runtime.Uapi;

namespace Misuse;

/// <summary>UAPI21nn, and the result that nobody tests.</summary>
public static unsafe class Calls
{
    private const int Nothing = -1;

    public static string ResultUnchecked(Bench bench)
    {
        try
        {
            bench.Buffer.SetName(new string('x', DMA_BUF_NAME_LEN)); // UAPI2003: bench.Buffer.SetName(new string('x', DMA_BUF_NAME_LEN))
            return Outcome.Silent(true, "nobody knows");
        }
        catch (UapiException)
        {
            return Outcome.Right;
        }
    }

    public static string ArgumentMismatch(Bench bench)
    {
        var file = new dma_buf_export_sync_file { flags = DMA_BUF_SYNC_READ, fd = -1 };
        UapiResult result = bench.Buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, ref file, OnInterrupt.Retry); // UAPI2101: DMA_BUF_IOCTL_SYNC
        return result.IsSuccess && file.fd >= 0 ? Outcome.Of(bench.Kernel.Close(file.fd)) : Outcome.Of(result);
    }

    public static string ArgumentReadOnly(Bench bench)
    {
        var info = vfio_device_info.Create();
        UapiResult result = bench.AskIoctl(VFIO_DEVICE_GET_INFO, in info); // UAPI2102: info, instead: UapiResult result = bench.Device.Handle.Ioctl(VFIO_DEVICE_GET_INFO, ref info);
        return Outcome.Silent(result.IsSuccess && info.num_regions == 0, "no answer");
    }

    public static string FileKindMixed(Bench bench)
    {
        var device = bench.Device.Handle;
        device.Ioctl(VFIO_DEVICE_RESET, null).ThrowIfError(nameof(VFIO_DEVICE_RESET));
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END };
        return Outcome.Of(device.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync, OnInterrupt.Retry)); // UAPI2103: device.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync, OnInterrupt.Retry), instead: return Outcome.Of(bench.Buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync, OnInterrupt.Retry));
    }

    public static string DescriptorCompared(Bench bench)
    {
        ulong* memory = stackalloc ulong[5];
        Bench.WriteDmaBuf(memory);
        *(vfio_device_feature*)memory = new vfio_device_feature { argsz = 40, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF };
        int made = bench.MakeIoctl(bench.Device.Handle, VFIO_DEVICE_FEATURE, memory);
        bool works = made == 0; // UAPI2104: made == 0
        return Outcome.Silent(!works && bench.Kernel.Close(made).IsSuccess, "success taken for failure");
    }

    public static string DescriptorLost(Bench bench)
    {
        int before = bench.Kernel.OpenDescriptorCount;
        ulong* memory = stackalloc ulong[5];
        Bench.WriteDmaBuf(memory);
        *(vfio_device_feature*)memory = new vfio_device_feature { argsz = 40, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF };
        bool works = bench.MakeIoctl(bench.Device.Handle, VFIO_DEVICE_FEATURE, memory) >= 0; // UAPI2105: bench.MakeIoctl(bench.Device.Handle, VFIO_DEVICE_FEATURE, memory)
        return Outcome.Silent(works && bench.Kernel.OpenDescriptorCount > before, "a descriptor stays open");
    }

    public static string ErrorReadLate(Bench bench)
    {
        int result = Libc.ioctl(Nothing, VFIO_DEVICE_RESET, null);
        _ = Libc.access("/nothing/here", 0);
        if (result < 0)
        {
            int error = Marshal.GetLastPInvokeError(); // UAPI2106: Marshal.GetLastPInvokeError()
            return Outcome.Silent(error != Errno.EBADF, "another call's errno");
        }

        return Outcome.Right;
    }

    public static string ErrorNotKept(Bench bench)
    {
        Marshal.SetLastPInvokeError(0);
        int result = ForgetfulReset(Nothing, VFIO_DEVICE_RESET, 0);
        return Outcome.Silent(result < 0 && Marshal.GetLastPInvokeError() == 0, "no errno");
    }

    public static string ResultTakenForErrno(Bench bench)
    {
        int result = Libc.ioctl(Nothing, VFIO_DEVICE_RESET, null);
        int error = result < 0 ? -result : 0; // UAPI2108: -result
        return error == Errno.EBADF ? Outcome.Right : Outcome.Of(error);
    }

    public static string InterruptNotRetried(Bench bench)
    {
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        bench.Kernel.Faults.Arm(EmulatedFault.Interrupt);
        UapiResult began = bench.Buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync); // UAPI2109: bench.Buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync)
        sync.flags |= DMA_BUF_SYNC_END;
        bench.Buffer.Handle.Ioctl(DMA_BUF_IOCTL_SYNC, ref sync, OnInterrupt.Retry).ThrowIfError(nameof(DMA_BUF_IOCTL_SYNC), "END");
        return Outcome.Of(began);
    }

    public static string CloseRetried(Bench bench)
    {
        int result;
        int calls = 0;
        do
        {
            result = Libc.close(Bench.Counted(ref calls)); // UAPI2110: Libc.close(Bench.Counted(ref calls))
        }
        while (result < 0 && calls < 2);

        return calls > 1 ? Outcome.Of(Marshal.GetLastPInvokeError()) : Outcome.Right;
    }

    public static string RequestNumber(Bench bench)
    {
        int result = Libc.ioctl(Nothing, 0x3b6f, null); // UAPI2111: 0x3b6f
        return result < 0 ? Outcome.Unseen : Outcome.Right;
    }

    public static string DescriptorFieldLost(Bench bench)
    {
        int before = bench.Kernel.OpenDescriptorCount;
        var file = new dma_buf_export_sync_file { flags = DMA_BUF_SYNC_READ, fd = -1 };
        UapiResult result = bench.Buffer.Handle.Ioctl(DMA_BUF_IOCTL_EXPORT_SYNC_FILE, ref file); // UAPI2112: file
        result.ThrowIfError(nameof(DMA_BUF_IOCTL_EXPORT_SYNC_FILE));
        _ = bench.HasNothingToDo; // instead: bench.Kernel.Close(file.fd).ThrowIfError("close");
        return Outcome.Silent(bench.Kernel.OpenDescriptorCount > before, "a descriptor stays open");
    }

    [DllImport("libc", EntryPoint = "ioctl")]
    private static extern int ForgetfulReset(int fd, nuint request, nint argument); // UAPI2107: ForgetfulReset
}
