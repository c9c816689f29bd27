using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.DescriptorComparedAnalyzer, UapiGen.CodeFixes.Rules.DescriptorComparedFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class DescriptorComparedTests
{
    [Theory]
    [InlineData("""
        var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; if ([|ioctl(fd, UDMABUF_CREATE, &u) == 0|]) Log("made");
        """)]
    [InlineData("var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; int made = ioctl(fd, UDMABUF_CREATE, &u); if ([|made != 0|]) return; _ = close(made);")]
    [InlineData("var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; int made = ioctl(fd, UDMABUF_CREATE, &u); if ([|made > 0|]) _ = close(made);")]
    [InlineData("var head = new vfio_device_feature { argsz = 24, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF }; int made = ioctl(fd, VFIO_DEVICE_FEATURE, &head); if ([|made <= 0|]) return; _ = close(made);")]
    [InlineData("int got = ioctl(fd, VFIO_GROUP_GET_DEVICE_FD, null); if ([|got is 0|]) return; _ = close(got);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; int made = ioctl(fd, UDMABUF_CREATE, &u); if (made < 0) return; _ = close(made);")]
    [InlineData("var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; int made = ioctl(fd, UDMABUF_CREATE, &u); if (made >= 0) _ = close(made);")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; if (ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync) != 0) return;")]
    [InlineData("""
        var head = new vfio_device_feature { argsz = 8, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_PROBE | VFIO_DEVICE_FEATURE_DMA_BUF }; if (ioctl(fd, VFIO_DEVICE_FEATURE, &head) == 0) Log("yes");
        """)]
    [InlineData("var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; int made = ioctl(fd, UDMABUF_CREATE, &u); if (made == -1) return; _ = close(made);")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; 
        int made = ioctl(fd, UDMABUF_CREATE, &u);
        if ([|made == 0|]) /* made */ _ = close(made);
        """, """
        var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; 
        int made = ioctl(fd, UDMABUF_CREATE, &u);
        if (made >= 0) /* made */ _ = close(made);
        """)]
    [InlineData("var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; int made = ioctl(fd, UDMABUF_CREATE, &u); if ([|made is not 0|]) return; _ = close(made);", "var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; int made = ioctl(fd, UDMABUF_CREATE, &u); if (made is < 0) return; _ = close(made);")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        "var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; int a = ioctl(fd, UDMABUF_CREATE, &u); if ([|a != 0|]) return; int b = ioctl(fd, UDMABUF_CREATE, &u); if ([|b > 0|]) _ = close(b) + close(a);",
        "var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; int a = ioctl(fd, UDMABUF_CREATE, &u); if (a < 0) return; int b = ioctl(fd, UDMABUF_CREATE, &u); if (b >= 0) _ = close(b) + close(a);");

    [Theory]
    [InlineData("static int Make(int fd, udmabuf_create* create) { int Ask() { var made = ioctl(fd, UDMABUF_CREATE, create); if ([|made == 0|]) return made; return -1; } return Ask(); }")]
    public Task Misuse_ThroughHelper_Triggers(string members) => Verify.Members(members);

    [Theory]
    [InlineData("static bool IsGood(int made) => made >= 0; static int Make(int fd, udmabuf_create* create) { var made = ioctl(fd, UDMABUF_CREATE, create); return IsGood(made) ? made : -1; }")]
    public Task CorrectCode_ThroughHelper_Silent(string members) => Verify.Members(members);
}
