using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.ZeroFlagTestedAnalyzer, UapiGen.CodeFixes.Rules.ZeroFlagTestedFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class ZeroFlagTestedTests
{
    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; if (([|sync.flags & DMA_BUF_SYNC_START|]) != 0) return;")]
    [InlineData("bool starts = ([|(uint)number & DMA_BUF_SYNC_START|]) == DMA_BUF_SYNC_START; Log(starts.ToString());")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; var masked = [|(ulong)DMA_BUF_SYNC_START & sync.flags|]; Log(masked.ToString());")]
    [InlineData("if (([|number & VFIO_DEVICE_FEATURE_CLEAR_MASTER|]) == 1) return;")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; if ((sync.flags & DMA_BUF_SYNC_END) == 0) return;")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; sync.flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE; Log(sync.flags.ToString());")]
    [InlineData("const int Mine = 0; if ((number & Mine) != 0) return;")]
    [InlineData("if (number == DMA_BUF_SYNC_START) return;")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; if (([|sync.flags & DMA_BUF_SYNC_START|]) != 0 /* begins */) return;", "var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; if ((sync.flags & DMA_BUF_SYNC_END) == 0 /* begins */) return;")]
    [InlineData("static bool Starts(in dma_buf_sync sync) => ([|sync.flags & DMA_BUF_SYNC_START|]) == DMA_BUF_SYNC_START; Log(Starts(default).ToString());", "static bool Starts(in dma_buf_sync sync) => (sync.flags & DMA_BUF_SYNC_END) == 0; Log(Starts(default).ToString());")]
    [InlineData("if (([|number & VFIO_DEVICE_FEATURE_CLEAR_MASTER|]) == 1) return;", "if (([|number & VFIO_DEVICE_FEATURE_CLEAR_MASTER|]) == 1) return;")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        "dma_buf_sync a = default; bool both = ([|a.flags & DMA_BUF_SYNC_START|]) != 0 && ([|DMA_BUF_SYNC_START & a.flags|]) != 0; Log(both.ToString());",
        "dma_buf_sync a = default; bool both = (a.flags & DMA_BUF_SYNC_END) == 0 && (a.flags & DMA_BUF_SYNC_END) == 0; Log(both.ToString());");

    [Theory]
    [InlineData("static bool IsStart(ulong flags) => ([|flags & DMA_BUF_SYNC_START|]) != 0; static int Count(ulong flags) => IsStart(flags) ? 1 : 0;")]
    public Task Misuse_ThroughHelper_Triggers(string members) => Verify.Members(members);

    [Theory]
    [InlineData("static bool IsStart(ulong flags) => (flags & DMA_BUF_SYNC_END) == 0; static int Count(ulong flags) => IsStart(flags) ? 1 : 0;")]
    public Task CorrectCode_ThroughHelper_Silent(string members) => Verify.Members(members);
}
