using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.NumberNotMultipleAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class NumberNotMultipleTests
{
    [Theory]
    [InlineData("var range = new vfio_region_dma_range { offset = [|16|], length = 4096 }; Log(range.ToString());")]
    [InlineData("var range = new vfio_region_dma_range { offset = 0, length = [|100|] }; Log(range.ToString());")]
    [InlineData("const ulong Page = 4000; var range = new vfio_region_dma_range { offset = 0, length = [|2 * Page|] }; Log(range.ToString());")]
    [InlineData("ReadOnlySpan<vfio_region_dma_range> ranges = [new() { offset = 0, length = 4096 }, new() { offset = [|4097|], length = 4096 }];")]
    [InlineData("var p = stackalloc vfio_region_dma_range[2]; p[1].offset = [|16|]; p[1].length = 4096;")]
    [InlineData("Span<vfio_region_dma_range> s = stackalloc vfio_region_dma_range[2]; s[1].length = [|100|]; Log(s.Length.ToString());")]
    [InlineData("byte* memory = stackalloc byte[64]; var d = (vfio_device_feature_dma_buf*)memory; vfio_device_feature_dma_buf.dma_ranges(ref *d, 2)[1].offset = [|100|]; Check(ioctl(fd, VFIO_DEVICE_FEATURE, memory));")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var range = new vfio_region_dma_range { offset = 8192, length = 4096 }; Log(range.ToString());")]
    [InlineData("var page = (ulong)Environment.SystemPageSize; var range = new vfio_region_dma_range { offset = page, length = 2 * page }; Log(range.ToString());")]
    [InlineData("vfio_region_dma_range range = default; range.length = 100; range.length = (range.length + 4095) / 4096 * 4096; Log(range.ToString());")]
    [InlineData("var range = new vfio_region_dma_range { offset = (ulong)number, length = 1UL << 12 }; Log(range.ToString());")]
    [InlineData("var p = stackalloc vfio_region_dma_range[2]; p[1].length = 100; p[1].length = 4096; p[0].length = (ulong)number;")]
    [InlineData("var p = stackalloc vfio_region_dma_range[2]; p[1].length = 100; Round(p); static void Round(vfio_region_dma_range* list) => list[1].length = 4096;")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("static vfio_region_dma_range Make() { const ulong Half = 2048; var r = new vfio_region_dma_range { length = 4096 }; r.offset = [|Half|]; return r; }")]
    public Task Misuse_ThroughHelper_Triggers(string members) => Verify.Members(members);

    [Theory]
    [InlineData("static ulong Down(ulong at) => at & ~4095UL; static vfio_region_dma_range Make(ulong at) => new() { offset = Down(at), length = 4096 };")]
    public Task CorrectCode_ThroughHelper_Silent(string members) => Verify.Members(members);
}
