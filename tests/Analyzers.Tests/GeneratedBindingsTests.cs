// Each rule once over what the generator really makes of linux/vfio.h, linux/dma-buf.h and kernel/dma-buf.h.
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers.Rules;
using UapiGen.Analyzers.Tests.Verification;
using UapiGen.CodeFixes.Rules;
using Xunit;

namespace UapiGen.Analyzers.Tests;

public sealed class GeneratedBindingsTests
{
    [Fact]
    public Task Vfio_ReservedOfTphSet_Triggers() => Verify<ReservedFieldSetAnalyzer, ReservedFieldSetFix>(
        "var tph = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd, steering_tag = 0xF0, ph = 2, [|reserved = 1|] };",
        "var tph = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd, steering_tag = 0xF0, ph = 2 };");

    [Fact]
    public Task Vfio_ReservedUntouched_Silent() => Verify<ReservedFieldSetAnalyzer, ReservedFieldSetFix>(
        "var info = vfio_region_info.Create(); info.index = VFIO_PCI_BAR0_REGION_INDEX; info.flags = 0;");

    [Fact]
    public Task DmaBufOps_WidthOfTwelve_Triggers() => Verify<SteeringTagWidthAnalyzer, SteeringTagWidthFix>(
        "ushort tag; byte ph; return ops->get_tph(buf, &tag, &ph, [|12|]);",
        "ushort tag; byte ph; return ops->get_tph(buf, &tag, &ph, 16);");

    [Fact]
    public Task DmaBufOps_TagCut_Triggers() => Verify<SteeringTagWidthAnalyzer, SteeringTagWidthFix>(
        "ushort tag; byte ph; if (ops->get_tph(buf, &tag, &ph, 16) < 0) { return 0; } return [|(byte)tag|];",
        "ushort tag; byte ph; if (ops->get_tph(buf, &tag, &ph, 16) < 0) { return 0; } return checked((byte)tag);");

    [Fact]
    public Task Vfio_TagCut_Triggers() => Verify<SteeringTagWidthAnalyzer, SteeringTagWidthFix>(
        "vfio_device_feature_dma_buf_tph tph = default; return [|(byte)tph.steering_tag|];");

    [Fact]
    public Task DmaBufOps_ResultDropped_Triggers() => Verify<ResultUncheckedAnalyzer, ResultUncheckedFix>(
        "ushort tag; byte ph; [|ops->get_tph(buf, &tag, &ph, 16)|];");

    [Fact]
    public Task DmaBufOps_TagReadBeforeTest_Triggers() => Verify<ResultUncheckedAnalyzer, ResultUncheckedFix>(
        "ushort tag; byte ph; int r = ops->get_tph(buf, &tag, &ph, 16); fd = [|tag|]; return r;");

    [Fact]
    public Task Vfio_AnswerReadBeforeTest_Triggers() => Verify<ResultUncheckedAnalyzer, ResultUncheckedFix>(
        """
        var info = vfio_region_info.Create();
        int r = ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info);
        ulong size = [|info.size|];
        return r < 0 ? r : (int)(size + info.argsz);
        """);

    [Fact]
    public Task DmaBufOps_UsedAsMeant_Silent() => Verify<ResultUncheckedAnalyzer, ResultUncheckedFix>(
        "ushort tag; byte ph; if (ops->get_tph(buf, &tag, &ph, 8) == 0) { return tag; } return 0;");

    private static Task Verify<TAnalyzer, TCodeFix>(string statements, string? fixedStatements = null)
        where TAnalyzer : Rule, new()
        where TCodeFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<TAnalyzer, TCodeFix>
        {
            TestCode = InMethod(statements),
            FixedCode = fixedStatements is null ? null : InMethod(fixedStatements),
        };
        test.TestState.Sources.AddRange(GeneratedBindings.Sources);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string InMethod(string statements) => $$"""
        static unsafe class Test
        {
            [DllImport("libc", SetLastError = true)]
            private static extern int ioctl(int fd, nuint request, void* argument);

            static int Method(int fd, dma_buf* buf, dma_buf_ops* ops)
            {
                {{statements}}
        #pragma warning disable CS0162
                return 0;
            }
        }
        """;
}
