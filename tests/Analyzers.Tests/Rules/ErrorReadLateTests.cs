using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.ErrorReadLateAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

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
}
