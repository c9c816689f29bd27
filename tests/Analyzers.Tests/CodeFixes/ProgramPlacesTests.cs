// Fixes in files that begin with statements.
using System.Threading.Tasks;
using UapiGen.Analyzers.Rules;
using UapiGen.Analyzers.Tests.Verification;
using UapiGen.CodeFixes.Rules;
using Xunit;


namespace UapiGen.Analyzers.Tests.CodeFixes;

public sealed class ProgramPlacesTests
{
    [Theory]
    [InlineData("""
        unsafe
        {
            if (args.Length > 1)
                // again
                [|ioctl(args.Length, VFIO_DEVICE_RESET, null)|];
        }
        """, """
        unsafe
        {
            if (args.Length > 1)
            {
                // again
                if (ioctl(args.Length, VFIO_DEVICE_RESET, null) < 0)
                {
                    throw new Win32Exception(Marshal.GetLastPInvokeError());
                }
            }
        }
        """)]
    public Task ResultUnchecked_InProgram(string before, string after) => Program<ResultUncheckedAnalyzer, ResultUncheckedFix>(before, after);

    [Theory]
    [InlineData("""
        // begins
        int fd = args.Length;
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        Check([|RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref sync)|]);
        if (fd > 3) return;
        sync.flags |= DMA_BUF_SYNC_END;
        Check(RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref sync));
        Log("done");

        class Another
        {
            public int Number;
        }
        """, """
        // begins
        int fd = args.Length;
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        Check(RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref sync));
        try
        {
            if (fd > 3) return;
        }
        finally
        {
            sync.flags |= DMA_BUF_SYNC_END;
            Check(RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref sync));
        }
        Log("done");

        class Another
        {
            public int Number;
        }
        """)]
    public Task AccessNotEnded_InProgram(string before, string after) => Program<AccessNotEndedAnalyzer, AccessNotEndedFix>(before, after);

    [Fact]
    public Task ErrorReadLate_InProgram() => Program<ErrorReadLateAnalyzer, ErrorReadLateFix>(
        """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        int r = RefIoctl(args.Length, DMA_BUF_IOCTL_SYNC, ref sync); // begins
        close(args.Length);

        if (r < 0)
        {
            throw new Win32Exception([|Marshal.GetLastPInvokeError()|]);
        }
        """,
        """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        int r = RefIoctl(args.Length, DMA_BUF_IOCTL_SYNC, ref sync); // begins
        int error = Marshal.GetLastPInvokeError();
        close(args.Length);

        if (r < 0)
        {
            throw new Win32Exception(error);
        }
        """);

    [Fact]
    public Task InterruptNotRetried_InProgram() => Program<InterruptNotRetriedAnalyzer, InterruptNotRetriedFix>(
        """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };

        // begins
        Check(1);
        int r = [|RefIoctl(args.Length, DMA_BUF_IOCTL_SYNC, ref sync)|]; // now
        Check(r);

        class Another
        {
            public int Number;
        }
        """,
        """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };

        // begins
        Check(1);
        int r;
        do
        {
            r = RefIoctl(args.Length, DMA_BUF_IOCTL_SYNC, ref sync);
        }
        while (r < 0 && Marshal.GetLastPInvokeError() is 4 /* EINTR */ or 11 /* EAGAIN */); // now
        Check(r);

        class Another
        {
            public int Number;
        }
        """);

    [Fact]
    public Task SelfSizeUnset_InProgram() => Program<SelfSizeUnsetAnalyzer, SelfSizeUnsetFix>(
        """
        [DllImport("libc", SetLastError = true)] static extern int ioctl(int fd, nuint request, ref vfio_region_info argument);

        var info = default(vfio_region_info);
        // asks
        int r = ioctl(args.Length, VFIO_DEVICE_GET_REGION_INFO, ref [|info|]);
        Check(r);
        """,
        """
        [DllImport("libc", SetLastError = true)] static extern int ioctl(int fd, nuint request, ref vfio_region_info argument);

        var info = default(vfio_region_info);
        info.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
        // asks
        int r = ioctl(args.Length, VFIO_DEVICE_GET_REGION_INFO, ref info);
        Check(r);
        """);

    private static Task Program<TAnalyzer, TCodeFix>(string before, string after)
        where TAnalyzer : Rule, new()
        where TCodeFix : Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider, new()
    {
        var test = new KernelTest<TAnalyzer, TCodeFix> { TestCode = before, FixedCode = after };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
