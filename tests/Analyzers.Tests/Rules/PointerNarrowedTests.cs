using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.PointerNarrowedAnalyzer, UapiGen.CodeFixes.Rules.PointerNarrowedFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class PointerNarrowedTests
{
    [Theory]
    [InlineData("byte* p = stackalloc byte[16]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = [|(ulong)(uint)p|]; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("byte* p = stackalloc byte[16]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = [|(ulong)(int)p|]; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("byte* p = stackalloc byte[16]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = 1, vaddr = [|(uint)(nuint)p|] }; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("byte* p = stackalloc byte[16]; var low = (uint)p; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = [|low|]; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("byte* p = stackalloc byte[16]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = (ulong)p; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("byte* p = stackalloc byte[16]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = (nuint)p; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("byte* p = stackalloc byte[16]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.size = (uint)p; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = (uint)number; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        byte* p = stackalloc byte[16]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = [|(ulong)(uint)p|]; // where
        _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);
        """, """
        byte* p = stackalloc byte[16]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = (ulong)p; // where
        _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        "byte* p = stackalloc byte[16]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = [|(ulong)(int)p|]; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map); map.vaddr = [|(ulong)(uint)(p + 8)|]; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);",
        "byte* p = stackalloc byte[16]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = (ulong)p; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map); map.vaddr = (ulong)(p + 8); _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);");
}
