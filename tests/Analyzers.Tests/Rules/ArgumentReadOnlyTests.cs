using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.ArgumentReadOnlyAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class ArgumentReadOnlyTests
{
    [Theory]
    [InlineData("""
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int InIoctl(int fd, nuint request, in dma_buf_export_sync_file file);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int RegionIoctl(int fd, nuint request, in vfio_region_info info);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int SyncIoctl(int fd, nuint request, in dma_buf_sync sync);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int ValueIoctl(int fd, nuint request, vfio_region_info info);
        static int GenericIoctl<T>(int fd, uint request, in T argument) where T : unmanaged { fixed (T* p = &argument) return ioctl(fd, request, p); }
        static void M(int fd) { var f = new dma_buf_export_sync_file { flags = 1 }; _ = InIoctl(fd, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, [|f|]); }
        """)]
    [InlineData("""
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int InIoctl(int fd, nuint request, in dma_buf_export_sync_file file);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int RegionIoctl(int fd, nuint request, in vfio_region_info info);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int SyncIoctl(int fd, nuint request, in dma_buf_sync sync);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int ValueIoctl(int fd, nuint request, vfio_region_info info);
        static int GenericIoctl<T>(int fd, uint request, in T argument) where T : unmanaged { fixed (T* p = &argument) return ioctl(fd, request, p); }
        static void M(int fd) { var i = vfio_region_info.Create(); _ = RegionIoctl(fd, VFIO_DEVICE_GET_REGION_INFO, in [|i|]); }
        """)]
    [InlineData("""
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int InIoctl(int fd, nuint request, in dma_buf_export_sync_file file);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int RegionIoctl(int fd, nuint request, in vfio_region_info info);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int SyncIoctl(int fd, nuint request, in dma_buf_sync sync);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int ValueIoctl(int fd, nuint request, vfio_region_info info);
        static int GenericIoctl<T>(int fd, uint request, in T argument) where T : unmanaged { fixed (T* p = &argument) return ioctl(fd, request, p); }
        static void M(int fd) { var i = vfio_region_info.Create(); _ = ValueIoctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|i|]); }
        """)]
    [InlineData("""
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int InIoctl(int fd, nuint request, in dma_buf_export_sync_file file);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int RegionIoctl(int fd, nuint request, in vfio_region_info info);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int SyncIoctl(int fd, nuint request, in dma_buf_sync sync);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int ValueIoctl(int fd, nuint request, vfio_region_info info);
        static int GenericIoctl<T>(int fd, uint request, in T argument) where T : unmanaged { fixed (T* p = &argument) return ioctl(fd, request, p); }
        static ulong M(int fd) { var i = vfio_region_info.Create(); return GenericIoctl(fd, VFIO_DEVICE_GET_REGION_INFO, in [|i|]) < 0 ? 0 : i.size; }
        """)]
    public Task Misuse_InMembers_Triggers(string code) => Verify.Members(code);

    [Theory]
    [InlineData("""
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int InIoctl(int fd, nuint request, in dma_buf_export_sync_file file);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int RegionIoctl(int fd, nuint request, in vfio_region_info info);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int SyncIoctl(int fd, nuint request, in dma_buf_sync sync);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int ValueIoctl(int fd, nuint request, vfio_region_info info);
        static int GenericIoctl<T>(int fd, uint request, in T argument) where T : unmanaged { fixed (T* p = &argument) return ioctl(fd, request, p); }
        static void M(int fd) { var s = new dma_buf_sync { flags = 1 }; _ = SyncIoctl(fd, DMA_BUF_IOCTL_SYNC, in s); }
        """)]
    [InlineData("""
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int InIoctl(int fd, nuint request, in dma_buf_export_sync_file file);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int RegionIoctl(int fd, nuint request, in vfio_region_info info);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int SyncIoctl(int fd, nuint request, in dma_buf_sync sync);
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int ValueIoctl(int fd, nuint request, vfio_region_info info);
        static int GenericIoctl<T>(int fd, uint request, in T argument) where T : unmanaged { fixed (T* p = &argument) return ioctl(fd, request, p); }
        static void M(int fd) { var s = new dma_buf_sync { flags = 1 }; _ = GenericIoctl(fd, DMA_BUF_IOCTL_SYNC, in s); }
        """)]
    [InlineData("static void M(int fd) { var s = new dma_buf_sync { flags = 1 }; _ = RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref s); }")]
    [InlineData("static void M(int fd) { var i = vfio_region_info.Create(); _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &i); }")]
    public Task CorrectCode_InMembers_Silent(string code) => Verify.Members(code);
}
