using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.DescriptorUnsetAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class DescriptorUnsetTests
{
    [Theory]
    [InlineData("var t = new vfio_device_feature_dma_buf_tph { steering_tag = 1, ph = 2 }; _ = device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in [|t|]);")]
    [InlineData("_ = device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, [|new vfio_device_feature_dma_buf_tph { steering_tag = 1 }|]);")]
    [InlineData("var u = new udmabuf_create { size = 4096, flags = UDMABUF_FLAGS_CLOEXEC }; int made = ioctl(fd, UDMABUF_CREATE, [|&u|]); Check(made);")]
    [InlineData("dma_buf_import_sync_file file = default; file.flags = DMA_BUF_SYNC_READ; _ = ioctl(fd, DMA_BUF_IOCTL_IMPORT_SYNC_FILE, [|&file|]);")]
    [InlineData("var e = new line_event { flags = 1 }; Check(ioctl(fd, LINE_WATCH, [|&e|]));")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var t = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd, steering_tag = 1, ph = 2 }; _ = device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in t);")]
    [InlineData("var u = new udmabuf_create { memfd = 0, size = 4096, flags = UDMABUF_FLAGS_CLOEXEC }; int made = ioctl(fd, UDMABUF_CREATE, &u); Check(made);")]
    [InlineData("dma_buf_export_sync_file file = default; file.flags = DMA_BUF_SYNC_READ; _ = ioctl(fd, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, &file);")]
    [InlineData("vfio_device_feature_dma_buf_tph t = default; t.ph = 1; if (condition) t.dmabuf_fd = fd; else t.dmabuf_fd = number; _ = device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in t);")]
    [InlineData("var r = new line_request { offset = 4 }; if (ioctl(fd, LINE_GET, &r) < 0) return; Log(r.fd.ToString());")]
    [InlineData("var e = new line_event { fd = (uint)fd }; Check(ioctl(number, LINE_WATCH, &e));")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("static int Import(int fd, uint flags) { var f = new dma_buf_import_sync_file { flags = flags }; int Send(dma_buf_import_sync_file* p) => ioctl(fd, DMA_BUF_IOCTL_IMPORT_SYNC_FILE, p); return ioctl(fd, DMA_BUF_IOCTL_IMPORT_SYNC_FILE, [|&f|]) + Send(null); }")]
    public Task Misuse_ThroughHelper_Triggers(string members) => Verify.Members(members);

    [Theory]
    [InlineData("static void With(ref dma_buf_import_sync_file f, int fence) => f.fd = fence; static int Import(int fd, int fence) { var f = new dma_buf_import_sync_file { flags = DMA_BUF_SYNC_RW }; With(ref f, fence); return ioctl(fd, DMA_BUF_IOCTL_IMPORT_SYNC_FILE, &f); }")]
    public Task CorrectCode_ThroughHelper_Silent(string members) => Verify.Members(members);
}
