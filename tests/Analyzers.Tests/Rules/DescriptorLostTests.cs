using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.DescriptorLostAnalyzer, UapiGen.CodeFixes.Rules.DescriptorLostFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class DescriptorLostTests
{
    [Theory]
    [InlineData("var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; bool can = [|ioctl(fd, UDMABUF_CREATE, &u)|] >= 0; Log(can.ToString());")]
    [InlineData("""
        var head = new vfio_device_feature { argsz = 24, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF }; if ([|ioctl(fd, VFIO_DEVICE_FEATURE, &head)|] < 0) Log("no");
        """)]
    [InlineData("var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; int made = [|ioctl(fd, UDMABUF_CREATE, &u)|]; if (made < 0) return;")]
    [InlineData("if ([|ioctl(fd, VFIO_GROUP_GET_DEVICE_FD, null)|] == -1) return;")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; int made = ioctl(fd, UDMABUF_CREATE, &u); if (made < 0) return; _ = close(made);")]
    [InlineData("var head = new vfio_device_feature { argsz = 8, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_PROBE | VFIO_DEVICE_FEATURE_DMA_BUF }; bool can = ioctl(fd, VFIO_DEVICE_FEATURE, &head) == 0; Log(can.ToString());")]
    [InlineData("var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; Check(ioctl(fd, UDMABUF_CREATE, &u));")]
    [InlineData("var u = new udmabuf_create { memfd = (uint)number, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 }; var list = new List<int> { ioctl(fd, UDMABUF_CREATE, &u) }; Log(list.Count.ToString());")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; bool ok = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync) >= 0; Log(ok.ToString());")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var head = new vfio_device_feature { argsz = 24, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF /* made */ }; if ([|ioctl(fd, VFIO_DEVICE_FEATURE, &head)|] < 0) return;", "var head = new vfio_device_feature { argsz = 24, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF | VFIO_DEVICE_FEATURE_PROBE /* made */ }; if (ioctl(fd, VFIO_DEVICE_FEATURE, &head) < 0) return;")]
    [InlineData("if ([|ioctl(fd, VFIO_GROUP_GET_DEVICE_FD, null)|] == -1) return;", "if ([|ioctl(fd, VFIO_GROUP_GET_DEVICE_FD, null)|] == -1) return;")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        var a = new vfio_device_feature { argsz = 24, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF };
        vfio_device_feature b = default;
        b.argsz = 24;
        b.flags = VFIO_DEVICE_FEATURE_DMA_BUF | VFIO_DEVICE_FEATURE_GET;
        Log(([|ioctl(fd, VFIO_DEVICE_FEATURE, &a)|] < 0 || [|ioctl(fd, VFIO_DEVICE_FEATURE, &b)|] < 0).ToString());
        """,
        """
        var a = new vfio_device_feature { argsz = 24, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF | VFIO_DEVICE_FEATURE_PROBE };
        vfio_device_feature b = default;
        b.argsz = 24;
        b.flags = VFIO_DEVICE_FEATURE_DMA_BUF | VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_PROBE;
        Log((ioctl(fd, VFIO_DEVICE_FEATURE, &a) < 0 || ioctl(fd, VFIO_DEVICE_FEATURE, &b) < 0).ToString());
        """);
}
