using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.RegisterNarrowedAnalyzer, UapiGen.CodeFixes.Rules.RegisterNarrowedFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class RegisterNarrowedTests
{
    [Theory]
    [InlineData("var registers = (uint*)mmap(null, 4096, 3, 1, fd, 0); byte status = [|(byte)registers[1]|]; Log(status.ToString());")]
    [InlineData("var registers = (uint*)mmap(null, 4096, 3, 1, fd, 0); var low = [|(ushort)(*registers)|]; Log(low.ToString());")]
    [InlineData("byte* map = (byte*)mmap(null, 4096, 3, 1, fd, 0); var word = (ulong*)(map + 16); uint low = [|(uint)(*word)|]; Log(low.ToString());")]
    [InlineData("var registers = (uint*)mmap(null, 4096, 3, 1, fd, 0); var flag = ([|(byte)registers[number]|] & 1) != 0; Log(flag.ToString());")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var registers = (uint*)mmap(null, 4096, 3, 1, fd, 0); byte status = (byte)Volatile.Read(ref registers[1]); Log(status.ToString());")]
    [InlineData("var registers = (uint*)mmap(null, 4096, 3, 1, fd, 0); uint status = registers[1]; Log(status.ToString());")]
    [InlineData("uint* memory = stackalloc uint[4]; byte low = (byte)memory[0]; Log(low.ToString());")]
    [InlineData("var registers = (uint*)mmap(null, 4096, 3, 1, fd, 0); ulong wide = (ulong)registers[1]; Log(wide.ToString());")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        var registers = (uint*)mmap(null, 4096, 3, 1, fd, 0); byte status = [|(byte)registers[1]|]; // low
        Log(status.ToString());
        """, """
        var registers = (uint*)mmap(null, 4096, 3, 1, fd, 0); byte status = (byte)Volatile.Read(ref registers[1]); // low
        Log(status.ToString());
        """)]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        """
        var registers = (uint*)mmap(null, 4096, 3, 1, fd, 0); Log($"{[|(byte)registers[1]|]} {[|(ushort)(*registers)|]}");
        """,
        """
        var registers = (uint*)mmap(null, 4096, 3, 1, fd, 0); Log($"{(byte)Volatile.Read(ref registers[1])} {(ushort)Volatile.Read(ref *registers)}");
        """);
}
