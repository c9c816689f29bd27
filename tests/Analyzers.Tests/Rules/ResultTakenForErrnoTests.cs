using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.ResultTakenForErrnoAnalyzer, UapiGen.CodeFixes.Rules.ResultTakenForErrnoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class ResultTakenForErrnoTests
{
    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); if (r < 0) throw new Win32Exception([|-r|]);")]
    [InlineData("""
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; if ([|ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync) == -22|]) Log("invalid");
        """)]
    [InlineData("""
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; const int EINVAL = 22; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); if ([|r == -EINVAL|]) Log("invalid");
        """)]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r; r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); if ([|r != -4|]) return;")]
    [InlineData("var text = ioctl(fd, VFIO_DEVICE_RESET, null) switch { 0 => \"done\", [|-25|] => \"not offered\", _ => \"failed\" }; Log(text);")]
    [InlineData("int r = ioctl(fd, VFIO_DEVICE_RESET, null); switch (r) { case 0: return; case [|-4|]: Log(\"again\"); break; }")]
    [InlineData("if (ioctl(fd, VFIO_DEVICE_RESET, null) is var r && r < 0) throw new Win32Exception([|-r|]);")]
    [InlineData("if (ioctl(fd, VFIO_DEVICE_RESET, null) is < 0 and var r) throw new Win32Exception([|-r|]);")]
    [InlineData("if (ioctl(fd, VFIO_DEVICE_RESET, null) is [|-4|] or [|-11|]) return;")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); if (r == -1) throw new Win32Exception(Marshal.GetLastPInvokeError());")]
    [InlineData("var text = ioctl(fd, VFIO_DEVICE_RESET, null) switch { 0 => \"done\", -1 when Marshal.GetLastPInvokeError() == 25 => \"not offered\", _ => \"failed\" }; Log(text);")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync); if (r < 0) throw new Win32Exception(-r);")]
    [InlineData("dma_buf_ops* ops = null; dma_buf* buf = null; ushort tag; byte ph; int r = ops->get_tph(buf, &tag, &ph, 8); if (r == -22) return;")]
    [InlineData("if (ioctl(fd, VFIO_DEVICE_RESET, null) is var r && r < 0) { r = -Marshal.GetLastPInvokeError(); if (r == -5) return; }")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); r = -5; if (r == -5) return;")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);
        if (r < 0) throw new Win32Exception([|-r|]); // why
        """, """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);
        if (r < 0) throw new Win32Exception(Marshal.GetLastPInvokeError()); // why
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        "var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); if ([|r == -22|]) return; int q = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); if (q < 0) throw new Win32Exception([|-q|]);",
        "var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); if (Marshal.GetLastPInvokeError() == 22) return; int q = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); if (q < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());");
}
