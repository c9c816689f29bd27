using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.FeaturePayloadTooSmallAnalyzer, UapiGen.CodeFixes.Rules.FeaturePayloadTooSmallFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class FeaturePayloadTooSmallTests
{
    [Theory]
    [InlineData("var head = new vfio_device_feature { argsz = [|8|], flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = [|(uint)sizeof(vfio_device_feature)|], flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_MIGRATION }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = [|(uint)sizeof(vfio_device_feature_dma_buf)|], flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; head.argsz = [|12|]; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var head = new vfio_device_feature { argsz = (uint)(sizeof(vfio_device_feature) + sizeof(vfio_device_feature_dma_buf_tph)), flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = 8, flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_PROBE | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = 8, flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_LOW_POWER_EXIT }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = (uint)(8 + number), flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("int size = 8 + vfio_device_feature_dma_buf.dma_ranges_SizeWith(2); var head = new vfio_device_feature { argsz = (uint)size, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        var head = new vfio_device_feature { argsz = [|8|], flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH };
        _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);
        """, """
        var head = new vfio_device_feature { argsz = (uint)(Unsafe.SizeOf<vfio_device_feature>() + Unsafe.SizeOf<vfio_device_feature_dma_buf_tph>()), flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH };
        _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        var a = new vfio_device_feature { argsz = [|8|], flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH };
        var b = new vfio_device_feature { argsz = [|16|], flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF };
        """,
        """
        var a = new vfio_device_feature { argsz = (uint)(Unsafe.SizeOf<vfio_device_feature>() + Unsafe.SizeOf<vfio_device_feature_dma_buf_tph>()), flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH };
        var b = new vfio_device_feature { argsz = (uint)(Unsafe.SizeOf<vfio_device_feature>() + Unsafe.SizeOf<vfio_device_feature_dma_buf>()), flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF };
        """);
}
