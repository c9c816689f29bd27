using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.BufferOfAnotherDeviceAnalyzer, UapiGen.CodeFixes.Rules.BufferOfAnotherDeviceFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class BufferOfAnotherDeviceTests
{
    [Theory]
    [InlineData("using DmaBuffer buffer = device.Export(); Check([|other|].SetTph(buffer, 1, 1));")]
    [InlineData("Check(device.TryExport(out var buffer)); Check([|other|].SetTph(buffer, 1, 1));")]
    [InlineData("using DmaBuffer buffer = device.Export(); var same = buffer; var first = device; Check(first.SetTph(same, 1, 1)); Check([|other|].SetTph(same, 1, 1));")]
    [InlineData("static void Give(Device first, Device second) { var buffer = first.Export(); Check([|second|].SetTph(buffer, 1, 1)); } Give(device, other);")]
    [InlineData("ulong* memory = stackalloc ulong[4]; *(vfio_device_feature*)memory = new() { argsz = 40, flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF }; int buffer = ioctl(fd, VFIO_DEVICE_FEATURE, memory); ulong* call = stackalloc ulong[2]; *(vfio_device_feature*)call = new() { argsz = 16, flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }; *(vfio_device_feature_dma_buf_tph*)(call + 1) = new() { dmabuf_fd = buffer, ph = 1 }; Check(ioctl([|number|], VFIO_DEVICE_FEATURE, call));")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("using DmaBuffer buffer = device.Export(); Check(device.SetTph(buffer, 1, 1));")]
    [InlineData("using DmaBuffer buffer = device.Export(); var own = device; Check(own.SetTph(buffer, 1, 1));")]
    [InlineData("static void Give(Device device, DmaBuffer buffer) => Check(device.SetTph(buffer, 1, 1)); Give(device, device.Export());")]
    [InlineData("var maker = condition ? device : other; using DmaBuffer buffer = maker.Export(); Check(maker.SetTph(buffer, 1, 1));")]
    [InlineData("DmaBuffer buffer = device.Export(); if (condition) { buffer = other.Export(); } Check(other.SetTph(buffer, 1, 1));")]
    [InlineData("var buffer = device.Export(); var tph = new vfio_device_feature_dma_buf_tph { dmabuf_fd = buffer.FileDescriptor, ph = 1 }; Log(Name(VFIO_DEVICE_FEATURE_DMA_BUF_TPH)); Check(device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in tph)); static string Name(int feature) => feature.ToString();")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("using DmaBuffer buffer = device.Export(); Check([|other|] /* ? */.SetTph(buffer, 1, 1));", "using DmaBuffer buffer = device.Export(); Check(device /* ? */.SetTph(buffer, 1, 1));")]
    [InlineData("Check(device.TryExport(out var buffer)); Check([|other|].SetTph(buffer, 1, 1));", "Check(device.TryExport(out var buffer)); Check(device.SetTph(buffer, 1, 1));")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        "using var a = device.Export(); using var b = other.Export(); Check([|other|].SetTph(a, 1, 1)); Check([|device|].SetTph(b, 1, 1));",
        "using var a = device.Export(); using var b = other.Export(); Check(device.SetTph(a, 1, 1)); Check(other.SetTph(b, 1, 1));");
}
