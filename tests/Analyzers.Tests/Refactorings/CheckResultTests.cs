using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.RefactoringTest<UapiGen.CodeFixes.Refactorings.CheckResultRefactoring>;

namespace UapiGen.Analyzers.Tests.Refactorings;

public sealed class CheckResultTests
{
    [Theory]
    [InlineData("throw", """
        // Resets.
        [|ioctl(fd, VFIO_DEVICE_RESET, null);|] // all
        """, """
        // Resets.
        if (ioctl(fd, VFIO_DEVICE_RESET, null) < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        } // all
        """)]
    [InlineData("return", "[|_ = ioctl(fd, VFIO_DEVICE_RESET, null);|]", """
        if (ioctl(fd, VFIO_DEVICE_RESET, null) < 0)
        {
            return -Marshal.GetLastPInvokeError();
        }
        """)]
    [InlineData("check:Check", """
        if (condition)
        {
            [|ioctl(fd, VFIO_DEVICE_RESET, null);|] // now
        }
        """, """
        if (condition)
        {
            Check(ioctl(fd, VFIO_DEVICE_RESET, null)); // now
        }
        """)]
    [InlineData("throw", "[|channel.BeginAccess(1);|]", """
        channel.BeginAccess(1).ThrowIfError("BeginAccess");
        """)]
    [InlineData("return", "[|channel.BeginAccess(1);|]", """
        var result = channel.BeginAccess(1);
        if (!result.IsSuccess)
        {
            return -result.Errno;
        }
        """)]
    public Task Offer_InBody_Rewrites(string key, string before, string after) => Verify.Body("CheckResult:" + key, before, after);

    [Theory]
    [InlineData("[|Check(ioctl(fd, VFIO_DEVICE_RESET, null));|]")]
    [InlineData("[|int result = ioctl(fd, VFIO_DEVICE_RESET, null);|] if (result < 0) return result;")]
    [InlineData("[|Log(Marshal.GetLastPInvokeError().ToString());|]")]
    [InlineData("[|close(fd);|]")]
    public Task OtherCode_InBody_Silent(string code) => Verify.Silent(code);

    [Fact]
    public Task Offer_OwnHelperOfEditorConfig_IsUsed() => Verify.File(
        "CheckResult:check:Demand",
        """
        namespace Acme
        {
            static class Guard { public static int Demand(int result) => result; }
        }

        static unsafe class Test
        {
            static void Method(int fd) { [|ioctl(fd, VFIO_DEVICE_RESET, null);|] }
        }
        """,
        """
        namespace Acme
        {
            static class Guard { public static int Demand(int result) => result; }
        }

        static unsafe class Test
        {
            static void Method(int fd) { Acme.Guard.Demand(ioctl(fd, VFIO_DEVICE_RESET, null)); }
        }
        """,
        editorConfig: "uapigen_check_methods = Acme.Guard.Demand");

    [Fact]
    public Task Offer_TopLevelStatement_IsTested() => Verify.File(
        "CheckResult:throw",
        """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        [|RefIoctl(args.Length, DMA_BUF_IOCTL_SYNC, ref sync);|]
        Log("begun");
        """,
        """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        if (RefIoctl(args.Length, DMA_BUF_IOCTL_SYNC, ref sync) < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
        Log("begun");
        """);

    [Fact]
    public Task Offer_AsyncMethod_ReturnsFalse() => Verify.File(
        "CheckResult:return",
        """
        static class Test
        {
            static async Task<bool> Method(Channel channel)
            {
                [|await channel.ResetAsync();|]
                return true;
            }
        }
        """,
        """
        static class Test
        {
            static async Task<bool> Method(Channel channel)
            {
                var result = await channel.ResetAsync();
                if (!result.IsSuccess)
                {
                    return false;
                }
                return true;
            }
        }
        """);
}
