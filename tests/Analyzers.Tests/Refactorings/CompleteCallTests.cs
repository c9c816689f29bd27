using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.RefactoringTest<UapiGen.CodeFixes.Refactorings.CompleteCallRefactoring>;

namespace UapiGen.Analyzers.Tests.Refactorings;

public sealed class CompleteCallTests
{
    [Theory]
    [InlineData("create", """
        var info = [|new vfio_region_info()|]; // BAR 0
        Log(info.ToString());
        """, """
        var info = vfio_region_info.Create(); // BAR 0
        Log(info.ToString());
        """)]
    [InlineData("size", """
        var info = [|new vfio_region_info { index = 2 }|];
        Log(info.ToString());
        """, """
        var info = new vfio_region_info { argsz = (uint)Unsafe.SizeOf<vfio_region_info>(), index = 2 };
        Log(info.ToString());
        """)]
    [InlineData("probe:VFIO_DEVICE_FEATURE_DMA_BUF_TPH", """
        var head = [|new vfio_device_feature { flags = VFIO_DEVICE_FEATURE_DMA_BUF_TPH }|];
        Check(ioctl(fd, VFIO_DEVICE_FEATURE, &head));
        """, """
        var head = new vfio_device_feature { argsz = (uint)Unsafe.SizeOf<vfio_device_feature>(), flags = VFIO_DEVICE_FEATURE_PROBE | VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH };
        Check(ioctl(fd, VFIO_DEVICE_FEATURE, &head));
        """)]
    [InlineData("set:VFIO_DEVICE_FEATURE_LOW_POWER_EXIT", """
        var head = [|new vfio_device_feature { }|];
        Check(ioctl(fd, VFIO_DEVICE_FEATURE, &head));
        """, """
        var head = new vfio_device_feature { argsz = (uint)Unsafe.SizeOf<vfio_device_feature>(), flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_LOW_POWER_EXIT };
        Check(ioctl(fd, VFIO_DEVICE_FEATURE, &head));
        """)]
    [InlineData("set:VFIO_DEVICE_FEATURE_DMA_BUF_TPH", """
        // Hints.
        var head = [|new vfio_device_feature { flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH }|]; // set
        head.argsz += 0;
        Check(ioctl(fd, VFIO_DEVICE_FEATURE, &head));
        """, """
        // Hints.
        ulong* memory = stackalloc ulong[2];
        var head = (vfio_device_feature*)memory;
        *head = new vfio_device_feature { argsz = (uint)(Unsafe.SizeOf<vfio_device_feature>() + Unsafe.SizeOf<vfio_device_feature_dma_buf_tph>()), flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH };
        var payload = (vfio_device_feature_dma_buf_tph*)(memory + 1);
        *payload = new vfio_device_feature_dma_buf_tph(); // set
        head->argsz += 0;
        Check(ioctl(fd, VFIO_DEVICE_FEATURE, head));
        """)]
    [InlineData("get:VFIO_DEVICE_FEATURE_DMA_BUF", """
        var head = [|new vfio_device_feature { flags = VFIO_DEVICE_FEATURE_DMA_BUF }|];
        Log(ioctl(fd, VFIO_DEVICE_FEATURE, &head).ToString());
        """, """
        ulong* memory = stackalloc ulong[5];
        var head = (vfio_device_feature*)memory;
        *head = new vfio_device_feature { argsz = (uint)(Unsafe.SizeOf<vfio_device_feature>() + vfio_device_feature_dma_buf.dma_ranges_SizeWith(1)), flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF };
        var payload = (vfio_device_feature_dma_buf*)(memory + 1);
        *payload = new vfio_device_feature_dma_buf { nr_ranges = 1 };
        Log(ioctl(fd, VFIO_DEVICE_FEATURE, head).ToString());
        """)]
    public Task Offer_InBody_Rewrites(string key, string before, string after) => Verify.Body("CompleteCall:" + key, before, after);

    [Theory]
    [InlineData("var info = [|new vfio_region_info { argsz = 32, index = 2 }|]; Log(info.ToString());")]
    [InlineData("var sync = [|new dma_buf_sync { flags = DMA_BUF_SYNC_READ }|]; Log(sync.ToString());")]
    [InlineData("var head = [|new vfio_device_feature { argsz = 8, flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_LOW_POWER_EXIT }|]; Log(head.ToString());")]
    [InlineData("var list = [|new List<int> { 1 }|]; Log(list.Count.ToString());")]
    [InlineData("var info = vfio_region_info.Create(); [|Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));|]")]
    public Task OtherCode_InBody_Silent(string code) => Verify.Silent(code);

    [Theory]
    [InlineData("argument", "[|ioctl(fd, VFIO_DEVICE_GET_REGION_INFO)|];", "var info = vfio_region_info.Create();\nioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);")]
    [InlineData("argument", "int info = 1;\nCheck([|RefIoctl(fd, DMA_BUF_IOCTL_SYNC)|] + info);", "int info = 1;\nvar sync = new dma_buf_sync();\nCheck(RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref sync) + info);")]
    public Task Offer_HalfWrittenCall_PassesItsStructure(string key, string before, string after) => Verify.Body("CompleteCall:" + key, before, after, isBroken: true);
}
