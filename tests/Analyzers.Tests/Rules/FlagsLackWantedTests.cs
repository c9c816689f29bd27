using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.FlagsLackWantedAnalyzer, UapiGen.CodeFixes.Rules.FlagsLackWantedFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class FlagsLackWantedTests
{
    [Theory]
    [InlineData("var d = new vfio_device_feature_dma_buf { open_flags = [|2|], nr_ranges = 1 }; Log(d.ToString());")]
    [InlineData("vfio_device_feature_dma_buf d = default; d.open_flags = [|0|]; Log(d.ToString());")]
    [InlineData("var u = new udmabuf_create { memfd = (uint)fd, flags = [|0|], size = 4096 }; _ = ioctl(number, UDMABUF_CREATE, &u);")]
    [InlineData("var u = new udmabuf_create { memfd = (uint)fd, size = 4096 }; _ = ioctl(number, UDMABUF_CREATE, [|&u|]);")]
    [InlineData("const uint ReadWrite = 2; var h = new dma_heap_allocation_data { len = 4096, fd_flags = [|ReadWrite|] }; _ = ioctl(fd, DMA_HEAP_IOCTL_ALLOC, &h);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var d = new vfio_device_feature_dma_buf { open_flags = 0x80002, nr_ranges = 1 }; Log(d.ToString());")]
    [InlineData("var u = new udmabuf_create { memfd = (uint)fd, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; _ = ioctl(number, UDMABUF_CREATE, &u);")]
    [InlineData("var d = new vfio_device_feature_dma_buf { open_flags = (uint)number, nr_ranges = 1 }; Log(d.ToString());")]
    [InlineData("vfio_device_feature_dma_buf d = default; d.open_flags = 2; d.open_flags |= 0x80000; Log(d.ToString());")]
    [InlineData("vfio_device_feature_dma_buf d = default; Log(d.ToString());")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var d = new vfio_device_feature_dma_buf { open_flags = [|2|] /* rw */, nr_ranges = 1 }; Log(d.ToString());", "var d = new vfio_device_feature_dma_buf { open_flags = 2 | 0x80000 /* rw */, nr_ranges = 1 }; Log(d.ToString());")]
    [InlineData("var u = new udmabuf_create { flags = [|0|] };", "var u = new udmabuf_create { flags = UDMABUF_FLAGS_CLOEXEC };")]
    [InlineData("var h = new dma_heap_allocation_data { len = 4096, fd_flags = [|2|] };", "var h = new dma_heap_allocation_data { len = 4096, fd_flags = 2 | 0x80000 };")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        var a = new udmabuf_create { flags = [|0|] };
        var b = new vfio_device_feature_dma_buf { open_flags = [|1u|] };
        """,
        """
        var a = new udmabuf_create { flags = UDMABUF_FLAGS_CLOEXEC };
        var b = new vfio_device_feature_dma_buf { open_flags = 1u | 0x80000 };
        """);

    [Theory]
    [InlineData("static udmabuf_create Make(int fd) => new() { memfd = (uint)fd, flags = [|0|], size = 4096 }; static int Ask(int fd) { var u = Make(fd); return ioctl(fd, UDMABUF_CREATE, &u); }")]
    public Task Misuse_ThroughHelper_Triggers(string members) => Verify.Members(members);

    [Theory]
    [InlineData("static void Close(ref udmabuf_create u) => u.flags |= UDMABUF_FLAGS_CLOEXEC; static int Ask(int fd) { var u = new udmabuf_create { memfd = 3, size = 4096 }; Close(ref u); return ioctl(fd, UDMABUF_CREATE, &u); }")]
    public Task CorrectCode_ThroughHelper_Silent(string members) => Verify.Members(members);
}
