using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.SelfSizeUnsetAnalyzer, UapiGen.CodeFixes.Rules.SelfSizeUnsetFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class SelfSizeUnsetTests
{
    [Theory]
    [InlineData("vfio_region_info info = default; info.index = 2; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]);")]
    [InlineData("var info = new vfio_region_info { index = 1 }; if (ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]) < 0) return;")]
    [InlineData("vfio_region_info info = new(); vfio_region_info* p = &info; p->index = 1; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|p|]);")]
    [InlineData("var a = new vfio_region_info { index = 1 }; var b = a; b.flags = 0; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&b|]);")]
    [InlineData("vfio_region_info info = default; if (condition) info.argsz = (uint)sizeof(vfio_region_info); _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]);")]
    [InlineData("var head = new vfio_device_feature { flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_LOW_POWER_EXIT }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, [|&head|]);")]
    [InlineData("var info = new vfio_device_info(); do { } while (ioctl(fd, VFIO_DEVICE_GET_INFO, [|&info|]) < 0);")]
    [InlineData("var info = new vfio_device_info(); _ = RetryIoctl(fd, VFIO_DEVICE_GET_INFO, [|&info|]);")]
    [InlineData("nuint request = VFIO_DEVICE_GET_INFO; var info = default(vfio_device_info); _ = ioctl(fd, request, [|&info|]);")]
    [InlineData("var info = default(vfio_device_info); _ = ioctl(fd, Ioctls.VFIO_DEVICE_GET_INFO.Request, [|&info|]);")]
    [InlineData("void Local() { var info = default(vfio_device_info); _ = ioctl(fd, VFIO_DEVICE_GET_INFO, [|&info|]); } Local();")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var info = vfio_region_info.Create(); info.index = 1; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);")]
    [InlineData("var info = new vfio_region_info { argsz = (uint)sizeof(vfio_region_info), index = 1 }; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);")]
    [InlineData("vfio_region_info info = default; info.index = 1; info.argsz = (uint)Unsafe.SizeOf<vfio_region_info>(); _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);")]
    [InlineData("vfio_region_info info = default; ref uint size = ref info.argsz; size = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);")]
    [InlineData("vfio_region_info info; info = vfio_region_info.Create() with { index = 3 }; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);")]
    [InlineData("vfio_region_info info = default; Fill(ref info); _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info); static void Fill(ref vfio_region_info i) => i.argsz = 32;")]
    [InlineData("vfio_region_info info = default; Action fill = () => info.argsz = 32; fill(); fixed (vfio_region_info* p = new[] { info }) _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p);")]
    [InlineData("vfio_region_info info = default; var bytes = new Span<byte>(&info, 32); bytes[0] = 32; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);")]
    [InlineData("vfio_region_info info = default; if (condition) info.argsz = 32; if (condition) _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);")]
    [InlineData("vfio_region_info info = Make(); _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info); static vfio_region_info Make() => new() { argsz = 32 };")]
    [InlineData("dma_buf_sync sync = new() { flags = DMA_BUF_SYNC_READ }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);")]
    [InlineData("for (uint i = 0; i < 9; i++) { var info = vfio_region_info.Create(); info.index = i; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info); }")]
    [InlineData("try { var info = vfio_region_info.Create(); _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info); } catch (Exception) { throw; }")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        var info = new vfio_region_info { index = 1 }; // kept
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]);
        """, """
        var info = new vfio_region_info { argsz = (uint)Unsafe.SizeOf<vfio_region_info>(), index = 1 }; // kept
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);
        """)]
    [InlineData("""
        vfio_region_info info = default;
        info.index = 2;
        // asks
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]);
        """, """
        vfio_region_info info = default;
        info.index = 2;
        info.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
        // asks
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);
        """)]
    [InlineData("""
        var head = new vfio_device_feature { flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF };
        _ = ioctl(fd, VFIO_DEVICE_FEATURE, [|&head|]);
        """, """
        var head = new vfio_device_feature { argsz = (uint)(Unsafe.SizeOf<vfio_device_feature>() + Unsafe.SizeOf<vfio_device_feature_dma_buf>()), flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF };
        _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        var a = new vfio_region_info { index = 1 };
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&a|]);
        var b = new vfio_region_info { };
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&b|]);
        """,
        """
        var a = new vfio_region_info { argsz = (uint)Unsafe.SizeOf<vfio_region_info>(), index = 1 };
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &a);
        var b = new vfio_region_info { argsz = (uint)Unsafe.SizeOf<vfio_region_info>() };
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &b);
        """);
}
