// Fixes in object initialisers of many lines: what stands above and behind the entries stays with them.
using System.Threading.Tasks;
using UapiGen.Analyzers.Rules;
using UapiGen.Analyzers.Tests.Verification;
using UapiGen.CodeFixes.Rules;
using Xunit;


namespace UapiGen.Analyzers.Tests.CodeFixes;

public sealed class InitializerPlacesTests
{
    [Theory]
    [InlineData("""
        static unsafe class Test
        {
            static void Attach(int fd)
            {
                var attach = new vfio_device_attach_iommufd_pt
                {
                    argsz = (uint)sizeof(vfio_device_attach_iommufd_pt),
                    // of the process
                    pasid = [|7|], // seven
                };
                Check(ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &attach));
            }
        }
        """, """
        static unsafe class Test
        {
            static void Attach(int fd)
            {
                var attach = new vfio_device_attach_iommufd_pt
                {
                    argsz = (uint)sizeof(vfio_device_attach_iommufd_pt),
                    flags = VFIO_DEVICE_ATTACH_PASID,
                    // of the process
                    pasid = 7, // seven
                };
                Check(ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &attach));
            }
        }
        """)]
    public Task FieldNotAnnounced_InFile(string before, string after) => KernelTest<FieldNotAnnouncedAnalyzer, FieldNotAnnouncedFix>.File(before, after);

    [Theory]
    [InlineData("""
        static unsafe class Test
        {
            static void Ask(int fd)
            {
                var tph = new vfio_device_feature_dma_buf_tph
                {
                    dmabuf_fd = fd, // the buffer
                    // for later
                    [|reserved = 1|], // no
                    // the hint
                    ph = 2,
                };
                var last = new vfio_device_feature_dma_buf_tph
                {
                    dmabuf_fd = fd, // the buffer
                    // for later
                    [|reserved = 1|] // no
                };
            }
        }
        """, """
        static unsafe class Test
        {
            static void Ask(int fd)
            {
                var tph = new vfio_device_feature_dma_buf_tph
                {
                    dmabuf_fd = fd, // the buffer
                    // the hint
                    ph = 2,
                };
                var last = new vfio_device_feature_dma_buf_tph
                {
                    dmabuf_fd = fd // the buffer
                };
            }
        }
        """)]
    [InlineData("""
        static unsafe class Test
        {
            static void Ask(int fd)
            {
                var tph = new vfio_device_feature_dma_buf_tph
                {
                    dmabuf_fd = fd, [|reserved = 1|], // the buffer
                    ph = 2,
                };
                tph = new()
                {
                    dmabuf_fd = fd, // the buffer
                    ph = 2, [|reserved = 2|] // the hint
                };
            }
        }
        """, """
        static unsafe class Test
        {
            static void Ask(int fd)
            {
                var tph = new vfio_device_feature_dma_buf_tph
                {
                    dmabuf_fd = fd, // the buffer
                    ph = 2,
                };
                tph = new()
                {
                    dmabuf_fd = fd, // the buffer
                    ph = 2 // the hint
                };
            }
        }
        """)]
    public Task ReservedFieldSet_InFile(string before, string after) => KernelTest<ReservedFieldSetAnalyzer, ReservedFieldSetFix>.File(before, after);
}
