using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.InterruptNotRetriedAnalyzer, UapiGen.CodeFixes.Rules.InterruptNotRetriedFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class InterruptNotRetriedTests
{
    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; if ([|ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync)|] < 0) return;")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = [|ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync)|]; Check(r);")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; Check([|ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync)|]);")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; nuint request = DMA_BUF_IOCTL_SYNC; int r = [|ioctl(fd, request, &sync)|]; Check(r);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r; do { r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); } while (r < 0 && Marshal.GetLastPInvokeError() == EINTR);")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync));")]
    [InlineData("Check(ioctl(fd, VFIO_DEVICE_RESET, null));")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; again: if (ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync) < 0) { if (Marshal.GetLastPInvokeError() is EINTR or EAGAIN) goto again; return; }")]
    [InlineData("Retry(() => { dma_buf_sync s = new() { flags = 1 }; return ioctl(3, DMA_BUF_IOCTL_SYNC, &s); }); static void Retry(Func<int> f) { while (f() < 0) { } }")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        int r = [|ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync)|];
        Check(r);
        """, """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        int r;
        do
        {
            r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);
        }
        while (r < 0 && Marshal.GetLastPInvokeError() is 4 /* EINTR */ or 11 /* EAGAIN */);
        Check(r);
        """)]
    [InlineData("""
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        // begins
        if ([|ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync)|] < 0) return;
        """, """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        // begins
        int result;
        do
        {
            result = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);
        }
        while (result < 0 && Marshal.GetLastPInvokeError() is 4 /* EINTR */ or 11 /* EAGAIN */);
        if (result < 0) return;
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        int r = [|ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync)|];
        Check(r);
        """,
        """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        int r;
        do
        {
            r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);
        }
        while (r < 0 && Marshal.GetLastPInvokeError() is 4 /* EINTR */ or 11 /* EAGAIN */);
        Check(r);
        """);
}
