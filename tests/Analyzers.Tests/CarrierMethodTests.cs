// Methods of a program's own that hand a request on, known by their text: what goes in without its size is found behind them, and behind others it is not.
using System.Threading.Tasks;
using UapiGen.Analyzers.Rules;
using UapiGen.Analyzers.Tests.Verification;
using UapiGen.CodeFixes.Rules;
using Xunit;

namespace UapiGen.Analyzers.Tests;

public sealed class CarrierMethodTests
{
    [Theory]
    [InlineData("static int Call(int fd, uint request, void* argument) => ioctl(fd, request, argument);", "Call(fd, VFIO_DEVICE_GET_INFO, [|&info|])")]
    [InlineData("static int Call(int fd, uint request, void* argument) { int r; do r = ioctl(fd, request, argument); while (r < 0 && Marshal.GetLastPInvokeError() == EINTR); return r; }", "Call(fd, VFIO_DEVICE_GET_INFO, [|&info|])")]
    [InlineData("static int Call(int fd, uint request, nint argument) => argument == 0 ? -1 : ioctl(fd, (nuint)request, (void*)argument);", "Call(fd, VFIO_DEVICE_GET_INFO, [|(nint)(&info)|])")]
    [InlineData("static int Call<T>(int fd, nuint request, ref T argument) where T : unmanaged { fixed (T* p = &argument) return ioctl(fd, request, p); }", "Call(fd, VFIO_DEVICE_GET_INFO, ref [|info|])")]
    [InlineData("static int Call<T>(int fd, ulong request, ref T argument) where T : unmanaged => ioctl(fd, (nuint)request, Unsafe.AsPointer(ref argument));", "Call(fd, VFIO_DEVICE_GET_INFO, ref [|info|])")]
    [InlineData("static void Must<T>(int fd, uint request, ref T argument) where T : unmanaged { fixed (T* p = &argument) { Check(Again(fd, request, p)); } }\nstatic int Again(int fd, uint request, void* memory) => ioctl(fd, request, memory);", "Must(fd, VFIO_DEVICE_GET_INFO, ref [|info|])")]
    [InlineData("static int Send(int fd, nuint request, vfio_device_info* info) => ioctl(fd, request, info);", "Send(fd, VFIO_DEVICE_GET_INFO, [|&info|])")]
    [InlineData("static int Describe(int fd, void* info) => ioctl(fd, VFIO_DEVICE_GET_INFO, info);", "Describe(fd, [|&info|])")]
    [InlineData("static int Describe(int fd, ref vfio_device_info info) { fixed (vfio_device_info* p = &info) return ioctl(fd, Demo.Uapi.VFIO_DEVICE_GET_INFO, p); }", "Describe(fd, ref [|info|])")]
    [InlineData("static delegate* unmanaged<int, nuint, void*, int> s_ioctl;\nstatic int Call(int fd, nuint request, void* argument) => s_ioctl(fd, request, argument);", "Call(fd, VFIO_DEVICE_GET_INFO, [|&info|])")]
    [InlineData("static int Call(int fd, uint request, nint argument) => ioctl(fd, (nuint)request, (void*)argument);", "Call(fd, VFIO_DEVICE_GET_INFO, [|new IntPtr(&info)|])")]
    [InlineData("static int Call(int fd, uint request, void* argument) => ioctl(fd, request, argument);", "Call(fd, VFIO_DEVICE_GET_INFO, [|Unsafe.AsPointer(ref info)|])")]
    public Task Method_ThatHandsOn_Carries(string method, string call) => SelfSize(method, call);

    [Theory]
    [InlineData("static int Call<T>(int fd, uint request, ref T argument) where T : unmanaged { Unsafe.As<T, uint>(ref argument) = (uint)sizeof(T); fixed (T* p = &argument) return ioctl(fd, request, p); }", "Call(fd, VFIO_DEVICE_GET_INFO, ref info)")]
    [InlineData("static int Call(int fd, uint request, void* argument, int size) { *(int*)argument = size; return ioctl(fd, request, argument); }", "Call(fd, VFIO_DEVICE_GET_INFO, &info, 24)")]
    [InlineData("static int Call(int fd, uint request, uint* argument) { argument[0] = 24; return ioctl(fd, request, argument); }", "Call(fd, VFIO_DEVICE_GET_INFO, (uint*)&info)")]
    [InlineData("static int Call(int fd, uint request, void* argument) { var size = (uint*)argument; *size = 24; return ioctl(fd, request, argument); }", "Call(fd, VFIO_DEVICE_GET_INFO, &info)")]
    [InlineData("static void Prepare(void* memory) => *(uint*)memory = 24;\nstatic int Call(int fd, uint request, void* argument) { Prepare(argument); return ioctl(fd, request, argument); }", "Call(fd, VFIO_DEVICE_GET_INFO, &info)")]
    [InlineData("static int Describe(int fd, ref vfio_device_info info) { info.argsz = 24; fixed (vfio_device_info* p = &info) return ioctl(fd, VFIO_DEVICE_GET_INFO, p); }", "Describe(fd, ref info)")]
    [InlineData("static int Both(int fd, void* info) => ioctl(fd, VFIO_DEVICE_GET_INFO, info) + ioctl(fd, VFIO_DEVICE_RESET, info);", "Both(fd, &info)")]
    [InlineData("static int Keep(int fd, uint request, void* argument) => 0;", "Keep(fd, VFIO_DEVICE_GET_INFO, &info)")]
    [InlineData("static int Round(int fd, uint request, void* argument) => Other(fd, request, argument);\nstatic int Other(int fd, uint request, void* argument) => Round(fd, request, argument);", "Round(fd, VFIO_DEVICE_GET_INFO, &info)")]
    public Task Method_ThatLooksOrDoesNotHandOn_DoesNot(string method, string call) => SelfSize(method, call);

    [Theory]
    [InlineData("interface IKernel { int Call<T>(int fd, nuint request, ref T argument) where T : unmanaged; }\nsealed class Real : IKernel { public int Call<T>(int fd, nuint request, ref T argument) where T : unmanaged { fixed (T* p = &argument) return ioctl(fd, request, p); } }")]
    [InlineData("abstract class IKernel { public abstract int Call<T>(int fd, nuint request, ref T argument) where T : unmanaged; }\nsealed class Real : IKernel { public override int Call<T>(int fd, nuint request, ref T argument) { fixed (T* p = &argument) return ioctl(fd, request, p); } }")]
    public Task Interface_ThatACarrierImplements_Carries(string types) => KernelTest<SelfSizeUnsetAnalyzer, SelfSizeUnsetFix>.Members(
        types + "\nstatic int Method(IKernel kernel, int fd) { var info = new vfio_device_info(); return kernel.Call(fd, VFIO_DEVICE_GET_INFO, ref [|info|]); }");

    [Fact]
    public Task Extension_ThatHandsOn_Carries() => KernelTest<SelfSizeUnsetAnalyzer, SelfSizeUnsetFix>.File("""
        static unsafe class Extensions
        {
            public static int Call<T>(this SafeHandle handle, nuint request, ref T argument) where T : unmanaged
            {
                fixed (T* p = &argument) return ioctl((int)handle.DangerousGetHandle(), request, p);
            }

            static int Method(SafeHandle handle) { vfio_device_info info = default; return handle.Call(VFIO_DEVICE_GET_INFO, ref [|info|]); }
        }
        """);

    [Theory]
    [InlineData("byte* memory = stackalloc byte[16]; var head = (vfio_device_feature*)memory; head->argsz = 16; head->flags = [|VFIO_DEVICE_FEATURE_MIGRATION|]; return ioctl(fd, VFIO_DEVICE_FEATURE, memory);")]
    [InlineData("Whole whole = default; whole.Head.argsz = 16; whole.Head.flags = [|VFIO_DEVICE_FEATURE_MIGRATION|]; return ioctl(fd, VFIO_DEVICE_FEATURE, &whole);")]
    [InlineData("byte* memory = stackalloc byte[16]; ref var head = ref Unsafe.AsRef<vfio_device_feature>(memory); head.argsz = 16; head.flags = [|VFIO_DEVICE_FEATURE_MIGRATION|]; return ioctl(fd, VFIO_DEVICE_FEATURE, memory);")]
    public Task HeadInMemory_WithoutOperation_IsFound(string statements) => KernelTest<FeatureWithoutOperationAnalyzer, NoFix>.Members(
        "struct Whole { public vfio_device_feature Head; public vfio_device_feature_migration Body; }\nstatic int Method(int fd) { " + statements + " }");

    private static Task SelfSize(string method, string call) => KernelTest<SelfSizeUnsetAnalyzer, SelfSizeUnsetFix>.Members(
        $"{method}\nstatic void Method(int fd) {{ var info = new vfio_device_info(); info.flags = 0; {call}; }}");
}
