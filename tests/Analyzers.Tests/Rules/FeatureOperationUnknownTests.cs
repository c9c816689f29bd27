using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.FeatureOperationUnknownAnalyzer, UapiGen.CodeFixes.Rules.FeatureOperationUnknownFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class FeatureOperationUnknownTests
{
    [Theory]
    [InlineData("var head = new vfio_device_feature { argsz = 16, flags = [|VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH|] }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = 24, flags = [|VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF|] }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = 8, flags = [|VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_PROBE | VFIO_DEVICE_FEATURE_DMA_BUF_TPH|] }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("vfio_device_feature head = default; head.flags = VFIO_DEVICE_FEATURE_DMA_BUF_TPH; head.flags |= [|VFIO_DEVICE_FEATURE_GET|]; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var head = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_GET | 0x3FF }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        var head = new vfio_device_feature { argsz = 16, flags = [|VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH|] };
        _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);
        """, """
        var head = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_DMA_BUF_TPH | VFIO_DEVICE_FEATURE_SET };
        _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        var a = new vfio_device_feature { flags = [|VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH|] };
        var b = new vfio_device_feature { flags = [|VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF|] };
        """,
        """
        var a = new vfio_device_feature { flags = VFIO_DEVICE_FEATURE_DMA_BUF_TPH | VFIO_DEVICE_FEATURE_SET };
        var b = new vfio_device_feature { flags = VFIO_DEVICE_FEATURE_DMA_BUF | VFIO_DEVICE_FEATURE_GET };
        """);
}
