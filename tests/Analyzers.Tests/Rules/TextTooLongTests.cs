using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.TextTooLongAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class TextTooLongTests
{
    [Theory]
    [InlineData("""
        fixed (byte* p = [|"a name of more than thirty-one bytes"u8|]) _ = ioctl(fd, DMA_BUF_SET_NAME, p);
        """)]
    [InlineData("""
        var bytes = Encoding.UTF8.GetBytes([|"a name of more than thirty-one bytes"|]); fixed (byte* p = bytes) _ = ioctl(fd, DMA_BUF_SET_NAME_B, p);
        """)]
    [InlineData("""
        const string Name = "a name of more than thirty-one bytes"; fixed (byte* p = Encoding.UTF8.GetBytes([|Name|])) _ = ioctl(fd, DMA_BUF_SET_NAME, p);
        """)]
    [InlineData("""
        fixed (byte* p = [|"ööööööööööööööööö"u8|]) _ = ioctl(fd, DMA_BUF_SET_NAME, p);
        """)]
    [InlineData("""
        fixed (byte* p = [|"01234567890123456789012345678901\0"u8|]) _ = ioctl(fd, DMA_BUF_SET_NAME, p);
        """)]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("""
        fixed (byte* p = "frame"u8) _ = ioctl(fd, DMA_BUF_SET_NAME, p);
        """)]
    [InlineData("""
        fixed (byte* p = "0123456789012345678901234567890\0"u8) _ = ioctl(fd, DMA_BUF_SET_NAME, p);
        """)]
    [InlineData("fixed (byte* p = Encoding.UTF8.GetBytes(number.ToString())) _ = ioctl(fd, DMA_BUF_SET_NAME, p);")]
    [InlineData("""
        fixed (byte* p = "a name of more than thirty-one bytes"u8) Log(((nint)p).ToString());
        """)]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
