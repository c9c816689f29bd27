using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.StructNotBlittableAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class StructNotBlittableTests
{
    [Theory]
    [InlineData("""
        struct Flagged { public uint size; public bool set; } struct Wrapped { public uint size; public Flagged inner; } [StructLayout(LayoutKind.Auto)] struct Loose { public uint a; public ulong b; } struct Plain { public uint size; public uint flags; }
        [StructLayout(LayoutKind.Explicit)] struct Letters { [FieldOffset(0)] public char c; }
        static void M(int fd) { Flagged x = default; _ = ioctl(fd, VFIO_DEVICE_GET_INFO, [|&x|]); }
        """)]
    [InlineData("""
        struct Flagged { public uint size; public bool set; } struct Wrapped { public uint size; public Flagged inner; } [StructLayout(LayoutKind.Auto)] struct Loose { public uint a; public ulong b; } struct Plain { public uint size; public uint flags; }
        [StructLayout(LayoutKind.Explicit)] struct Letters { [FieldOffset(0)] public char c; }
        static void M(int fd) { Wrapped x = default; _ = ioctl(fd, VFIO_DEVICE_GET_INFO, [|&x|]); }
        """)]
    [InlineData("""
        struct Flagged { public uint size; public bool set; } struct Wrapped { public uint size; public Flagged inner; } [StructLayout(LayoutKind.Auto)] struct Loose { public uint a; public ulong b; } struct Plain { public uint size; public uint flags; }
        [StructLayout(LayoutKind.Explicit)] struct Letters { [FieldOffset(0)] public char c; }
        static void M(int fd) { Loose x = default; var p = &x; _ = ioctl(fd, VFIO_DEVICE_GET_INFO, [|p|]); }
        """)]
    [InlineData("""
        struct Flagged { public uint size; public bool set; } struct Wrapped { public uint size; public Flagged inner; } [StructLayout(LayoutKind.Auto)] struct Loose { public uint a; public ulong b; } struct Plain { public uint size; public uint flags; }
        [StructLayout(LayoutKind.Explicit)] struct Letters { [FieldOffset(0)] public char c; }
        static void M(int fd) { Letters x = default; _ = RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, [|&x|]); }
        """)]
    public Task Misuse_InMembers_Triggers(string code) => Verify.Members(code);

    [Theory]
    [InlineData("""
        struct Flagged { public uint size; public bool set; } struct Wrapped { public uint size; public Flagged inner; } [StructLayout(LayoutKind.Auto)] struct Loose { public uint a; public ulong b; } struct Plain { public uint size; public uint flags; }
        [StructLayout(LayoutKind.Explicit)] struct Letters { [FieldOffset(0)] public char c; }
        static void M(int fd) { Plain x = default; _ = ioctl(fd, VFIO_DEVICE_GET_INFO, &x); }
        """)]
    [InlineData("""
        struct Flagged { public uint size; public bool set; } struct Wrapped { public uint size; public Flagged inner; } [StructLayout(LayoutKind.Auto)] struct Loose { public uint a; public ulong b; } struct Plain { public uint size; public uint flags; }
        [StructLayout(LayoutKind.Explicit)] struct Letters { [FieldOffset(0)] public char c; }
        static void M(int fd) { var x = vfio_device_info.Create(); _ = ioctl(fd, VFIO_DEVICE_GET_INFO, &x); }
        """)]
    [InlineData("""
        struct Flagged { public uint size; public bool set; } struct Wrapped { public uint size; public Flagged inner; } [StructLayout(LayoutKind.Auto)] struct Loose { public uint a; public ulong b; } struct Plain { public uint size; public uint flags; }
        [StructLayout(LayoutKind.Explicit)] struct Letters { [FieldOffset(0)] public char c; }
        static void M(int fd) { Flagged x = default; Log(x.ToString()); }
        """)]
    [InlineData("""
        struct Flagged { public uint size; public bool set; } struct Wrapped { public uint size; public Flagged inner; } [StructLayout(LayoutKind.Auto)] struct Loose { public uint a; public ulong b; } struct Plain { public uint size; public uint flags; }
        [StructLayout(LayoutKind.Explicit)] struct Letters { [FieldOffset(0)] public char c; }
        static void M(int fd) { ulong* x = stackalloc ulong[4]; _ = ioctl(fd, VFIO_DEVICE_GET_INFO, x); }
        """)]
    public Task CorrectCode_InMembers_Silent(string code) => Verify.Members(code);
}
