using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.FlagsNoneOfAnalyzer, UapiGen.CodeFixes.Rules.FlagsNoneOfFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class FlagsNoneOfTests
{
    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = [|DMA_BUF_SYNC_START|] }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("var sync = new dma_buf_sync { flags = [|DMA_BUF_SYNC_END|] }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("dma_buf_sync sync = default; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, [|&sync|]);")]
    [InlineData("dma_buf_sync sync = default; _ = RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref [|sync|]);")]
    [InlineData("var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = [|0|], iova = 0, size = 4096 }; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("ulong direction = 0; var sync = new dma_buf_sync { flags = [|direction | DMA_BUF_SYNC_END|] }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("var file = new dma_buf_export_sync_file { fd = -1 }; _ = ioctl(fd, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, [|&file|]);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_RW }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("var sync = new dma_buf_sync { flags = (ulong)number | DMA_BUF_SYNC_END }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("dma_buf_sync sync = default; sync.flags = condition ? 1UL : 2UL; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("dma_buf_sync sync = default; sync.flags |= DMA_BUF_SYNC_WRITE; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("dma_buf_sync sync = default; Fill(&sync); _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); static void Fill(dma_buf_sync* s) => s->flags = 3;")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = [|DMA_BUF_SYNC_END|] /* end */ }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);", "var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_RW /* end */ }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = [|0|], size = 4096 }; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);", "var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("dma_buf_sync sync = default; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, [|&sync|]);", "dma_buf_sync sync = default; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, [|&sync|]);")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        "var a = new dma_buf_sync { flags = [|DMA_BUF_SYNC_START|] }; var b = new dma_buf_sync { flags = [|DMA_BUF_SYNC_END|] }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &a) + ioctl(fd, DMA_BUF_IOCTL_SYNC, &b);",
        "var a = new dma_buf_sync { flags = DMA_BUF_SYNC_RW }; var b = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_RW }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &a) + ioctl(fd, DMA_BUF_IOCTL_SYNC, &b);");
}
