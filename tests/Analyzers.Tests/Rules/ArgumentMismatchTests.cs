using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.ArgumentMismatchAnalyzer, UapiGen.CodeFixes.Rules.ArgumentMismatchFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class ArgumentMismatchTests
{
    [Theory]
    [InlineData("var info = vfio_region_info.Create(); _ = ioctl(fd, [|VFIO_DEVICE_GET_INFO|], &info);")]
    [InlineData("var info = vfio_device_info.Create(); var p = &info; _ = ioctl(fd, [|DMA_BUF_IOCTL_SYNC|], p);")]
    [InlineData("int x = 0; _ = ioctl(fd, [|DMA_BUF_IOCTL_SYNC|], &x);")]
    [InlineData("vfio_device_feature_dma_buf_tph tph = default; _ = RetryIoctl(fd, [|VFIO_DEVICE_FEATURE|], &tph);")]
    [InlineData("nuint request = VFIO_DEVICE_GET_INFO; var info = vfio_irq_info.Create(); _ = ioctl(fd, [|request|], &info);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var info = vfio_device_info.Create(); _ = ioctl(fd, VFIO_DEVICE_GET_INFO, &info);")]
    [InlineData("byte* buffer = stackalloc byte[64]; _ = ioctl(fd, VFIO_DEVICE_GET_INFO, buffer);")]
    [InlineData("ulong* buffer = stackalloc ulong[8]; _ = ioctl(fd, VFIO_DEVICE_FEATURE, buffer);")]
    [InlineData("_ = ioctl(fd, VFIO_DEVICE_RESET, null);")]
    [InlineData("int container = number; _ = ioctl(fd, VFIO_GROUP_SET_CONTAINER, &container);")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; void* p = &sync; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, p);")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        var info = vfio_region_info.Create();
        _ = ioctl(fd, [|VFIO_DEVICE_GET_INFO|] /* which */, &info);
        """, """
        var info = vfio_region_info.Create();
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO /* which */, &info);
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        var a = vfio_region_info.Create();
        var b = vfio_irq_info.Create();
        _ = ioctl(fd, [|VFIO_DEVICE_GET_INFO|], &a) + ioctl(fd, [|VFIO_DEVICE_GET_INFO|], &b);
        """,
        """
        var a = vfio_region_info.Create();
        var b = vfio_irq_info.Create();
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &a) + ioctl(fd, VFIO_DEVICE_GET_IRQ_INFO, &b);
        """);

    [Theory]
    [InlineData("static int Send(int fd, void* argument) => ioctl(fd, [|VFIO_DEVICE_GET_INFO|], (vfio_irq_info*)argument); static int Ask(int fd) { var i = vfio_irq_info.Create(); return Send(fd, &i); }")]
    public Task Misuse_ThroughHelper_Triggers(string members) => Verify.Members(members);

    [Theory]
    [InlineData("static int Send(int fd, uint request, void* argument) => ioctl(fd, request, argument); static int Ask(int fd) { var i = vfio_irq_info.Create(); return Send(fd, VFIO_DEVICE_GET_IRQ_INFO, &i); }")]
    public Task CorrectCode_ThroughHelper_Silent(string members) => Verify.Members(members);
}
