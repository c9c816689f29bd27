using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.NumberTooSmallAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class NumberTooSmallTests
{
    [Theory]
    [InlineData("var range = new vfio_region_dma_range { offset = 0, length = [|0|] }; Log(range.ToString());")]
    [InlineData("vfio_region_dma_range[] ranges = [new() { offset = 0, length = [|0|] }];")]
    [InlineData("var d = new vfio_device_feature_dma_buf { region_index = 0, nr_ranges = [|0|] }; Log(d.ToString());")]
    [InlineData("vfio_device_feature_dma_buf d = default; d.nr_ranges = [|0|]; Log(d.ToString());")]
    [InlineData("var report = new vfio_device_feature_dma_logging_report { page_size = [|512|] }; Log(report.ToString());")]
    [InlineData("uint none = 0; var c = new vfio_device_feature_dma_logging_control { num_ranges = [|none|] }; Log(c.ToString());")]
    [InlineData("var p = stackalloc vfio_region_dma_range[2]; p[1].offset = 0; p[1].length = [|0|];")]
    [InlineData("var a = new vfio_region_dma_range[2]; a[1].length = [|0|]; Log(a.Length.ToString());")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var range = new vfio_region_dma_range { offset = 0, length = 4096 }; Log(range.ToString());")]
    [InlineData("var range = new vfio_region_dma_range { offset = 0, length = (ulong)number }; Log(range.ToString());")]
    [InlineData("vfio_device_feature_dma_buf d = default; d.nr_ranges = 0; d.nr_ranges++; Log(d.ToString());")]
    [InlineData("vfio_device_feature_dma_buf d = default; d.nr_ranges = 0; if (condition) d.nr_ranges = 1; else d.nr_ranges = 2; Log(d.ToString());")]
    [InlineData("vfio_device_feature_dma_buf d = default; Log(d.ToString());")]
    [InlineData("var a = new vfio_region_dma_range[2]; a[0].length = 4096; a[1].offset = 4096; a[1].length = (ulong)number; Log(a.Length.ToString());")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
