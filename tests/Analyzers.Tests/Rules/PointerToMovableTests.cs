using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.PointerToMovableAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class PointerToMovableTests
{
    [Theory]
    [InlineData("var memory = new byte[8192]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = [|(ulong)Unsafe.AsPointer(ref memory[0])|]; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("var memory = new byte[8192]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = [|(ulong)Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0)|]; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("var memory = new byte[8192]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = 1, vaddr = [|(ulong)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory))|] }; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("var memory = new byte[64]; _ = ioctl(fd, VFIO_DEVICE_FEATURE, [|Unsafe.AsPointer(ref memory[0])|]);")]
    [InlineData("var memory = new byte[64]; var p = (byte*)Unsafe.AsPointer(ref memory[0]); _ = ioctl(fd, VFIO_DEVICE_FEATURE, [|p|]);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var memory = GC.AllocateArray<byte>(8192, pinned: true); var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = (ulong)Unsafe.AsPointer(ref memory[0]); _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("var memory = new byte[8192]; var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; fixed (byte* p = memory) { map.vaddr = (ulong)p; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map); }")]
    [InlineData("var memory = new byte[8192]; var handle = GCHandle.Alloc(memory, GCHandleType.Pinned); var map = new vfio_iommu_type1_dma_map { argsz = 32, flags = VFIO_DMA_MAP_FLAG_READ, size = 4096 }; map.vaddr = (ulong)Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0); _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map); handle.Free();")]
    [InlineData("Span<byte> memory = stackalloc byte[64]; _ = ioctl(fd, VFIO_DEVICE_FEATURE, Unsafe.AsPointer(ref memory[0]));")]
    [InlineData("var info = vfio_region_info.Create(); _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, Unsafe.AsPointer(ref info));")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
