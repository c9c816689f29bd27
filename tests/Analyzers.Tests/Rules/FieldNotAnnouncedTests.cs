using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.FieldNotAnnouncedAnalyzer, UapiGen.CodeFixes.Rules.FieldNotAnnouncedFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class FieldNotAnnouncedTests
{
    [Theory]
    [InlineData("var a = new vfio_device_attach_iommufd_pt { argsz = 16, pt_id = 1, pasid = [|7|] }; _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);")]
    [InlineData("var a = vfio_device_attach_iommufd_pt.Create(); a.pasid = [|7|]; _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);")]
    [InlineData("var a = vfio_device_attach_iommufd_pt.Create(); a.flags = 0; a.pasid = [|7|]; _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);")]
    [InlineData("var a = vfio_device_attach_iommufd_pt.Create(); if (condition) a.pasid = [|(uint)number|]; _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);")]
    [InlineData("uint pasid = 9; var a = vfio_device_attach_iommufd_pt.Create() with { pasid = [|pasid|] }; _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var a = new vfio_device_attach_iommufd_pt { argsz = 16, flags = VFIO_DEVICE_ATTACH_PASID, pasid = 7 }; _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);")]
    [InlineData("var a = vfio_device_attach_iommufd_pt.Create(); a.pasid = (uint)number; if (number != 0) a.flags = VFIO_DEVICE_ATTACH_PASID; _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);")]
    [InlineData("var a = vfio_device_attach_iommufd_pt.Create(); a.flags = (uint)number; a.pasid = (uint)fd; _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);")]
    [InlineData("var a = vfio_device_attach_iommufd_pt.Create(); a.pasid = 0; _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);")]
    [InlineData("var a = vfio_device_attach_iommufd_pt.Create(); a.pasid = 7; a.flags |= VFIO_DEVICE_ATTACH_PASID; _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);")]
    [InlineData("var a = vfio_device_attach_iommufd_pt.Create(); a.pasid = 7; if (condition) a.flags = VFIO_DEVICE_ATTACH_PASID; _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        var a = new vfio_device_attach_iommufd_pt { argsz = 16, pt_id = 1, pasid = [|7|] };
        _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);
        """, """
        var a = new vfio_device_attach_iommufd_pt { argsz = 16, pt_id = 1, flags = VFIO_DEVICE_ATTACH_PASID, pasid = 7 };
        _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);
        """)]
    [InlineData("""
        var a = vfio_device_attach_iommufd_pt.Create();
        a.pasid = [|7|];
        _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);
        """, """
        var a = vfio_device_attach_iommufd_pt.Create();
        a.flags |= VFIO_DEVICE_ATTACH_PASID;
        a.pasid = 7;
        _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        var a = vfio_device_attach_iommufd_pt.Create();
        a.pasid = [|7|];
        _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);
        a = new vfio_device_attach_iommufd_pt { argsz = 16, flags = 0, pasid = [|3|] };
        _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);
        """,
        """
        var a = vfio_device_attach_iommufd_pt.Create();
        a.flags |= VFIO_DEVICE_ATTACH_PASID;
        a.pasid = 7;
        _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);
        a = new vfio_device_attach_iommufd_pt { argsz = 16, flags = 0 | VFIO_DEVICE_ATTACH_PASID, pasid = 3 };
        _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &a);
        """);
}
