// Fixes among statements: single ones, else-if, loops.
using System.Threading.Tasks;
using UapiGen.Analyzers.Rules;
using UapiGen.Analyzers.Tests.Verification;
using UapiGen.CodeFixes.Rules;
using Xunit;


namespace UapiGen.Analyzers.Tests.CodeFixes;

public sealed class StatementPlacesTests
{
    [Theory]
    [InlineData("""
        vfio_region_info info = default;
        if (condition)
            // asks
            Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|])); // now
        else Log("no");
        """, """
        vfio_region_info info = default;
        if (condition)
        {
            info.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
            // asks
            Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info)); // now
        }
        else Log("no");
        """)]
    [InlineData("""
        vfio_region_info info = default;
        if (condition)
        {
            return;
        }
        else if (ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]) < 0)
        {
            throw new Win32Exception();
        }
        """, """
        vfio_region_info info = default;
        if (condition)
        {
            return;
        }
        else
        {
            info.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
            if (ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info) < 0)
            {
                throw new Win32Exception();
            }
        }
        """)]
    [InlineData("""
        for (var info = default(vfio_region_info); ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]) < 0;)
        {
        }
        """, """
        for (var info = default(vfio_region_info); ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]) < 0;)
        {
        }
        """)]
    [InlineData("""
        var info = new vfio_region_info { argsz = 32, index = 1 };
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));
        info = default;
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]));
        info = new() { index = 2 };
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]));
        """, """
        var info = new vfio_region_info { argsz = 32, index = 1 };
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));
        info = default;
        info.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));
        info = new() { argsz = (uint)Unsafe.SizeOf<vfio_region_info>(), index = 2 };
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));
        """)]
    [InlineData("""
        vfio_region_info info;
        if (condition)
        {
            info = new vfio_region_info { index = 1 };
        }
        else
        {
            info = new vfio_region_info { index = 2 };
        }
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]));
        """, """
        vfio_region_info info;
        if (condition)
        {
            info = new vfio_region_info { index = 1 };
        }
        else
        {
            info = new vfio_region_info { index = 2 };
        }
        info.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));
        """)]
    public Task SelfSizeUnset(string before, string after) => KernelTest<SelfSizeUnsetAnalyzer, SelfSizeUnsetFix>.Body(before, after);

    [Theory]
    [InlineData("""
        var attach = vfio_device_attach_iommufd_pt.Create();
        lock (device) attach.pasid = [|7|];
        _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &attach);
        """, """
        var attach = vfio_device_attach_iommufd_pt.Create();
        lock (device)
        {
            attach.flags |= VFIO_DEVICE_ATTACH_PASID;
            attach.pasid = 7;
        }
        _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &attach);
        """)]
    public Task FieldNotAnnounced(string before, string after) => KernelTest<FieldNotAnnouncedAnalyzer, FieldNotAnnouncedFix>.Body(before, after);

    [Theory]
    [InlineData("""
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        if (condition)
            Check(1);
        else if ([|ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync)|] < 0)
            return;
        """, """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        if (condition)
            Check(1);
        else
        {
            int result;
            do
            {
                result = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);
            }
            while (result < 0 && Marshal.GetLastPInvokeError() is 4 /* EINTR */ or 11 /* EAGAIN */);
            if (result < 0)
                return;
        }
        """)]
    public Task InterruptNotRetried(string before, string after) => KernelTest<InterruptNotRetriedAnalyzer, InterruptNotRetriedFix>.Body(before, after);
}
