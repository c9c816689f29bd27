using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.AccessEndedOtherwiseAnalyzer, UapiGen.CodeFixes.Rules.AccessEndedOtherwiseFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class AccessEndedOtherwiseTests
{
    [Theory]
    [InlineData("var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = [|DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END|] }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));")]
    [InlineData("var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_RW }; var end = new dma_buf_sync { flags = [|DMA_BUF_SYNC_WRITE | DMA_BUF_SYNC_END|] }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync)); sync.flags = [|DMA_BUF_SYNC_END | DMA_BUF_SYNC_RW|]; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync));")]
    [InlineData("""
        var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = [|DMA_BUF_SYNC_END | DMA_BUF_SYNC_READ|] }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); try { Log("x"); } finally { Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end)); }
        """)]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE | DMA_BUF_SYNC_END }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));")]
    [InlineData("var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = (ulong)number | DMA_BUF_SYNC_END }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync)); sync.flags |= DMA_BUF_SYNC_END; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync));")]
    [InlineData("var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end)); begin.flags = DMA_BUF_SYNC_READ; end.flags = DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = [|DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END|] /* end */ }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));", "var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE | DMA_BUF_SYNC_END /* end */ }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        "var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_RW }; var end = new dma_buf_sync { flags = [|DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END|] }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end)); end.flags = [|DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE|]; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));",
        "var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_RW }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_RW | DMA_BUF_SYNC_END }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end)); end.flags = DMA_BUF_SYNC_RW | DMA_BUF_SYNC_END; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));");
}
