using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.ZeroFlagTestedAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

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
}
