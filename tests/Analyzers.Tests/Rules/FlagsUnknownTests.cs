using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.FlagsUnknownAnalyzer, UapiGen.CodeFixes.Rules.FlagsUnknownFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class FlagsUnknownTests
{
    [Theory]
    [InlineData("var map = new vfio_iommu_type1_dma_map { flags = [|0x10|] }; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("var map = new vfio_iommu_type1_dma_map { flags = [|VFIO_DMA_MAP_FLAG_READ | 8u|] }; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("dma_buf_sync sync = default; sync.flags = [|8|]; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("dma_buf_sync sync = new() { flags = DMA_BUF_SYNC_READ }; sync.flags |= [|0x100|]; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("ulong f = 1UL << 40; var sync = new dma_buf_sync { flags = [|f|] }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("var file = new dma_buf_export_sync_file { flags = [|DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END|], fd = -1 }; _ = ioctl(fd, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, &file);")]
    [InlineData("var ranges = new vfio_device_feature_dma_buf { flags = [|1|] }; Log(ranges.ToString());")]
    [InlineData("var head = new vfio_device_feature { argsz = 8, flags = [|0x80000|] }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var map = new vfio_iommu_type1_dma_map { flags = VFIO_DMA_MAP_FLAG_READ | VFIO_DMA_MAP_FLAG_WRITE }; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("var map = new vfio_iommu_type1_dma_map { flags = (uint)number }; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("dma_buf_sync sync = default; sync.flags = 0xFF; sync.flags &= DMA_BUF_SYNC_VALID_FLAGS_MASK; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("dma_buf_sync sync = default; sync.flags = condition ? 1UL : 0x10UL; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("var info = vfio_device_info.Create(); info.flags = 0xFFFF; _ = ioctl(fd, VFIO_DEVICE_GET_INFO, &info);")]
    [InlineData("dma_buf_sync sync = default; sync.flags = 0x10; Set(ref sync); _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); static void Set(ref dma_buf_sync s) => s.flags = 1;")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        var sync = new dma_buf_sync { flags = [|DMA_BUF_SYNC_READ | 0x10|] }; // one
        _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);
        """, """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; // one
        _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);
        """)]
    [InlineData("var x = new vfio_device_feature_dma_buf { flags = [|1|] }; Log(x.ToString());", "var x = new vfio_device_feature_dma_buf { flags = 0 }; Log(x.ToString());")]
    [InlineData("var map = new vfio_iommu_type1_dma_map { flags = [|0x13|] };", "var map = new vfio_iommu_type1_dma_map { flags = 0x3 };")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        var a = new dma_buf_sync { flags = [|DMA_BUF_SYNC_READ | 0x10|] };
        var b = new dma_buf_sync { flags = [|DMA_BUF_SYNC_WRITE | 0x20|] };
        """,
        """
        var a = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        var b = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        """);

    [Theory]
    [InlineData("static dma_buf_sync Make() { var s = new dma_buf_sync(); s.flags = [|DMA_BUF_SYNC_READ | 64|]; return s; } static int Ask(int fd) { var s = Make(); return RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &s); }")]
    public Task Misuse_ThroughHelper_Triggers(string members) => Verify.Members(members);

    [Theory]
    [InlineData("static ulong Kind(bool write) => write ? (ulong)DMA_BUF_SYNC_WRITE : DMA_BUF_SYNC_READ; static int Ask(int fd, bool write) { var s = new dma_buf_sync { flags = Kind(write) | DMA_BUF_SYNC_END }; return RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &s); }")]
    public Task CorrectCode_ThroughHelper_Silent(string members) => Verify.Members(members);
}
