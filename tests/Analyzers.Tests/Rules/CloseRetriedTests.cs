using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.CloseRetriedAnalyzer, UapiGen.CodeFixes.Rules.CloseRetriedFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class CloseRetriedTests
{
    [Theory]
    [InlineData("while ([|close(fd)|] < 0 && Marshal.GetLastPInvokeError() == EINTR) { }")]
    [InlineData("int r; do { r = [|close(fd)|]; } while (r < 0);")]
    [InlineData("do { } while ([|close(fd)|] != 0);")]
    [InlineData("int tries = 0; int r = -1; while (r != 0 && tries++ < 3) { r = [|close(fd)|]; }")]
    [InlineData("for (;;) { if ([|close(fd)|] == 0) break; if (Marshal.GetLastPInvokeError() != EINTR) throw new Win32Exception(); }")]
    [InlineData("for (int tries = 0; tries < 3; tries++) { var r = [|close(fd)|]; if (r == 0) return; Thread.Sleep(1); }")]
    [InlineData("again: while (true) { if ([|close(fd)|] < 0 && Marshal.GetLastPInvokeError() == EINTR) continue; break; }")]
    [InlineData("foreach (var name in new[] { \"a\", \"b\" }) { int file = open(name, 0); for (;;) { if ([|close(file)|] == 0) break; if (Marshal.GetLastPInvokeError() != EINTR) throw new Win32Exception(); } }")]
    [InlineData("while (condition) { while (true) { int r = [|close(fd)|]; if (r is -1) continue; break; } number = dup(3); fd = number; }")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("close(fd);")]
    [InlineData("foreach (var file in new[] { fd, number }) close(file);")]
    [InlineData("for (int i = 3; i < 9; i++) close(i);")]
    [InlineData("for (int i = 3; i < 9; i++) { if (close(i) < 0) Log(\"close\"); }")]
    [InlineData("foreach (var file in new[] { fd, number }) { if (close(file) < 0) return; }")]
    [InlineData("while (true) { if (number-- > 0) continue; if (close(fd) < 0) throw new Win32Exception(); break; }")]
    [InlineData("for (;;) { if (close(fd) < 0) Log(\"close\"); fd = dup(number); if (fd < 0) return; }")]
    [InlineData("""
        while (condition) { if (close(fd) < 0) Log("failed"); condition = false; }
        """)]
    [InlineData("if (close(fd) < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());")]
    [InlineData("for (int once = 0; once < 1; once++) { if (close(fd) < 0) throw new Win32Exception(); }")]
    [InlineData("while (condition) { if (close(fd) == -1) break; Log(\"closed\"); }")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        // done
        while ([|close(fd)|] < 0) { }
        """, """
        // done
        close(fd);
        """)]
    [InlineData("""
        int r;
        do { r = [|close(fd)|]; } while (r < 0);
        """, """
        int r;
        r = close(fd);
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        while ([|close(fd)|] < 0) { }
        while ([|close(number)|] < 0);
        """,
        """
        close(fd);
        close(number);
        """);

    [Theory]
    [InlineData("static void Close(int fd) { int Once() => close(fd); int r; do { r = [|close(fd)|]; } while (r < 0 && IsInterrupt()); Log(Once().ToString()); } static bool IsInterrupt() => Marshal.GetLastPInvokeError() == EINTR;")]
    public Task Misuse_ThroughHelper_Triggers(string members) => Verify.Members(members);

    [Theory]
    [InlineData("static bool Close(int fd) => close(fd) == 0; static void All(int[] files) { for (int i = 0; i < files.Length; i++) { if (!Close(files[i])) return; } }")]
    public Task CorrectCode_ThroughHelper_Silent(string members) => Verify.Members(members);
}
