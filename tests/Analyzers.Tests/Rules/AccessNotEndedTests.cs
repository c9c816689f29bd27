using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.AccessNotEndedAnalyzer, UapiGen.CodeFixes.Rules.AccessNotEndedFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class AccessNotEndedTests
{
    [Theory]
    [InlineData("var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE }; Check([|RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)|]); if (condition) return; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));")]
    [InlineData("var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE }; Check([|RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)|]); if (number > 3) throw new InvalidOperationException(); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));")]
    [InlineData("var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE }; Check([|RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)|]); if (condition) { Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end)); }")]
    [InlineData("""
        var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE }; Check([|RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)|]); Log("written");
        """)]
    [InlineData("var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE }; if ([|RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)|] < 0) return; if (condition) return; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));")]
    [InlineData("dma_buf_sync sync = default; sync.flags = DMA_BUF_SYNC_WRITE; Check([|RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync)|]); if (condition) return; sync.flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync));")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); Log("written"); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));
        """)]
    [InlineData("""
        var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); try { if (condition) return; Log("written"); } finally { Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end)); }
        """)]
    [InlineData("var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); try { if (condition) throw new InvalidOperationException(); } finally { _ = RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end); }")]
    [InlineData("""
        var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE }; if (RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin) < 0) return; Log("written"); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));
        """)]
    [InlineData("var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE }; int r = RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin); if (r != 0) throw new Win32Exception(); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));")]
    [InlineData("var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); if (condition) { Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end)); return; } Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));")]
    [InlineData("var begin = new dma_buf_sync { flags = (ulong)number }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin));")]
    [InlineData("""
        var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }; var end = new dma_buf_sync { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE }; while (condition) { Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); Log("x"); Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end)); }
        """)]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("static void BeginAccess(int fd) { var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); }")]
    [InlineData("sealed class Scope : IDisposable { readonly int _fd; public Scope(int fd) { _fd = fd; var s = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE }; Check(RetryIoctl(_fd, DMA_BUF_IOCTL_SYNC, &s)); } public void Dispose() { var s = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE | DMA_BUF_SYNC_END }; Check(RetryIoctl(_fd, DMA_BUF_IOCTL_SYNC, &s)); } }")]
    [InlineData("static void BeginAccess(int fd) { Now(fd); static void Now(int fd) { var begin = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE }; Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &begin)); } }")]
    public Task CorrectCode_InMembers_Silent(string code) => Verify.Members(code);

    [Theory]
    [InlineData("""
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        Check([|RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync)|]);

        // The picture.
        if (condition)
        {
            return;
        }
        Log("written"); // all
        sync.flags |= DMA_BUF_SYNC_END;
        Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync));
        Log("done");
        """, """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync));
        try
        {
            // The picture.
            if (condition)
            {
                return;
            }
            Log("written"); // all
        }
        finally
        {
            sync.flags |= DMA_BUF_SYNC_END;
            Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync));
        }
        Log("done");
        """)]
    [InlineData("""
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        Check([|RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync)|]);
        Log("written");
        """, """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        Check([|RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync)|]);
        Log("written");
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        {
            var a = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
            Check([|RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &a)|]);
            if (condition) return;
            var end = new dma_buf_sync { flags = DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END };
            Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));
        }
        {
            var b = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
            Check([|RetryIoctl(number, DMA_BUF_IOCTL_SYNC, &b)|]);
            if (fd > 3) throw new InvalidOperationException();
            b.flags |= DMA_BUF_SYNC_END;
            Check(RetryIoctl(number, DMA_BUF_IOCTL_SYNC, &b));
        }
        """,
        """
        {
            var a = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
            Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &a));
            try
            {
                if (condition) return;
            }
            finally
            {
                var end = new dma_buf_sync { flags = DMA_BUF_SYNC_READ | DMA_BUF_SYNC_END };
                Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &end));
            }
        }
        {
            var b = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
            Check(RetryIoctl(number, DMA_BUF_IOCTL_SYNC, &b));
            try
            {
                if (fd > 3) throw new InvalidOperationException();
            }
            finally
            {
                b.flags |= DMA_BUF_SYNC_END;
                Check(RetryIoctl(number, DMA_BUF_IOCTL_SYNC, &b));
            }
        }
        """);
}
