using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.MemoryNotZeroedAnalyzer, UapiGen.CodeFixes.Rules.MemoryNotZeroedFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class MemoryNotZeroedTests
{
    [Theory]
    [InlineData("var info = [|(vfio_region_info*)NativeMemory.Alloc(32)|]; info->argsz = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);")]
    [InlineData("byte* memory = [|(byte*)NativeMemory.Alloc(32)|]; var info = (vfio_region_info*)memory; info->argsz = 32; info->flags = 0; info->index = 1; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, (vfio_iommu_type1_dma_map*)memory);")]
    [InlineData("vfio_iommu_type1_dma_map map; [|Unsafe.SkipInit(out map)|]; map.argsz = 32; map.flags = 1; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, &map);")]
    [InlineData("var info = [|(vfio_region_info*)Marshal.AllocHGlobal(32)|]; if (condition) info->flags = 0; info->argsz = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);")]
    [InlineData("""
        var memory = [|ArrayPool<ulong>.Shared.Rent(4)|];
        fixed (ulong* p = memory)
        {
            var info = (vfio_region_info*)p;
            info->argsz = 32;
            _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);
        }
        
        ArrayPool<ulong>.Shared.Return(memory);
        """)]
    [InlineData("var memory = [|GC.AllocateUninitializedArray<byte>(64, pinned: true)|]; fixed (byte* p = &memory[0]) { var map = (vfio_iommu_type1_dma_map*)p; map->argsz = 32; map->flags = VFIO_DMA_MAP_FLAG_READ; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, p); }")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("[SkipLocalsInit] static void M(int fd) { vfio_region_info* info = [|stackalloc vfio_region_info[1]|]; info->argsz = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info); }")]
    [InlineData("[SkipLocalsInit] static void M(int fd) { byte* memory = [|stackalloc byte[32]|]; var info = (vfio_region_info*)memory; info->argsz = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info); }")]
    public Task Misuse_InMembers_Triggers(string code) => Verify.Members(code);

    [Theory]
    [InlineData("var info = (vfio_region_info*)NativeMemory.AllocZeroed(32); info->argsz = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);")]
    [InlineData("var info = (vfio_region_info*)NativeMemory.Alloc(32); *info = new vfio_region_info { argsz = 32, index = 1 }; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);")]
    [InlineData("var info = (vfio_region_info*)NativeMemory.Alloc(32); NativeMemory.Clear(info, 32); info->argsz = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);")]
    [InlineData("vfio_region_info* info = stackalloc vfio_region_info[1]; info->argsz = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);")]
    [InlineData("var info = (vfio_region_info*)NativeMemory.Alloc(32); Fill(info); _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info); static void Fill(vfio_region_info* i) => *i = vfio_region_info.Create();")]
    [InlineData("dma_buf_sync sync; Unsafe.SkipInit(out sync); sync.flags = DMA_BUF_SYNC_READ; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("var memory = new byte[32]; fixed (byte* p = memory) { var info = (vfio_region_info*)p; info->argsz = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info); }")]
    [InlineData("""
        var memory = ArrayPool<ulong>.Shared.Rent(4);
        Array.Clear(memory); fixed (ulong* p = memory)
        {
            var info = (vfio_region_info*)p;
            info->argsz = 32;
            _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);
        }
        
        ArrayPool<ulong>.Shared.Return(memory);
        """)]
    [InlineData("""
        var memory = ArrayPool<ulong>.Shared.Rent(4);
        memory.AsSpan().Clear(); fixed (ulong* p = memory)
        {
            var info = (vfio_region_info*)p;
            info->argsz = 32;
            _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);
        }
        
        ArrayPool<ulong>.Shared.Return(memory);
        """)]
    [InlineData("""
        var memory = ArrayPool<ulong>.Shared.Rent(4);
        fixed (ulong* p = memory)
        {
            var info = (vfio_region_info*)p;
            *info = new vfio_region_info { argsz = 32 };
            _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);
        }
        
        ArrayPool<ulong>.Shared.Return(memory);
        """)]
    [InlineData("var memory = GC.AllocateArray<byte>(64); fixed (byte* p = memory) { ((vfio_region_info*)p)->argsz = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p); }")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("[SkipLocalsInit] static void M(int fd) { vfio_region_info* info = stackalloc vfio_region_info[1]; *info = default; info->argsz = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info); }")]
    [InlineData("[SkipLocalsInit] static void M(int fd) { vfio_region_info info = default; info.argsz = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info); }")]
    public Task CorrectCode_InMembers_Silent(string code) => Verify.Members(code);

    [Theory]
    [InlineData("""
        var info = [|(vfio_region_info*)NativeMemory.Alloc(32)|]; // info
        info->argsz = 32;
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);
        """, """
        var info = (vfio_region_info*)NativeMemory.AllocZeroed(32); // info
        info->argsz = 32;
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);
        """)]
    [InlineData("""
        var memory = [|ArrayPool<ulong>.Shared.Rent(4)|];
        fixed (ulong* p = memory)
        {
            var info = (vfio_region_info*)p;
            info->argsz = 32;
            _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);
        }
        
        ArrayPool<ulong>.Shared.Return(memory);
        """, """
        var memory = ArrayPool<ulong>.Shared.Rent(4);
        Array.Clear(memory);
        fixed (ulong* p = memory)
        {
            var info = (vfio_region_info*)p;
            info->argsz = 32;
            _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);
        }
        
        ArrayPool<ulong>.Shared.Return(memory);
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        var info = [|(vfio_region_info*)NativeMemory.Alloc(32)|]; info->argsz = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);
        var map = [|(vfio_iommu_type1_dma_map*)NativeMemory.Alloc((nuint)sizeof(vfio_iommu_type1_dma_map))|]; map->argsz = 32; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, map);
        """,
        """
        var info = (vfio_region_info*)NativeMemory.AllocZeroed(32); info->argsz = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info);
        var map = (vfio_iommu_type1_dma_map*)NativeMemory.AllocZeroed((nuint)sizeof(vfio_iommu_type1_dma_map)); map->argsz = 32; _ = ioctl(fd, VFIO_IOMMU_MAP_DMA, map);
        """);
}
