using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.CountDisagreesAnalyzer, UapiGen.CodeFixes.Rules.CountDisagreesFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class CountDisagreesTests
{
    [Theory]
    [InlineData("byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(4)]; var d = (vfio_device_feature_dma_buf*)memory; *d = new vfio_device_feature_dma_buf { open_flags = 0x80000, nr_ranges = [|3|] }; vfio_device_feature_dma_buf.dma_ranges(ref *d, 2)[0].length = 4096;")]
    [InlineData("""
        byte* memory = stackalloc byte[64]; var d = (vfio_device_feature_dma_buf*)memory; vfio_device_feature_dma_buf.dma_ranges(ref *d, 1).Clear(); d->nr_ranges = [|2|]; Log("made");
        """)]
    [InlineData("const int Count = 1; byte* memory = stackalloc byte[64]; ref var d = ref *(vfio_device_feature_dma_buf*)memory; d.nr_ranges = [|4|]; vfio_device_feature_dma_buf.dma_ranges(ref d, Count).Clear();")]
    [InlineData("byte* memory = stackalloc byte[64]; var r = (vfio_pci_hot_reset*)memory; r->count = [|5|]; vfio_pci_hot_reset.group_fds(ref *r, 2)[0] = fd;")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(4)]; var d = (vfio_device_feature_dma_buf*)memory; *d = new vfio_device_feature_dma_buf { open_flags = 0x80000, nr_ranges = 2 }; vfio_device_feature_dma_buf.dma_ranges(ref *d, 2)[0].length = 4096;")]
    [InlineData("byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(4)]; var d = (vfio_device_feature_dma_buf*)memory; *d = new vfio_device_feature_dma_buf { open_flags = 0x80000, nr_ranges = 1 }; vfio_device_feature_dma_buf.dma_ranges(ref *d, 4)[0].length = 4096;")]
    [InlineData("byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(4)]; var d = (vfio_device_feature_dma_buf*)memory; *d = new vfio_device_feature_dma_buf { open_flags = 0x80000, nr_ranges = (uint)number }; vfio_device_feature_dma_buf.dma_ranges(ref *d, number)[0].length = 4096;")]
    [InlineData("byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(4)]; var d = (vfio_device_feature_dma_buf*)memory; *d = new vfio_device_feature_dma_buf { open_flags = 0x80000, nr_ranges = 2 }; vfio_device_feature_dma_buf.dma_ranges(ref *d, number)[0].length = 4096;")]
    [InlineData("""
        byte* memory = stackalloc byte[64]; var d = (vfio_device_feature_dma_buf*)memory; vfio_device_feature_dma_buf.dma_ranges(ref *d, 1).Clear(); d->nr_ranges = 1; Log("made");
        """)]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(4)]; var d = (vfio_device_feature_dma_buf*)memory; *d = new vfio_device_feature_dma_buf { open_flags = 0x80000, nr_ranges = [|3|] /* ranges */ }; vfio_device_feature_dma_buf.dma_ranges(ref *d, 2)[0].length = 4096;", "byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(4)]; var d = (vfio_device_feature_dma_buf*)memory; *d = new vfio_device_feature_dma_buf { open_flags = 0x80000, nr_ranges = 2 /* ranges */ }; vfio_device_feature_dma_buf.dma_ranges(ref *d, 2)[0].length = 4096;")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        "byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(4)]; var d = (vfio_device_feature_dma_buf*)memory; *d = new vfio_device_feature_dma_buf { open_flags = 0x80000, nr_ranges = [|3|] }; vfio_device_feature_dma_buf.dma_ranges(ref *d, 2)[0].length = 4096; byte* more = stackalloc byte[64]; var r = (vfio_pci_hot_reset*)more; r->count = [|5|]; vfio_pci_hot_reset.group_fds(ref *r, 2)[0] = fd;",
        "byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(4)]; var d = (vfio_device_feature_dma_buf*)memory; *d = new vfio_device_feature_dma_buf { open_flags = 0x80000, nr_ranges = 2 }; vfio_device_feature_dma_buf.dma_ranges(ref *d, 2)[0].length = 4096; byte* more = stackalloc byte[64]; var r = (vfio_pci_hot_reset*)more; r->count = 2; vfio_pci_hot_reset.group_fds(ref *r, 2)[0] = fd;");
}
