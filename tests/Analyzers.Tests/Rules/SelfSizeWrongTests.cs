using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.SelfSizeWrongAnalyzer, UapiGen.CodeFixes.Rules.SelfSizeWrongFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class SelfSizeWrongTests
{
    [Theory]
    [InlineData("var info = new vfio_region_info { argsz = [|8|], index = 1 }; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);")]
    [InlineData("vfio_region_info info = default; info.argsz = [|(uint)sizeof(vfio_region_info*)|]; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);")]
    [InlineData("var info = new vfio_device_info { argsz = [|(uint)sizeof(vfio_group_status)|] }; _ = ioctl(fd, VFIO_DEVICE_GET_INFO, &info);")]
    [InlineData("uint size = 4; var info = vfio_device_info.Create(); info.argsz = [|size|]; _ = ioctl(fd, VFIO_DEVICE_GET_INFO, &info);")]
    [InlineData("var info = vfio_device_info.Create() with { argsz = [|(uint)nint.Size|] }; _ = ioctl(fd, VFIO_DEVICE_GET_INFO, &info);")]
    [InlineData("var head = new vfio_device_feature { argsz = [|(uint)sizeof(uint)|] }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var reset = new vfio_pci_hot_reset { argsz = [|(uint)sizeof(vfio_pci_hot_reset)|], count = 2 }; Log(reset.ToString());")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var info = new vfio_region_info { argsz = (uint)sizeof(vfio_region_info) }; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);")]
    [InlineData("var info = new vfio_region_info { argsz = 4096 }; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);")]
    [InlineData("var info = vfio_region_info.Create(); info.argsz = (uint)number; _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);")]
    [InlineData("var head = new vfio_device_feature { argsz = (uint)(sizeof(vfio_device_feature) + sizeof(vfio_device_feature_migration)) }; _ = ioctl(fd, VFIO_DEVICE_FEATURE, &head);")]
    [InlineData("var reset = new vfio_pci_hot_reset { argsz = (uint)vfio_pci_hot_reset.group_fds_SizeWith(2), count = 2 }; Log(reset.ToString());")]
    [InlineData("uint size = 4; size += 400; var info = vfio_device_info.Create(); info.argsz = size; _ = ioctl(fd, VFIO_DEVICE_GET_INFO, &info);")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        var info = new vfio_region_info { argsz = [|8|] /* bytes */, index = 1 };
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);
        """, """
        var info = new vfio_region_info { argsz = (uint)Unsafe.SizeOf<vfio_region_info>() /* bytes */, index = 1 };
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        var a = new vfio_region_info { argsz = [|8|] };
        var b = new vfio_device_info { argsz = [|(uint)nint.Size|] };
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &a) + ioctl(fd, VFIO_DEVICE_GET_INFO, &b);
        """,
        """
        var a = new vfio_region_info { argsz = (uint)Unsafe.SizeOf<vfio_region_info>() };
        var b = new vfio_device_info { argsz = (uint)Unsafe.SizeOf<vfio_device_info>() };
        _ = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &a) + ioctl(fd, VFIO_DEVICE_GET_INFO, &b);
        """);
}
