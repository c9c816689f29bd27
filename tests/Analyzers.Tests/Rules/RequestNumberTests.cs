using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.RequestNumberAnalyzer, UapiGen.CodeFixes.Rules.RequestNumberFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class RequestNumberTests
{
    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; _ = ioctl(fd, [|0x40086200|], &sync);")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; const uint Sync = 0x40086200; _ = ioctl(fd, [|Sync|], &sync);")]
    [InlineData("var info = vfio_device_info.Create(); _ = ioctl(fd, [|0x3b6b|], &info);")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; uint request = 0x40086200; _ = RefIoctl(fd, [|request|], ref sync);")]
    [InlineData("var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; _ = ioctl(fd, [|(nuint)0x40187542|], &u);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; _ = ioctl(fd, 0x5413, &sync);")]
    [InlineData("_ = ioctl(fd, 0x3b70, null);")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; _ = ioctl(fd, (nuint)number, &sync);")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; Log(0x40086200.ToString());")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; _ = ioctl(fd, [|0x40086200|] /* sync */, &sync);", "var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC /* sync */, &sync);")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        "var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; var info = vfio_device_info.Create(); _ = ioctl(fd, [|0x40086200|], &sync) + ioctl(fd, [|0x3b6b|], &info);",
        "var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; var info = vfio_device_info.Create(); _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync) + ioctl(fd, VFIO_DEVICE_GET_INFO, &info);");
}
