using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.SizeUnderflowsAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class SizeUnderflowsTests
{
    [Theory]
    [InlineData("var info = vfio_device_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_INFO, &info)); Log(([|info.argsz - 24|]).ToString());")]
    [InlineData("var info = vfio_device_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_INFO, &info)); uint size = info.argsz; uint room = [|size - (uint)sizeof(vfio_device_info)|]; Log(room.ToString());")]
    [InlineData("var info = vfio_device_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_INFO, &info)); byte[] rest = new byte[[|info.argsz - 20u|]]; Log(rest.ToString()!);")]
    [InlineData("static ulong Rest(vfio_region_info* info) => [|info->argsz - (ulong)sizeof(vfio_region_info)|]; var own = vfio_region_info.Create(); Log(Rest(&own).ToString());")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var info = vfio_device_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_INFO, &info)); if (info.argsz > 24) Log((info.argsz - 24).ToString());")]
    [InlineData("var info = vfio_device_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_INFO, &info)); Log(checked(info.argsz - 24).ToString());")]
    [InlineData("var info = vfio_device_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_INFO, &info)); Log((Math.Max(info.argsz, 24u) - 24).ToString()); uint most = Math.Max(24u, info.argsz); Log((most - 24).ToString());")]
    [InlineData("var info = vfio_device_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_INFO, &info)); Log(((long)info.argsz - 24).ToString());")]
    [InlineData("var info = vfio_device_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_INFO, &info)); ArgumentOutOfRangeException.ThrowIfLessThan(info.argsz, 24u); Log((info.argsz - 24).ToString());")]
    [InlineData("var head = new vfio_device_feature { argsz = (uint)number }; Log((head.argsz - 8).ToString());")]
    [InlineData("var info = vfio_device_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_INFO, &info)); uint size = info.argsz; if (size is < 24) return; Log((size - 24).ToString());")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
