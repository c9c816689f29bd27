using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.ProcessingHintTooLargeAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class ProcessingHintTooLargeTests
{
    [Theory]
    [InlineData("var t = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd, steering_tag = 1, ph = [|4|] }; Log(t.ToString());")]
    [InlineData("vfio_device_feature_dma_buf_tph t = default; t.ph = [|0xFF|]; Log(t.ToString());")]
    [InlineData("_ = device.SetTph(fd, 1, [|4|]);")]
    [InlineData("byte hint = 9; _ = device.SetTph(fd, 1, [|hint|]);")]
    [InlineData("int hint = 2; hint <<= 3; var t = new vfio_device_feature_dma_buf_tph { ph = [|(byte)hint|] }; Log(t.ToString());")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var t = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd, steering_tag = 1, ph = 3 }; Log(t.ToString());")]
    [InlineData("var t = new vfio_device_feature_dma_buf_tph { ph = (byte)(number & 3) }; Log(t.ToString());")]
    [InlineData("_ = device.SetTph(fd, 400, 2);")]
    [InlineData("byte hint = condition ? (byte)1 : (byte)9; _ = device.SetTph(fd, 1, hint);")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("static vfio_device_feature_dma_buf_tph Make(int fd) { byte hint = 7; var t = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd }; t.ph = [|hint|]; return t; }")]
    public Task Misuse_ThroughHelper_Triggers(string members) => Verify.Members(members);

    [Theory]
    [InlineData("static byte Two(int hint) => (byte)(hint & 3); static vfio_device_feature_dma_buf_tph Make(int fd, int hint) => new() { dmabuf_fd = fd, ph = Two(hint) };")]
    public Task CorrectCode_ThroughHelper_Silent(string members) => Verify.Members(members);
}
