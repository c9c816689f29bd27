using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.RangesOverlapAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class RangesOverlapTests
{
    [Theory]
    [InlineData("vfio_region_dma_range[] r = [new() { offset = 0, length = 8192 }, [|new() { offset = 4096, length = 4096 }|]];")]
    [InlineData("var r = new[] { new vfio_region_dma_range { offset = 0, length = 4096 }, [|new vfio_region_dma_range { length = 4096 }|] };")]
    [InlineData("ReadOnlySpan<vfio_region_dma_range> r = [new() { offset = 8192, length = 4096 }, new() { offset = 0, length = 4096 }, [|new() { offset = 0, length = 16384 }|]];")]
    [InlineData("const ulong Page = 4096; var r = new List<vfio_region_dma_range>([new() { offset = Page, length = Page }, [|new() { offset = Page, length = Page }|]]);")]
    [InlineData("vfio_device_feature_dma_logging_range[] r = [new() { iova = 0, length = 4096 }, [|new() { iova = 2048, length = 4096 }|]];")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("vfio_region_dma_range[] r = [new() { offset = 0, length = 4096 }, new() { offset = 4096, length = 4096 }];")]
    [InlineData("vfio_region_dma_range[] r = [new() { offset = 0, length = (ulong)number }, new() { offset = 4096, length = 4096 }];")]
    [InlineData("vfio_region_dma_range[] r = [new() { offset = 0, length = 0 }, new() { offset = 0, length = 4096 }];")]
    [InlineData("vfio_region_dma_range[] a = [new() { offset = 0, length = 4096 }]; vfio_region_dma_range[] b = [new() { offset = 0, length = 4096 }];")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
