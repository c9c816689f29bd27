using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.DescriptorFieldLostAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class DescriptorFieldLostTests
{
    [Theory]
    [InlineData("var file = new dma_buf_export_sync_file { flags = DMA_BUF_SYNC_READ, fd = -1 }; Check(ioctl(fd, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, [|&file|]));")]
    [InlineData("var file = new dma_buf_export_sync_file { flags = DMA_BUF_SYNC_READ, fd = -1 }; int r = ioctl(fd, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, [|&file|]); if (r < 0) Log(file.flags.ToString());")]
    [InlineData("""
        var data = new dma_heap_allocation_data { len = 4096, fd_flags = 0x80002 }; if (ioctl(fd, DMA_HEAP_IOCTL_ALLOC, [|&data|]) == 0) Log("there");
        """)]
    [InlineData("var file = new dma_buf_export_sync_file { flags = DMA_BUF_SYNC_READ, fd = -1 }; for (int i = 0; i < 3; i++) { file.fd = -1; Check(ioctl(number, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, [|&file|])); }")]
    [InlineData("static bool Has(int fd) { var data = new dma_heap_allocation_data { len = 4096, fd_flags = 0x80002 }; return ioctl(fd, DMA_HEAP_IOCTL_ALLOC, [|&data|]) == 0; } Log(Has(fd).ToString());")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var file = new dma_buf_export_sync_file { flags = DMA_BUF_SYNC_READ, fd = -1 }; Check(ioctl(fd, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, &file)); close(file.fd);")]
    [InlineData("var file = new dma_buf_export_sync_file { flags = DMA_BUF_SYNC_READ, fd = -1 }; Check(ioctl(fd, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, &file)); var copy = file; close(copy.fd);")]
    [InlineData("var file = new dma_buf_export_sync_file { flags = DMA_BUF_SYNC_READ, fd = -1 }; Check(ioctl(fd, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, &file)); Keep(in file); static void Keep(in dma_buf_export_sync_file file) => close(file.fd);")]
    [InlineData("var import = new dma_buf_import_sync_file { flags = DMA_BUF_SYNC_READ, fd = number }; Check(ioctl(fd, DMA_BUF_IOCTL_IMPORT_SYNC_FILE, &import));")]
    [InlineData("var file = new dma_buf_export_sync_file { flags = DMA_BUF_SYNC_READ, fd = -1 }; Take(&file); static void Take(dma_buf_export_sync_file* file) { Check(ioctl(1, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, file)); close(file->fd); }")]
    [InlineData("var file = new dma_buf_export_sync_file { flags = DMA_BUF_SYNC_READ, fd = -1 }; int r = ioctl(fd, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, &file); int kept = r < 0 ? -1 : file.fd; Log(kept.ToString());")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
