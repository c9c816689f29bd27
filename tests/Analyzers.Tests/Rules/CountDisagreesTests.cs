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

    /// <summary>Nobody views the elements: only the bytes of the memory say how many there can be.</summary>
    [Theory]
    [InlineData("byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(2)]; var d = (vfio_device_feature_dma_buf*)memory; d->nr_ranges = [|3|]; Check(ioctl(fd, VFIO_DEVICE_FEATURE, memory));")]
    [InlineData("byte* memory = stackalloc byte[sizeof(vfio_device_feature_dma_buf) + 2 * sizeof(vfio_region_dma_range)]; var d = (vfio_device_feature_dma_buf*)memory; d->nr_ranges = [|3|];")]
    [InlineData("int bytes = sizeof(vfio_device_feature) + vfio_device_feature_dma_buf.dma_ranges_SizeWith(1); byte* memory = stackalloc byte[bytes]; var head = (vfio_device_feature*)memory; head->argsz = (uint)bytes; var d = (vfio_device_feature_dma_buf*)(head + 1); d->nr_ranges = [|2|]; Check(ioctl(fd, VFIO_DEVICE_FEATURE, memory));")]
    [InlineData("byte* memory = stackalloc byte[8 + 16 + 16]; var d = (vfio_device_feature_dma_buf*)(memory + 8); d->nr_ranges = [|2|];")]
    [InlineData("var bytes = new byte[32]; fixed (byte* memory = bytes) { var d = (vfio_device_feature_dma_buf*)memory; d->nr_ranges = [|2|]; Check(ioctl(fd, VFIO_DEVICE_FEATURE, memory)); }")]
    [InlineData("Span<byte> bytes = stackalloc byte[32]; ref var d = ref MemoryMarshal.AsRef<vfio_device_feature_dma_buf>(bytes); d.nr_ranges = [|2|]; Log(bytes.Length.ToString());")]
    [InlineData("var d = (vfio_device_feature_dma_buf*)NativeMemory.AllocZeroed(16 + 2 * 16); d->nr_ranges = [|4|];")]
    [InlineData("var r = (vfio_pci_hot_reset*)Marshal.AllocHGlobal(12 + 2 * sizeof(int)); *r = new() { argsz = 20, count = [|3|] };")]
    [InlineData("vfio_device_feature_dma_buf* d = stackalloc vfio_device_feature_dma_buf[1]; d->nr_ranges = [|1|];")]
    [InlineData("int bytes = 8 + 32; byte* memory = stackalloc byte[bytes]; var d = (vfio_device_feature_dma_buf*)(memory + 8); d->nr_ranges = [|2|];")]
    [InlineData("byte* memory = stackalloc byte[40]; var head = (vfio_device_feature*)memory; var d = (vfio_device_feature_dma_buf*)(head + 1); d->nr_ranges = [|2|];")]
    public Task Misuse_OfBytes_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(2)]; var d = (vfio_device_feature_dma_buf*)memory; d->nr_ranges = 2; Check(ioctl(fd, VFIO_DEVICE_FEATURE, memory));")]
    [InlineData("int bytes = sizeof(vfio_device_feature) + vfio_device_feature_dma_buf.dma_ranges_SizeWith(2); byte* memory = stackalloc byte[bytes]; var head = (vfio_device_feature*)memory; head->argsz = (uint)bytes; var d = (vfio_device_feature_dma_buf*)(head + 1); d->nr_ranges = 2;")]
    [InlineData("byte* memory = stackalloc byte[number]; var d = (vfio_device_feature_dma_buf*)memory; d->nr_ranges = 3;")]
    [InlineData("byte* memory = stackalloc byte[condition ? 32 : 64]; var d = (vfio_device_feature_dma_buf*)memory; d->nr_ranges = 3;")]
    [InlineData("byte* memory = stackalloc byte[32]; if (number > 1) memory = (byte*)NativeMemory.Alloc(256); var d = (vfio_device_feature_dma_buf*)memory; d->nr_ranges = 3;")]
    [InlineData("var bytes = ArrayPool<byte>.Shared.Rent(32); fixed (byte* memory = bytes) { var d = (vfio_device_feature_dma_buf*)memory; d->nr_ranges = 3; }")]
    [InlineData("byte* memory = stackalloc byte[32]; var d = (vfio_device_feature_dma_buf*)memory; d->nr_ranges = (uint)number;")]
    [InlineData("byte* memory = stackalloc byte[48]; var d = (vfio_device_feature_dma_buf*)(memory + number); d->nr_ranges = 4;")]
    public Task CorrectCode_OfBytes_Silent(string code) => Verify.Body(code);

    [Fact]
    public Task Fix_OfBytes_CountsWhatFits() => Verify.Body(
        "byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(2)]; var d = (vfio_device_feature_dma_buf*)memory; d->nr_ranges = [|3|]; Log(\"made\");",
        "byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(2)]; var d = (vfio_device_feature_dma_buf*)memory; d->nr_ranges = 2; Log(\"made\");");
}
