using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.StructDuplicatedAnalyzer, UapiGen.CodeFixes.Rules.StructDuplicatedFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class StructDuplicatedTests
{
    [Theory]
    [InlineData("""
        struct DmaBufSync { public ulong Flags; } struct Mine { public uint argsz; public uint flags; public uint num_regions; public uint num_irqs; public uint cap_offset; public uint pad; } struct Call { public vfio_device_feature head; public ulong payload; } struct Other { public ulong value; }
        static void M(int fd) { DmaBufSync s = new() { Flags = 1 }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, [|&s|]); }
        """)]
    [InlineData("""
        struct DmaBufSync { public ulong Flags; } struct Mine { public uint argsz; public uint flags; public uint num_regions; public uint num_irqs; public uint cap_offset; public uint pad; } struct Call { public vfio_device_feature head; public ulong payload; } struct Other { public ulong value; }
        static void M(int fd) { Mine s = new() { argsz = 24 }; _ = ioctl(fd, VFIO_DEVICE_GET_INFO, [|&s|]); }
        """)]
    [InlineData("""
        struct DmaBufSync { public ulong Flags; } struct Mine { public uint argsz; public uint flags; public uint num_regions; public uint num_irqs; public uint cap_offset; public uint pad; } struct Call { public vfio_device_feature head; public ulong payload; } struct Other { public ulong value; }
        static void M(int fd) { Mine s = new() { argsz = 24 }; var p = &s; _ = RetryIoctl(fd, VFIO_DEVICE_GET_INFO, [|p|]); }
        """)]
    [InlineData("""
        struct DmaBufSync { public ulong Flags; } struct Mine { public uint argsz; public uint flags; public uint num_regions; public uint num_irqs; public uint cap_offset; public uint pad; } struct Call { public vfio_device_feature head; public ulong payload; } struct Other { public ulong value; }
        static void M(int fd) { nuint request = DMA_BUF_IOCTL_SYNC; DmaBufSync s = default; _ = ioctl(fd, request, [|&s|]); }
        """)]
    public Task Misuse_InMembers_Triggers(string code) => Verify.Members(code);

    [Theory]
    [InlineData("""
        struct DmaBufSync { public ulong Flags; } struct Mine { public uint argsz; public uint flags; public uint num_regions; public uint num_irqs; public uint cap_offset; public uint pad; } struct Call { public vfio_device_feature head; public ulong payload; } struct Other { public ulong value; }
        static void M(int fd) { Call s = default; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &s); }
        """)]
    [InlineData("""
        struct DmaBufSync { public ulong Flags; } struct Mine { public uint argsz; public uint flags; public uint num_regions; public uint num_irqs; public uint cap_offset; public uint pad; } struct Call { public vfio_device_feature head; public ulong payload; } struct Other { public ulong value; }
        static void M(int fd) { Other s = default; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &s); }
        """)]
    [InlineData("""
        struct DmaBufSync { public ulong Flags; } struct Mine { public uint argsz; public uint flags; public uint num_regions; public uint num_irqs; public uint cap_offset; public uint pad; } struct Call { public vfio_device_feature head; public ulong payload; } struct Other { public ulong value; }
        static void M(int fd) { var s = new dma_buf_sync { flags = 1 }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &s); }
        """)]
    [InlineData("""
        struct DmaBufSync { public ulong Flags; } struct Mine { public uint argsz; public uint flags; public uint num_regions; public uint num_irqs; public uint cap_offset; public uint pad; } struct Call { public vfio_device_feature head; public ulong payload; } struct Other { public ulong value; }
        static void M(int fd) { DmaBufSync s = default; Log(s.ToString()); }
        """)]
    public Task CorrectCode_InMembers_Silent(string code) => Verify.Members(code);

    [Theory]
    [InlineData(
        "struct DmaBufSync { public ulong Flags; }\nstatic void M(int fd) { DmaBufSync s = new() { Flags = 1 }; s.Flags |= 4; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, [|&s|]); }",
        "static void M(int fd) { dma_buf_sync s = new() { flags = 1 }; s.flags |= 4; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &s); }")]
    [InlineData(
        "static int Size => sizeof(DmaBufSync); static void M(int fd) { var s = new DmaBufSync { Flags = 1 }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, [|&s|]); }\n/// <summary>Ours.</summary>\npublic struct DmaBufSync\n{\n    public ulong Flags;\n}\n",
        "static int Size => sizeof(dma_buf_sync); static void M(int fd) { var s = new dma_buf_sync { flags = 1 }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &s); }\n")]
    [InlineData(
        "static class Own { public struct DmaBufSync { public ulong Flags; } } static ulong F(Own.DmaBufSync s) => s.Flags; static void M(int fd) { Own.DmaBufSync s = default; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, [|&s|]); F(s); }",
        "static class Own { } static ulong F(dma_buf_sync s) => s.flags; static void M(int fd) { dma_buf_sync s = default; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &s); F(s); }")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Members(before, after);

    /// <summary>What is more than its fields, or has a field of another type, only its author can replace.</summary>
    [Theory]
    [InlineData("struct DmaBufSync { public ulong Flags; public bool Reads => (Flags & 1) != 0; } static void M(int fd) { DmaBufSync s = default; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, [|&s|]); }")]
    [InlineData("struct DmaBufSync { public long Flags; } static void M(int fd) { DmaBufSync s = default; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, [|&s|]); }")]
    [InlineData("struct DmaBufSync { public ulong Flags; public uint More; } static void M(int fd) { DmaBufSync s = default; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, [|&s|]); }")]
    public Task Structure_ThatIsNoCopy_GetsNoFix(string code) => Verify.Members(code, code);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Members(
        "struct DmaBufSync { public ulong Flags; }\nstatic void M(int fd) { DmaBufSync s = new() { Flags = 1 }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, [|&s|]); s.Flags = 5; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, [|&s|]); }",
        "static void M(int fd) { dma_buf_sync s = new() { flags = 1 }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &s); s.flags = 5; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &s); }");
}
