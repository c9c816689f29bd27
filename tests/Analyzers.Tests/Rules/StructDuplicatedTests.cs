using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.StructDuplicatedAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

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
}
