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

    [Theory]
    [InlineData("var p = stackalloc vfio_region_dma_range[2]; p[0].offset = 0; p[0].length = 8192; p[1].offset = 4096; p[1].length = [|4096|];")]
    [InlineData("var p = stackalloc vfio_region_dma_range[2]; p->offset = 0; p->length = 8192; (p + 1)->length = 4096; (p + 1)->offset = [|4096|];")]
    [InlineData("Span<vfio_region_dma_range> s = stackalloc vfio_region_dma_range[2]; s[0].offset = 0; s[0].length = 8192; s[1].offset = 4096; s[1].length = [|4096|]; Log(s.Length.ToString());")]
    [InlineData("var a = new vfio_region_dma_range[2]; a[0].length = 8192; a[1].length = [|4096|]; Log(a.Length.ToString());")]
    [InlineData("var a = new vfio_region_dma_range[2]; a[0] = new() { offset = 4096, length = 8192 }; a[1] = new() { offset = 8192, length = [|4096|] };")]
    [InlineData("const ulong Page = 4096; var a = new vfio_region_dma_range[3]; a[0].offset = 0; a[0].length = Page; a[2].offset = 2 * Page; a[2].length = Page; a[1].offset = Page; a[1].length = [|2 * Page|]; Send(a); static void Send(vfio_region_dma_range[] list) { }")]
    [InlineData("byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(2)]; var d = (vfio_device_feature_dma_buf*)memory; var r = vfio_device_feature_dma_buf.dma_ranges(ref *d, 2); r[0].offset = 0; r[0].length = 8192; r[1].offset = 4096; r[1].length = [|4096|]; Check(ioctl(fd, VFIO_DEVICE_FEATURE, memory));")]
    [InlineData("byte* memory = stackalloc byte[64]; var d = (vfio_device_feature_dma_buf*)memory; vfio_device_feature_dma_buf.dma_ranges(ref *d, 2)[0].length = 8192; vfio_device_feature_dma_buf.dma_ranges(ref *d, 2)[1].length = [|4096|];")]
    [InlineData("var a = new vfio_region_dma_range[2]; ref var first = ref a[0]; first.offset = 0; first.length = 4096; fixed (vfio_region_dma_range* p = a) { p[1].offset = 2048; p[1].length = [|4096|]; Check(ioctl(fd, VFIO_DEVICE_FEATURE, p)); }")]
    [InlineData("var p = stackalloc vfio_region_dma_range[2]; p[0].offset = 0; p[0].length = 8192; p[1].offset = 4096; p[1].length = [|4096|]; Send(p, 2); static void Send(vfio_region_dma_range* list, int count) { }")]
    public Task Misuse_ElementByElement_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var p = stackalloc vfio_region_dma_range[2]; p[0].offset = 0; p[0].length = 4096; p[1].offset = 4096; p[1].length = 4096;")]
    [InlineData("var p = stackalloc vfio_region_dma_range[4]; for (int i = 0; i < 4; i++) { p[i].offset = (ulong)i * 4096; p[i].length = 4096; }")]
    [InlineData("var a = new vfio_region_dma_range[2]; a[0].length = 4096; a[1].length = 4096; a[number].offset = 4096;")]
    [InlineData("var a = new vfio_region_dma_range[2]; a[0].length = 4096; a[1].length = 4096; a[number + 1].offset = 4096;")]
    [InlineData("var a = new vfio_region_dma_range[2]; a[0].length = 4096; a[1].length = 4096; Place(a); static void Place(vfio_region_dma_range[] list) { for (int i = 0; i < list.Length; i++) list[i].offset = (ulong)i * 4096; }")]
    [InlineData("var a = new vfio_region_dma_range[2]; var b = a; a[0].length = 4096; a[1].length = 4096; b[1].offset = 4096;")]
    [InlineData("Span<vfio_region_dma_range> s = stackalloc vfio_region_dma_range[2]; s[0].length = 4096; s[1].length = 4096; foreach (ref var r in s) r.offset = 8192;")]
    [InlineData("Span<vfio_region_dma_range> s = stackalloc vfio_region_dma_range[2]; s[0].length = 4096; s[1].length = 4096; s[1..][0].offset = 8192;")]
    [InlineData("var p = stackalloc vfio_region_dma_range[2]; var q = p; q->offset = 0; q->length = 4096; q++; q->offset = 0; q->length = 8192; p[1].length = 4096;")]
    [InlineData("var a = new vfio_region_dma_range[2]; a[0].length = 4096; if (condition) { a[1].offset = 4096; a[1].length = 4096; }")]
    [InlineData("var a = new vfio_region_dma_range[1]; var b = new vfio_region_dma_range[1]; a[0].length = 4096; b[0].length = 4096;")]
    [InlineData("var a = new vfio_region_dma_range[2]; a[0].length = 4096; a[0] = new() { offset = 4096, length = 4096 }; a[1].offset = 0; a[1].length = 4096;")]
    [InlineData("var a = new vfio_region_dma_range[2]; a[0].length = 4096; a[1].length = (ulong)number; a[1].offset = 0;")]
    [InlineData("var a = ArrayPool<vfio_region_dma_range>.Shared.Rent(2); a[0].offset = 4096; a[0].length = 4096; a[1].length = 8192;")]
    [InlineData("byte* memory = stackalloc byte[64]; var d = (vfio_device_feature_dma_buf*)memory; var r = vfio_device_feature_dma_buf.dma_ranges(ref *d, 2); r[0].length = 4096; r[1].length = 4096; r[1].offset = 4096; Check(ioctl(fd, VFIO_DEVICE_FEATURE, memory));")]
    [InlineData("var p = stackalloc vfio_region_dma_range[2]; p[0].length = 8192; p[1].length = 4096; Place(p, 2); static void Place(vfio_region_dma_range* list, int count) { }")]
    public Task CorrectCode_ElementByElement_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("static void Fill(vfio_region_dma_range* list) { list[0].offset = 0; list[0].length = 4096; list[1].offset = 0; list[1].length = [|4096|]; } static void Use() { var list = stackalloc vfio_region_dma_range[2]; Fill(list); }")]
    [InlineData("static void Fill(Span<vfio_region_dma_range> list, ulong at) { list[0].offset = at; list[0].length = 4096; list[1].offset = 0; list[1].length = 4096; list[2].offset = 2048; list[2].length = [|4096|]; } static void Use() => Fill(new vfio_region_dma_range[3], 4096);")]
    public Task Misuse_ElementsOfParameter_Triggers(string members) => Verify.Members(members);
}
