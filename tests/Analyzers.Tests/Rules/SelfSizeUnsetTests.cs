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

    [Theory]
    [InlineData("Span<vfio_region_info> s = stackalloc vfio_region_info[1]; s[0].index = 2; fixed (vfio_region_info* p = s) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|p|]));")]
    [InlineData("Span<vfio_region_info> s = new vfio_region_info[1]; s[0].index = 2; fixed (vfio_region_info* p = s) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|p|]));")]
    [InlineData("var a = new vfio_region_info[1]; a[0].index = 2; fixed (vfio_region_info* p = a) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|p|]));")]
    [InlineData("var a = new vfio_region_info[2]; a[0].argsz = 32; fixed (vfio_region_info* p = &a[1]) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|p|]));")]
    [InlineData("vfio_region_info info = default; Span<vfio_region_info> s = MemoryMarshal.CreateSpan(ref info, 1); s[0].index = 2; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]));")]
    [InlineData("vfio_region_info info = default; var s = new Span<vfio_region_info>(ref info); s[0].index = 2; fixed (vfio_region_info* p = s) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|p|]));")]
    [InlineData("vfio_region_info* p = stackalloc vfio_region_info[1]; p[0].index = 2; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|p|]));")]
    [InlineData("Span<vfio_region_info> s = stackalloc vfio_region_info[1]; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|(vfio_region_info*)Unsafe.AsPointer(ref s[0])|]));")]
    [InlineData("var a = new vfio_region_info[1]; a[0].argsz = 32; Array.Resize(ref a, 1); a = new vfio_region_info[1]; fixed (vfio_region_info* p = a) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|p|]));")]
    public Task Misuse_ElementOfSpan_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("Span<vfio_region_info> s = stackalloc vfio_region_info[1]; s[0].argsz = 32; fixed (vfio_region_info* p = s) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p));")]
    [InlineData("Span<vfio_region_info> s = stackalloc vfio_region_info[1]; s[0] = vfio_region_info.Create(); fixed (vfio_region_info* p = s) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p));")]
    [InlineData("Span<vfio_region_info> s = stackalloc vfio_region_info[1]; s.Fill(vfio_region_info.Create()); fixed (vfio_region_info* p = s) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p));")]
    [InlineData("Span<vfio_region_info> s = stackalloc vfio_region_info[1]; Fill(s); fixed (vfio_region_info* p = s) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p)); static void Fill(Span<vfio_region_info> list) => list[0].argsz = 32;")]
    [InlineData("var a = new vfio_region_info[2]; for (int i = 0; i < 2; i++) a[i].argsz = 32; fixed (vfio_region_info* p = a) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p));")]
    [InlineData("var a = new vfio_region_info[2]; foreach (ref var r in a.AsSpan()) r.argsz = 32; fixed (vfio_region_info* p = a) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p));")]
    [InlineData("var a = new vfio_region_info[2]; Array.Fill(a, vfio_region_info.Create()); fixed (vfio_region_info* p = a) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p));")]
    [InlineData("var a = new vfio_region_info[1]; var bytes = MemoryMarshal.AsBytes(a.AsSpan()); bytes[0] = 32; fixed (vfio_region_info* p = a) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p));")]
    [InlineData("var a = new vfio_region_info[] { vfio_region_info.Create() }; fixed (vfio_region_info* p = a) Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p));")]
    [InlineData("vfio_region_info info = default; MemoryMarshal.CreateSpan(ref info, 1)[0].argsz = 32; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));")]
    [InlineData("vfio_region_info info = default; var s = MemoryMarshal.CreateSpan(ref info, 1); s[0].argsz = 32; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));")]
    [InlineData("vfio_region_info info = default; var s = MemoryMarshal.CreateSpan(ref info, 1); foreach (ref var r in s) r.argsz = 32; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));")]
    [InlineData("vfio_region_info info = default; var s = MemoryMarshal.CreateSpan(ref info, 1); var t = MemoryMarshal.AsBytes(s); t[0] = 32; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));")]
    [InlineData("vfio_region_info* p = stackalloc vfio_region_info[2]; vfio_region_info* q = p; for (int i = 0; i < 2; i++, q++) q->argsz = 32; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p));")]
    [InlineData("byte* bytes = stackalloc byte[32]; *(uint*)bytes = 32; var p = (vfio_region_info*)bytes; p->index = 1; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p));")]
    [InlineData("byte* bytes = stackalloc byte[32]; var p = (vfio_region_info*)bytes; p->index = 1; bytes[0] = 32; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p));")]
    [InlineData("byte* bytes = stackalloc byte[32]; var s = new Span<byte>(bytes, 32); s.Slice(0, 1)[0] = 32; var p = (vfio_region_info*)bytes; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p));")]
    [InlineData("byte* bytes = stackalloc byte[32]; new Span<byte>(bytes, 32)[..4].Fill(32); var p = (vfio_region_info*)bytes; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p));")]
    [InlineData("byte* bytes = stackalloc byte[32]; BitConverter.TryWriteBytes(new Span<byte>(bytes, 32), 32); var p = (vfio_region_info*)bytes; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, p));")]
    public Task CorrectCode_ElementOfSpan_Silent(string code) => Verify.Body(code);
}
