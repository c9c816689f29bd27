using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.FeatureGetAndSetAnalyzer, UapiGen.CodeFixes.Rules.FeatureGetAndSetFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class FeatureGetAndSetTests
{
    [Theory]
    [InlineData("var head = new vfio_device_feature { argsz = 16, flags = [|VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH|] }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("vfio_device_feature head = default; head.argsz = 16; head.flags = VFIO_DEVICE_FEATURE_DMA_BUF_TPH | VFIO_DEVICE_FEATURE_GET; head.flags |= [|VFIO_DEVICE_FEATURE_SET|]; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("uint both = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET; var head = new vfio_device_feature { argsz = 16, flags = [|both | VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE|] }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("byte* buffer = stackalloc byte[16]; var head = (vfio_device_feature*)buffer; head->argsz = 16; head->flags = [|VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET|]; _ = ioctl(fd, VFIO_DEVICE_FEATURE, buffer);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var head = new vfio_device_feature { argsz = 8, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_PROBE | VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = 8, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_PROBE | VFIO_DEVICE_FEATURE_DMA_BUF }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var head = new vfio_device_feature { argsz = 16, flags = (uint)number | VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("vfio_device_feature head = default; head.argsz = 8; head.flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET; head.flags |= VFIO_DEVICE_FEATURE_PROBE; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        var head = new vfio_device_feature { argsz = 16, flags = [|VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH|] }; // tag
        _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);
        """, """
        var head = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; // tag
        _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);
        """)]
    [InlineData("var head = new vfio_device_feature { argsz = 16, flags = [|VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE|] };", "var head = new vfio_device_feature { argsz = 16, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE | VFIO_DEVICE_FEATURE_PROBE };")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        var a = new vfio_device_feature { flags = [|VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH|] };
        var b = new vfio_device_feature { flags = [|VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF|] };
        """,
        """
        var a = new vfio_device_feature { flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH };
        var b = new vfio_device_feature { flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF };
        """);
}
