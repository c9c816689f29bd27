using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.RefactoringTest<UapiGen.CodeFixes.Refactorings.AccessScopeRefactoring>;

namespace UapiGen.Analyzers.Tests.Refactorings;

public sealed class AccessScopeTests
{
    [Theory]
    [InlineData("finally", """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        [|Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync));|]
        Log("written"); // all
        sync.flags |= DMA_BUF_SYNC_END;
        Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync));
        """, """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync));
        try
        {
            Log("written"); // all
        }
        finally
        {
            sync.flags |= DMA_BUF_SYNC_END;
            Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync));
        }
        """)]
    [InlineData("scope", """
        // Draws.
        [|channel.BeginAccess(number).ThrowIfError("begin");|]
        Log("a");
        // Second.
        Log("b");
        channel.EndAccess(number).ThrowIfError("end"); // drawn
        """, """
        // Draws.
        using (channel.Access(number))
        {
            Log("a");
            // Second.
            Log("b");
        } // drawn
        """)]
    public Task Offer_InBody_Rewrites(string key, string before, string after) => Verify.Body("AccessScope:" + key, before, after);

    [Theory]
    [InlineData("finally", """
        int fd = args.Length;
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        [|Check(RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref sync));|]
        Log("written");
        sync.flags |= DMA_BUF_SYNC_END;
        Check(RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref sync));

        class Another
        {
            public int Number;
        }
        """, """
        int fd = args.Length;
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        Check(RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref sync));
        try
        {
            Log("written");
        }
        finally
        {
            sync.flags |= DMA_BUF_SYNC_END;
            Check(RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref sync));
        }

        class Another
        {
            public int Number;
        }
        """)]
    [InlineData("scope", """
        static class Test
        {
            static void Draw(Channel channel, int number)
            {
                switch (number)
                {
                    case 1:
                        [|channel.BeginAccess(number).ThrowIfError("begin");|] // one
                        Log("a");

                        // drawn
                        channel.EndAccess(number).ThrowIfError("end");
                        break;
                }
            }
        }
        """, """
        static class Test
        {
            static void Draw(Channel channel, int number)
            {
                switch (number)
                {
                    case 1:
                        using (channel.Access(number)) // one
                        {
                            Log("a");

                            // drawn
                        }
                        break;
                }
            }
        }
        """)]
    public Task Offer_InFile_Rewrites(string key, string before, string after) => Verify.File("AccessScope:" + key, before, after);

    [Theory]
    [InlineData("""
        [|channel.BeginAccess(number).ThrowIfError("begin");|]
        Log("a");
        """)]
    [InlineData("""
        [|channel.BeginAccess(1).ThrowIfError("begin");|]
        Log("a");
        channel.EndAccess(2).ThrowIfError("end");
        """)]
    [InlineData("""
        [|channel.BeginAccess(1).ThrowIfError("begin");|]
        int made = 5;
        channel.EndAccess(1).ThrowIfError("end");
        Log(made.ToString());
        """)]
    [InlineData("""
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        [|Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync));|]
        Log("a");
        """)]
    [InlineData("""
        [|Log("a");|]
        channel.EndAccess(1).ThrowIfError("end");
        """)]
    [InlineData("""
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        [|Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync));|]
        try
        {
            Log("a");
        }
        finally
        {
            sync.flags |= DMA_BUF_SYNC_END;
            Check(RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync));
        }
        """)]
    public Task OtherCode_InBody_Silent(string code) => Verify.Silent(code);
}
