using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.FlexibleArrayOnStackAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class FlexibleArrayOnStackTests
{
    [Theory]
    [InlineData("vfio_device_feature_dma_buf d = default; [|vfio_device_feature_dma_buf.dma_ranges(ref d, 2)|][0].length = 4096;")]
    [InlineData("vfio_device_feature_dma_buf d = new() { nr_ranges = 1 }; foreach (ref var r in [|vfio_device_feature_dma_buf.dma_ranges(ref d, (int)d.nr_ranges)|]) r.length = 4096;")]
    [InlineData("var reset = new vfio_pci_hot_reset { argsz = 20, count = 2 }; _ = ioctl(fd, VFIO_DEVICE_PCI_HOT_RESET, [|&reset|]);")]
    [InlineData("var copy = *(vfio_device_feature_dma_buf*)number; [|vfio_device_feature_dma_buf.dma_ranges(ref copy, number)|].Clear();")]
    [InlineData("var list = new udmabuf_create_list { count = 1, flags = UDMABUF_FLAGS_CLOEXEC }; var made = ioctl(fd, UDMABUF_CREATE_LIST, [|&list|]); Check(made);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("byte* memory = stackalloc byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(2)]; var d = (vfio_device_feature_dma_buf*)memory; vfio_device_feature_dma_buf.dma_ranges(ref *d, 2)[0].length = 4096;")]
    [InlineData("Span<byte> memory = new byte[vfio_device_feature_dma_buf.dma_ranges_SizeWith(2)]; ref var d = ref MemoryMarshal.AsRef<vfio_device_feature_dma_buf>(memory); vfio_device_feature_dma_buf.dma_ranges(ref d, 2).Clear();")]
    [InlineData("var reset = new vfio_pci_hot_reset { argsz = 12, count = 0 }; _ = ioctl(fd, VFIO_DEVICE_PCI_HOT_RESET, &reset);")]
    [InlineData("var info = vfio_pci_hot_reset_info.Create(); _ = ioctl(fd, VFIO_DEVICE_GET_PCI_HOT_RESET_INFO, &info);")]
    [InlineData("vfio_device_feature_dma_buf d = default; _ = vfio_device_feature_dma_buf.dma_ranges(ref d, 0).Length;")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
