using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.ErrorReadLateAnalyzer, UapiGen.CodeFixes.Rules.ErrorReadLateFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class ErrorReadLateTests
{
    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); close(fd); if (r < 0) throw new Win32Exception([|Marshal.GetLastPInvokeError()|]);")]
    [InlineData("""
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; if (ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync) < 0) { Console.WriteLine("failed"); throw new Win32Exception([|Marshal.GetLastWin32Error()|]); }
        """)]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; if (ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync) < 0) { close(fd); throw [|new Win32Exception()|]; }")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync); _ = close(fd); int error = [|Marshal.GetLastPInvokeError()|]; Log((r + error).ToString());")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); int error = Marshal.GetLastPInvokeError(); close(fd); if (r < 0) throw new Win32Exception(error);")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; if (ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync) < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); if (close(fd) < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); if (condition) close(fd); if (r < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); int e = Marshal.GetLastPInvokeError(); close(fd); Marshal.SetLastPInvokeError(e); if (r < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        int r = ioctl(fd, VFIO_DEVICE_RESET, null); // reset
        close(fd);
        if (r < 0) throw new Win32Exception([|Marshal.GetLastPInvokeError()|]);
        """, """
        int r = ioctl(fd, VFIO_DEVICE_RESET, null); // reset
        int error = Marshal.GetLastPInvokeError();
        close(fd);
        if (r < 0) throw new Win32Exception(error);
        """)]
    [InlineData("""
        if (ioctl(fd, VFIO_DEVICE_RESET, null) < 0)
        {
            // It failed.
            close(fd);
            throw [|new Win32Exception()|];
        }
        """, """
        if (ioctl(fd, VFIO_DEVICE_RESET, null) < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            // It failed.
            close(fd);
            throw new Win32Exception(error);
        }
        """)]
    [InlineData("""
        int r = ioctl(fd, VFIO_DEVICE_RESET, null);
        close(fd);
        int error = [|Marshal.GetLastWin32Error()|];
        Log((r + error).ToString());
        """, """
        int r = ioctl(fd, VFIO_DEVICE_RESET, null);
        int error1 = Marshal.GetLastWin32Error();
        close(fd);
        int error = error1;
        Log((r + error).ToString());
        """)]
    [InlineData("""
        int r = ioctl(fd, VFIO_DEVICE_RESET, null);
        close(fd);
        Log(r < 0 ? [|Marshal.GetLastPInvokeErrorMessage()|] : "done");
        """, """
        int r = ioctl(fd, VFIO_DEVICE_RESET, null);
        int error = Marshal.GetLastPInvokeError();
        close(fd);
        Log(r < 0 ? Marshal.GetPInvokeErrorMessage(error) : "done");
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    /// <summary>No statement can stand between the call and the next one, or nobody knows which call is meant.</summary>
    [Theory]
    [InlineData("if (ioctl(fd, VFIO_DEVICE_RESET, null) < 0 | close(fd) < 0) Log(\"\"); while (ioctl(fd, VFIO_DEVICE_RESET, null) < 0) { close(fd); Log([|Marshal.GetLastPInvokeError()|].ToString()); }")]
    [InlineData("int r; if (condition) r = ioctl(fd, VFIO_DEVICE_RESET, null); else r = ioctl(number, VFIO_DEVICE_RESET, null); close(fd); if (r < 0) throw new Win32Exception([|Marshal.GetLastPInvokeError()|]);")]
    public Task Read_WithoutAPlace_GetsNoFix(string code) => Verify.Body(code, code);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        int r = ioctl(fd, VFIO_DEVICE_RESET, null);
        close(fd);
        if (r < 0) throw new Win32Exception([|Marshal.GetLastPInvokeError()|]);
        int s = ioctl(number, VFIO_DEVICE_RESET, null);
        close(number);
        if (s < 0) throw new Win32Exception([|Marshal.GetLastPInvokeError()|]);
        """,
        """
        int r = ioctl(fd, VFIO_DEVICE_RESET, null);
        int error = Marshal.GetLastPInvokeError();
        close(fd);
        if (r < 0) throw new Win32Exception(error);
        int s = ioctl(number, VFIO_DEVICE_RESET, null);
        int error1 = Marshal.GetLastPInvokeError();
        close(number);
        if (s < 0) throw new Win32Exception(error1);
        """);
}
