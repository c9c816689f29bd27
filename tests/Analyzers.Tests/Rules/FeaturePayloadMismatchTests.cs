using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.FeaturePayloadMismatchAnalyzer, UapiGen.CodeFixes.Rules.FeaturePayloadMismatchFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class FeaturePayloadMismatchTests
{
    [Theory]
    [InlineData("vfio_device_feature_migration m = default; _ = device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in [|m|]);")]
    [InlineData("_ = device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, [|new vfio_device_feature_bus_master { op = 1 }|]);")]
    [InlineData("var m = new vfio_device_feature_mig_state { device_state = 1 }; _ = device.SetFeature(VFIO_DEVICE_FEATURE_BUS_MASTER, [|m|]);")]
    [InlineData("var tph = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd }; _ = device.SetFeature(VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE, in [|tph|]);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var tph = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd }; _ = device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in tph);")]
    [InlineData("_ = device.SetFeature(VFIO_DEVICE_FEATURE_BUS_MASTER, new vfio_device_feature_bus_master { op = 1 });")]
    [InlineData("_ = device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, 5UL);")]
    [InlineData("vfio_device_feature_migration m = default; _ = device.SetFeature((ushort)number, in m);")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var tph = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd }; _ = device.SetFeature(VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE /* ? */, in [|tph|]);", "var tph = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd }; _ = device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH /* ? */, in tph);")]
    [InlineData("_ = device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, [|new vfio_device_feature_bus_master { op = 1 }|]);", "_ = device.SetFeature(VFIO_DEVICE_FEATURE_BUS_MASTER, new vfio_device_feature_bus_master { op = 1 });")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        "vfio_device_feature_migration m = default; _ = device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in [|m|]) + device.SetFeature(Demo.Uapi.VFIO_DEVICE_FEATURE_BUS_MASTER, in [|m|]);",
        "vfio_device_feature_migration m = default; _ = device.SetFeature(VFIO_DEVICE_FEATURE_MIGRATION, in m) + device.SetFeature(VFIO_DEVICE_FEATURE_MIGRATION, in m);");
}
