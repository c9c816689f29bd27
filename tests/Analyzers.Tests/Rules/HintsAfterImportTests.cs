using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.HintsAfterImportAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class HintsAfterImportTests
{
    [Theory]
    [InlineData("using DmaBuffer buffer = device.Export(); Check(importer.Register(buffer.FileDescriptor)); Check([|device.SetTph(buffer, 1, 1)|]);")]
    [InlineData("Check(device.TryExport(out var buffer)); int own = buffer.FileDescriptor; Check(importer.Register(own)); Check([|device.SetTph(buffer, 1, 1)|]);")]
    [InlineData("using DmaBuffer buffer = device.Export(); if (condition) Check(importer.Register(buffer.FileDescriptor)); else Check(importer.Register(buffer.FileDescriptor)); Check([|device.SetTph(buffer, 1, 1)|]);")]
    [InlineData("Check(importer.Register(number)); var tph = new vfio_device_feature_dma_buf_tph { dmabuf_fd = number, steering_tag = 1, ph = 1 }; Check([|device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in tph)|]);")]
    [InlineData("static void Share(Device device, Importer importer, DmaBuffer buffer) { var same = buffer; Check(importer.Register(same.FileDescriptor)); Check([|device.SetTph(buffer, 1, 1)|]); } Share(device, importer, device.Export());")]
    [InlineData("using DmaBuffer buffer = device.Export(); Check(importer.Register(buffer.FileDescriptor, out var region)); Check([|device.SetTph(buffer, 1, 1)|]); region.Dispose();")]
    [InlineData("foreach (var one in new[] { device, other }) { using DmaBuffer buffer = one.Export(); Check(importer.Register(buffer.FileDescriptor)); Check([|one.SetTph(buffer, 1, 1)|]); }")]
    [InlineData("DmaBuffer buffer; for (int i = 0; i < 2; i++) { buffer = device.Export(); Check(importer.Register(buffer.FileDescriptor)); Check([|device.SetTph(buffer, 1, 1)|]); }")]
    [InlineData("while (condition) { Share(); void Share() { DmaBuffer buffer = device.Export(); Check(importer.Register(buffer.FileDescriptor)); Check([|device.SetTph(buffer, 1, 1)|]); } }")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("using DmaBuffer buffer = device.Export(); Check(device.SetTph(buffer, 1, 1)); Check(importer.Register(buffer.FileDescriptor));")]
    [InlineData("using DmaBuffer buffer = device.Export(); if (condition) Check(importer.Register(buffer.FileDescriptor)); Check(device.SetTph(buffer, 1, 1));")]
    [InlineData("using DmaBuffer buffer = device.Export(); Check(importer.Register(buffer.FileDescriptor)); Check(device.SetTph(buffer, 1, 1)); Check(importer.Register(buffer.FileDescriptor));")]
    [InlineData("for (int i = 0; i < 2; i++) { using DmaBuffer buffer = device.Export(); Check(device.SetTph(buffer, 1, 1)); Check(importer.Register(buffer.FileDescriptor)); }")]
    [InlineData("DmaBuffer buffer = device.Export(); Check(importer.Register(buffer.FileDescriptor)); buffer = device.Export(); Check(device.SetTph(buffer, 1, 1));")]
    [InlineData("using DmaBuffer buffer = device.Export(); using DmaBuffer second = other.Export(); Check(importer.Register(buffer.FileDescriptor)); Check(other.SetTph(second, 1, 1));")]
    [InlineData("using DmaBuffer buffer = device.Export(); Check(importer.Register(buffer.FileDescriptor, out var region)); region?.Dispose(); Check(device.SetTph(buffer, 1, 1));")]
    [InlineData("using DmaBuffer buffer = device.Export(); Check(importer.Register(buffer.FileDescriptor, out var region)); using (region) { Log(number.ToString()); } Check(device.SetTph(buffer, 1, 1));")]
    [InlineData("using DmaBuffer buffer = device.Export(); for (byte ph = 0; ph < 4; ph++) { Check(importer.Register(buffer.FileDescriptor)); Check(device.SetTph(buffer, 1, ph)); }")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
