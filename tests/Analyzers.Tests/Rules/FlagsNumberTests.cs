using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.FlagsNumberAnalyzer, UapiGen.CodeFixes.Rules.FlagsNumberFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class FlagsNumberTests
{
    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = [|3|] }; Log(sync.ToString());")]
    [InlineData("var map = vfio_iommu_type1_dma_map.Create(); map.flags = [|0x1|]; Log(map.ToString());")]
    [InlineData("vfio_iommu_type1_dma_map map = default; map.flags |= [|2|]; Log(map.ToString());")]
    [InlineData("vfio_iommu_type1_dma_map map = default; var all = &map; all->flags = [|1 << 1|]; Log(map.ToString());")]
    [InlineData("var head = new vfio_device_feature { argsz = 8, flags = [|0x5000B|] }; Log(head.ToString());")]
    [InlineData("var maps = new[] { new vfio_iommu_type1_dma_unmap { flags = [|2u|] } }; Log(maps.ToString()!);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_RW }; Log(sync.ToString());")]
    [InlineData("var sync = new dma_buf_sync { flags = 0 }; Log(sync.ToString());")]
    [InlineData("var data = new dma_heap_allocation_data { len = 4096, fd_flags = 2 }; Log(data.ToString());")]
    [InlineData("const ulong Both = 3; var sync = new dma_buf_sync { flags = Both }; Log(sync.ToString());")]
    [InlineData("var sync = new dma_buf_sync { flags = (ulong)number }; Log(sync.ToString());")]
    [InlineData("var info = new vfio_region_info { flags = 3 }; Log(info.ToString());")]
    [InlineData("var buffer = new vfio_device_feature_dma_buf { open_flags = 0x80002, nr_ranges = 1 }; Log(buffer.ToString());")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = /* both */ [|3|] }; Log(sync.ToString());", "var sync = new dma_buf_sync { flags = /* both */ DMA_BUF_SYNC_READ | DMA_BUF_SYNC_WRITE }; Log(sync.ToString());")]
    [InlineData("var head = new vfio_device_feature { argsz = 8, flags = [|0x5000B|] }; Log(head.ToString());", "var head = new vfio_device_feature { argsz = 8, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_PROBE | VFIO_DEVICE_FEATURE_DMA_BUF }; Log(head.ToString());")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        "var a = new dma_buf_sync { flags = [|1|] }; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = [|3|] };",
        "var a = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ | VFIO_DMA_MAP_FLAG_WRITE };");
}
