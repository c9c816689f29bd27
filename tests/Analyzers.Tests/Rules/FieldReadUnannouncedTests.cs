using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.FieldReadUnannouncedAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class FieldReadUnannouncedTests
{
    [Theory]
    [InlineData("var info = vfio_region_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info)); Log([|info.cap_offset|].ToString());")]
    [InlineData("var info = vfio_region_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info)); uint next = [|info.cap_offset|]; Log(next.ToString());")]
    [InlineData("var info = vfio_device_info.Create(); if (ioctl(fd, VFIO_DEVICE_GET_INFO, &info) == 0) Log([|info.cap_offset|].ToString());")]
    [InlineData("byte* memory = stackalloc byte[256]; var info = (vfio_region_info*)memory; info->argsz = 256; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info)); byte* next = memory + [|info->cap_offset|]; Log(((nint)next).ToString());")]
    [InlineData("static uint Offset(in vfio_region_info info) => [|info.cap_offset|]; var info = vfio_region_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info)); Log(Offset(in info).ToString());")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var info = vfio_region_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info)); if ((info.flags & VFIO_REGION_INFO_FLAG_CAPS) != 0) Log(info.cap_offset.ToString());")]
    [InlineData("var info = vfio_region_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info)); if (info.cap_offset == 0) return; Log(info.cap_offset.ToString());")]
    [InlineData("""
        var info = vfio_region_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info)); uint flags = info.flags; bool has = (flags & VFIO_REGION_INFO_FLAG_CAPS) != 0; Log(has ? info.cap_offset.ToString() : "");
        """)]
    [InlineData("var info = vfio_region_info.Create(); Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info)); if (!Has(in info)) return; Log(info.cap_offset.ToString()); static bool Has(in vfio_region_info info) => info.size != 0;")]
    [InlineData("static uint Offset(in vfio_region_info info) => info.cap_offset;")]
    [InlineData("var info = vfio_region_info.Create(); info.cap_offset = 0; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info)); Log(info.size.ToString());")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
