using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.PointerAfterFixedAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class PointerAfterFixedTests
{
    [Theory]
    [InlineData("var memory = new byte[8192]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; fixed (byte* p = memory) { map.vaddr = [|(ulong)p|]; } _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("var memory = new byte[8192]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; fixed (byte* p = memory) map.vaddr = [|(ulong)(p + 16)|]; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("""
        var memory = new byte[8192]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; fixed (byte* p = memory) { map.vaddr = [|(ulong)(nuint)p|]; Log("x"); } if (condition) _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);
        """)]
    [InlineData("var memory = new byte[64]; byte* kept; fixed (byte* p = memory) { kept = [|p|]; } _ = ioctl(fd, VFIO_DEVICE_FEATURE, kept);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var memory = new byte[8192]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; fixed (byte* p = memory) { map.vaddr = (ulong)p; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map); }")]
    [InlineData("byte* p = stackalloc byte[4096]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = (ulong)p; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = (ulong)NativeMemory.AlignedAlloc(4096, 4096); _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("var memory = new byte[8192]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; fixed (byte* p = memory) { map.vaddr = (ulong)p; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map); } map.vaddr = 4096; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
