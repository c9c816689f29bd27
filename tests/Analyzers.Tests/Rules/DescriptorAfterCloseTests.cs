using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.DescriptorAfterCloseAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class DescriptorAfterCloseTests
{
    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; close(fd); _ = ioctl([|fd|], DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("close(fd); close([|fd|]);")]
    [InlineData("int copy = dup(fd); close(copy); if (condition) _ = ioctl([|copy|], VFIO_DEVICE_RESET, null);")]
    [InlineData("close(fd); var t = new vfio_device_feature_dma_buf_tph { dmabuf_fd = [|fd|], ph = 1 }; _ = device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in t);")]
    [InlineData("""
        if (condition) close(fd); else { close(fd); Log("x"); } _ = dup([|fd|]);
        """)]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); close(fd);")]
    [InlineData("""
        close(fd); fd = open("/dev/null", 0); close(fd);
        """)]
    [InlineData("if (condition) { close(fd); return; } close(fd);")]
    [InlineData("foreach (var file in new[] { fd, number }) { close(file); }")]
    [InlineData("close(fd); Log(fd.ToString());")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
