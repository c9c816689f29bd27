using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.NumberTooLargeAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class NumberTooLargeTests
{
    [Theory]
    [InlineData("var d = new vfio_device_feature_dma_buf { region_index = [|6|], nr_ranges = 1 }; Log(d.ToString());")]
    [InlineData("var d = new vfio_device_feature_dma_buf { region_index = [|VFIO_PCI_ROM_REGION_INDEX|], nr_ranges = 1 }; Log(d.ToString());")]
    [InlineData("uint region = VFIO_PCI_CONFIG_REGION_INDEX; vfio_device_feature_dma_buf d = default; d.region_index = [|region|]; Log(d.ToString());")]
    [InlineData("var b = new vfio_device_feature_bus_master { op = [|2|] }; Log(b.ToString());")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var d = new vfio_device_feature_dma_buf { region_index = VFIO_PCI_BAR5_REGION_INDEX, nr_ranges = 1 }; Log(d.ToString());")]
    [InlineData("var d = new vfio_device_feature_dma_buf { region_index = (uint)number, nr_ranges = 1 }; Log(d.ToString());")]
    [InlineData("for (uint i = 0; i < 6; i++) { var d = new vfio_device_feature_dma_buf { region_index = i, nr_ranges = 1 }; Log(d.ToString()); }")]
    [InlineData("var info = vfio_region_info.Create(); info.index = VFIO_PCI_CONFIG_REGION_INDEX; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
