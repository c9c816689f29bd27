using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.ErrorReadLateAnalyzer, UapiGen.CodeFixes.Rules.ErrorReadLateFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class ErrorReadLateTests
{
    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); close(fd); if (r < 0) throw new Win32Exception([|Marshal.GetLastPInvokeError()|]);")]
    [InlineData("""
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; if (ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync) < 0) { Console.WriteLine("failed"); throw new Win32Exception([|Marshal.GetLastWin32Error()|]); }
        """)]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; if (ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync) < 0) { close(fd); throw [|new Win32Exception()|]; }")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = RetryIoctl(fd, DMA_BUF_IOCTL_SYNC, &sync); _ = close(fd); int error = [|Marshal.GetLastPInvokeError()|]; Log((r + error).ToString());")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); int error = Marshal.GetLastPInvokeError(); close(fd); if (r < 0) throw new Win32Exception(error);")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; if (ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync) < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; _ = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); if (close(fd) < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); if (condition) close(fd); if (r < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());")]
    [InlineData("var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ }; int r = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync); int e = Marshal.GetLastPInvokeError(); close(fd); Marshal.SetLastPInvokeError(e); if (r < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        int r = ioctl(fd, VFIO_DEVICE_RESET, null); // reset
        close(fd);
        if (r < 0) throw new Win32Exception([|Marshal.GetLastPInvokeError()|]);
        """, """
        int r = ioctl(fd, VFIO_DEVICE_RESET, null); // reset
        int error = Marshal.GetLastPInvokeError();
        close(fd);
        if (r < 0) throw new Win32Exception(error);
        """)]
    [InlineData("""
        if (ioctl(fd, VFIO_DEVICE_RESET, null) < 0)
        {
            // It failed.
            close(fd);
            throw [|new Win32Exception()|];
        }
        """, """
        if (ioctl(fd, VFIO_DEVICE_RESET, null) < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            // It failed.
            close(fd);
            throw new Win32Exception(error);
        }
        """)]
    [InlineData("""
        int r = ioctl(fd, VFIO_DEVICE_RESET, null);
        close(fd);
        int error = [|Marshal.GetLastWin32Error()|];
        Log((r + error).ToString());
        """, """
        int r = ioctl(fd, VFIO_DEVICE_RESET, null);
        int error1 = Marshal.GetLastWin32Error();
        close(fd);
        int error = error1;
        Log((r + error).ToString());
        """)]
    [InlineData("""
        int r = ioctl(fd, VFIO_DEVICE_RESET, null);
        close(fd);
        Log(r < 0 ? [|Marshal.GetLastPInvokeErrorMessage()|] : "done");
        """, """
        int r = ioctl(fd, VFIO_DEVICE_RESET, null);
        int error = Marshal.GetLastPInvokeError();
        close(fd);
        Log(r < 0 ? Marshal.GetPInvokeErrorMessage(error) : "done");
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    /// <summary>No statement can stand between the call and the next one, or nobody knows which call is meant.</summary>
    [Theory]
    [InlineData("if (ioctl(fd, VFIO_DEVICE_RESET, null) < 0 | close(fd) < 0) Log(\"\"); while (ioctl(fd, VFIO_DEVICE_RESET, null) < 0) { close(fd); Log([|Marshal.GetLastPInvokeError()|].ToString()); }")]
    [InlineData("int r; if (condition) r = ioctl(fd, VFIO_DEVICE_RESET, null); else r = ioctl(number, VFIO_DEVICE_RESET, null); close(fd); if (r < 0) throw new Win32Exception([|Marshal.GetLastPInvokeError()|]);")]
    public Task Read_WithoutAPlace_GetsNoFix(string code) => Verify.Body(code, code);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        int r = ioctl(fd, VFIO_DEVICE_RESET, null);
        close(fd);
        if (r < 0) throw new Win32Exception([|Marshal.GetLastPInvokeError()|]);
        int s = ioctl(number, VFIO_DEVICE_RESET, null);
        close(number);
        if (s < 0) throw new Win32Exception([|Marshal.GetLastPInvokeError()|]);
        """,
        """
        int r = ioctl(fd, VFIO_DEVICE_RESET, null);
        int error = Marshal.GetLastPInvokeError();
        close(fd);
        if (r < 0) throw new Win32Exception(error);
        int s = ioctl(number, VFIO_DEVICE_RESET, null);
        int error1 = Marshal.GetLastPInvokeError();
        close(number);
        if (s < 0) throw new Win32Exception(error1);
        """);

    /// <summary>The method that is called shows in its source that it reads too late, or that the error is gone when it returns.</summary>
    [Theory]
    [InlineData("static void Test1(int r) { if (r < 0) { Console.Error.Flush(); Console.WriteLine(r); throw new Win32Exception(Marshal.GetLastPInvokeError()); } } static void Use(int fd) { [|Test1(ioctl(fd, VFIO_DEVICE_RESET, null))|]; }")]
    [InlineData("static void Test1(int r, int fd) { if (r < 0) { close(fd); throw new Win32Exception(Marshal.GetLastPInvokeError()); } } static void Use(int fd) { int r = ioctl(fd, VFIO_DEVICE_RESET, null); [|Test1(r, fd)|]; }")]
    [InlineData("static int Ok(int r) => r < 0 ? throw Failure() : r; static Exception Failure() { Console.WriteLine(1); return new Win32Exception(); } static void Use(int fd) { [|Ok(ioctl(fd, VFIO_DEVICE_RESET, null))|]; }")]
    [InlineData("static void Leave(int fd) { close(fd); } static void Test1(int r, int fd) { if (r < 0) { Leave(fd); throw new Win32Exception(); } } static void Use(int fd) { [|Test1(ioctl(fd, VFIO_DEVICE_RESET, null), fd)|]; }")]
    [InlineData("static void Leave(int fd) { close(fd); } static void Use(int fd) { int r = ioctl(fd, VFIO_DEVICE_RESET, null); Leave(fd); if (r < 0) throw new Win32Exception([|Marshal.GetLastPInvokeError()|]); }")]
    [InlineData("static void Use(int fd) { int r = ioctl(fd, VFIO_DEVICE_RESET, null); close(fd); [|Check(r)|]; }")]
    [InlineData("static void Fail(string text) { Console.WriteLine(text); throw new Win32Exception(); } static void Use(int fd) { if (ioctl(fd, VFIO_DEVICE_RESET, null) < 0) [|Fail(\"reset\")|]; }")]
    [InlineData("static void Use(int fd) { [|Local(ioctl(fd, VFIO_DEVICE_RESET, null))|]; void Local(int r) { if (r < 0) { close(fd); throw new Win32Exception(); } } }")]
    [InlineData("static int Send(int fd, uint request) { int r = ioctl(fd, request, null); close(fd); return r; } static void Use(int fd) { if (Send(fd, VFIO_DEVICE_RESET) < 0) throw new Win32Exception([|Marshal.GetLastPInvokeError()|]); }")]
    public Task Misuse_ThroughHelper_Triggers(string members) => Verify.Members(members);

    [Theory]
    [InlineData("static void Test1(int r) { if (r < 0) { int error = Marshal.GetLastPInvokeError(); Console.WriteLine(r); throw new Win32Exception(error); } } static void Use(int fd) { Test1(ioctl(fd, VFIO_DEVICE_RESET, null)); }")]
    [InlineData("static void Test1(int r) { if (r < 0) throw new Win32Exception(Marshal.GetLastPInvokeError()); Console.WriteLine(r); } static void Use(int fd) { Test1(ioctl(fd, VFIO_DEVICE_RESET, null)); }")]
    [InlineData("static void Test1(int r, bool loud) { if (loud) Console.WriteLine(r); if (r < 0) throw new Win32Exception(Marshal.GetLastPInvokeError()); } static void Use(int fd) { Test1(ioctl(fd, VFIO_DEVICE_RESET, null), false); }")]
    [InlineData("static void Leave(int fd) { if (close(fd) < 0) throw new Win32Exception(); } static void Use(int fd) { int r = ioctl(fd, VFIO_DEVICE_RESET, null); Check(r); Leave(fd); }")]
    [InlineData("static void Done() { Console.WriteLine(1); if (Environment.HasShutdownStarted) throw new Win32Exception(); } static void Use(int fd) { Check(ioctl(fd, VFIO_DEVICE_RESET, null)); Done(); }")]
    [InlineData("static void Test1(int r) { int error = Marshal.GetLastPInvokeError(); Console.WriteLine(r); Marshal.SetLastPInvokeError(error); if (r < 0) throw new Win32Exception(); } static void Use(int fd) { Test1(ioctl(fd, VFIO_DEVICE_RESET, null)); }")]
    [InlineData("static int Send(int fd, uint request) { int r = ioctl(fd, request, null); if (r < 0) { int error = Marshal.GetLastPInvokeError(); close(fd); Marshal.SetLastPInvokeError(error); } return r; } static void Use(int fd) { if (Send(fd, VFIO_DEVICE_RESET) < 0) throw new Win32Exception(Marshal.GetLastPInvokeError()); }")]
    [InlineData("static void Again(int r, int fd) { if (r < 0) { Console.WriteLine(r); Again(ioctl(fd, VFIO_DEVICE_RESET, null), fd); } } static void Use(int fd) { Again(ioctl(fd, VFIO_DEVICE_RESET, null), fd); }")]
    [InlineData("class Base { public virtual void Test1(int r) { Console.WriteLine(r); throw new Win32Exception(); } } static void Use(int fd, Base b) { b.Test1(ioctl(fd, VFIO_DEVICE_RESET, null)); }")]
    public Task CorrectCode_ThroughHelper_Silent(string members) => Verify.Members(members);
}
