// The .editorconfig settings: methods of a user that carry a request, or that check a value.
using System.Threading.Tasks;
using UapiGen.Analyzers.Rules;
using UapiGen.Analyzers.Tests.Verification;
using UapiGen.CodeFixes.Rules;
using Xunit;

namespace UapiGen.Analyzers.Tests;

public sealed class OwnMethodsTests
{
    private const string Control = """
        static unsafe class Test
        {
            static int Control(int fd, uint request, void* argument) => s_call(fd, request, argument);
            static readonly delegate*<int, uint, void*, int> s_call;
            static void Method(int fd) { var info = new vfio_device_info(); _ = Control(fd, VFIO_DEVICE_GET_INFO, MARK); }
        }
        """;

    private const string Demand = """
        static class Test
        {
            static int Demand(int tag) => tag;
            static byte Method(vfio_device_feature_dma_buf_tph tph) { _ = Demand(tph.steering_tag); return CAST; }
        }
        """;

    [Theory]
    [InlineData("uapigen_ioctl_methods = Control")]
    [InlineData("uapigen_ioctl_methods = Other, Test.Control")]
    public Task IoctlMethod_Named_CarriesRequests(string setting) =>
        KernelTest<SelfSizeUnsetAnalyzer, SelfSizeUnsetFix>.File(Control.Replace("MARK", "[|&info|]"), editorConfig: setting);

    [Theory]
    [InlineData(null)]
    [InlineData("uapigen_ioctl_methods = Elsewhere.Control")]
    public Task IoctlMethod_NotNamed_IsAnyMethod(string? setting) =>
        KernelTest<SelfSizeUnsetAnalyzer, SelfSizeUnsetFix>.File(Control.Replace("MARK", "&info"), editorConfig: setting);

    [Fact]
    public Task CheckMethod_Named_ProvesTheTag() =>
        KernelTest<SteeringTagWidthAnalyzer, SteeringTagWidthFix>.File(Demand.Replace("CAST", "(byte)tph.steering_tag"), editorConfig: "uapigen_check_methods = Demand");

    [Fact]
    public Task CheckMethod_NotNamed_ProvesNothing() =>
        KernelTest<SteeringTagWidthAnalyzer, SteeringTagWidthFix>.File(Demand.Replace("CAST", "[|(byte)tph.steering_tag|]"));
}
