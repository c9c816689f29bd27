using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.FileKindMixedAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class FileKindMixedTests
{
    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; var info = vfio_device_info.Create(); _ = ioctl(fd, VFIO_DEVICE_GET_INFO, &info); _ = [|ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync)|];")]
    [InlineData("_ = ioctl(fd, VFIO_SET_IOMMU, (void*)1); var s = vfio_group_status.Create(); _ = [|ioctl(fd, VFIO_GROUP_GET_STATUS, &s)|];")]
    [InlineData("""
        int file = open("/dev/vfio/vfio", 2); _ = ioctl(file, VFIO_GET_API_VERSION, null); _ = [|ioctl(file, VFIO_DEVICE_RESET, null)|];
        """)]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; if (condition) _ = RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync); else _ = [|RetryIoctl(fd, VFIO_DEVICE_RESET, null)|];")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; var info = vfio_device_info.Create(); _ = ioctl(fd, VFIO_DEVICE_GET_INFO, &info); _ = ioctl(number, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("""
        int file = open("/dev/vfio/vfio", 2); _ = ioctl(file, VFIO_GET_API_VERSION, null); file = open("/dev/vfio/1", 2); var s = vfio_group_status.Create(); _ = ioctl(file, VFIO_GROUP_GET_STATUS, &s);
        """)]
    [InlineData("_ = ioctl(fd, VFIO_GET_API_VERSION, null); _ = ioctl(fd, VFIO_SET_IOMMU, (void*)1);")]
    [InlineData("int got = ioctl(fd, VFIO_GROUP_GET_DEVICE_FD, null); _ = ioctl(got, VFIO_DEVICE_RESET, null);")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
