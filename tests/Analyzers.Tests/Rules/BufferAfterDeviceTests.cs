using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.BufferAfterDeviceAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class BufferAfterDeviceTests
{
    [Theory]
    [InlineData("DmaBuffer buffer = device.Export(); device.Dispose(); Check([|importer.Register(buffer.FileDescriptor)|]);")]
    [InlineData("DmaBuffer buffer; using (device) { buffer = device.Export(); } Check([|importer.Register(buffer.FileDescriptor)|]);")]
    [InlineData("Check(device.TryExport(out var buffer)); device.Dispose(); Check([|other.SetTph(buffer, 1, 1)|]);")]
    [InlineData("DmaBuffer buffer = device.Export(); var own = device; if (condition) own.Dispose(); else device.Dispose(); int shared = buffer.FileDescriptor; Check([|importer.Register(shared)|]);")]
    [InlineData("""
        static void Late(Device device, Importer importer) { var buffer = device.Export(); try { Log("x"); } finally { device.Dispose(); } Check([|importer.Register(buffer.FileDescriptor)|]); } Late(device, importer);
        """)]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("DmaBuffer buffer = device.Export(); Check(importer.Register(buffer.FileDescriptor)); device.Dispose();")]
    [InlineData("using var own = device; using DmaBuffer buffer = own.Export(); Check(importer.Register(buffer.FileDescriptor));")]
    [InlineData("DmaBuffer buffer = device.Export(); if (condition) { device.Dispose(); return; } Check(importer.Register(buffer.FileDescriptor));")]
    [InlineData("DmaBuffer buffer = device.Export(); other.Dispose(); Check(importer.Register(buffer.FileDescriptor));")]
    [InlineData("""
        DmaBuffer buffer = device.Export(); device.Dispose(); buffer.Dispose(); Log("done");
        """)]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
