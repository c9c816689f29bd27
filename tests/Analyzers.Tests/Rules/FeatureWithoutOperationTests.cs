using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.FeatureWithoutOperationAnalyzer, UapiGen.CodeFixes.Rules.FeatureWithoutOperationFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class FeatureWithoutOperationTests
{
    [Theory]
    [InlineData("var head = new vfio_device_feature { argsz = 16, flags = [|VFIO_DEVICE_FEATURE_DMA_BUF_TPH|] }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("vfio_device_feature head = default; head.argsz = 16; head.flags = [|VFIO_DEVICE_FEATURE_DMA_BUF|]; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = 8 }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, [|&head|]);")]
    [InlineData("uint index = VFIO_DEVICE_FEATURE_DMA_BUF_TPH; var head = new vfio_device_feature { argsz = 16, flags = [|index|] }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var head = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; head.flags |= VFIO_DEVICE_FEATURE_SET; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_DMA_BUF_TPH | (uint)number }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; Log(head.ToString());")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        var head = new vfio_device_feature { argsz = 16, flags = [|VFIO_DEVICE_FEATURE_DMA_BUF_TPH|] };
        _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);
        """, """
        var head = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_DMA_BUF_TPH | VFIO_DEVICE_FEATURE_SET };
        _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        var head = new vfio_device_feature { argsz = 16, flags = [|VFIO_DEVICE_FEATURE_DMA_BUF_TPH|] };
        _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);
        head = new vfio_device_feature { argsz = 24, flags = [|VFIO_DEVICE_FEATURE_DMA_BUF|] };
        _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);
        """,
        """
        var head = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_DMA_BUF_TPH | VFIO_DEVICE_FEATURE_SET };
        _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);
        head = new vfio_device_feature { argsz = 24, flags = VFIO_DEVICE_FEATURE_DMA_BUF | VFIO_DEVICE_FEATURE_GET };
        _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);
        """);
}
