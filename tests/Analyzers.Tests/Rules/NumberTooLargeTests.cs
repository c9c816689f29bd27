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

    [Theory]
    [InlineData("static vfio_device_feature_dma_buf Make() { var d = new vfio_device_feature_dma_buf { open_flags = 0x80000, nr_ranges = 1 }; d.region_index = [|7|]; return d; }")]
    public Task Misuse_ThroughHelper_Triggers(string members) => Verify.Members(members);

    [Theory]
    [InlineData("static void At(ref vfio_device_feature_dma_buf d, uint index) => d.region_index = index; static vfio_device_feature_dma_buf Make() { vfio_device_feature_dma_buf d = default; At(ref d, 2); return d; }")]
    public Task CorrectCode_ThroughHelper_Silent(string members) => Verify.Members(members);
}
