using System;
using System.IO;
using Xunit;

namespace UapiGen.Kernel.Tests;

/// <summary>What counts as a boot that succeeded.</summary>
public sealed class GuestTests
{
    private const int Success = 1;

    [Theory]
    [InlineData(0, "a: open = fd\n@@GUEST-END rc=0\n")]
    [InlineData(15, "a: open = fd\n@@GUEST-END rc=7\n")]
    [InlineData(Success, "a: open = fd\n@@GUEST-END rc=7\n")]
    [InlineData(Success, "a: open = fd\n")]
    [InlineData(Success, "@@GUEST-END rc=0\na: open = fd\n")]
    [InlineData(Success, "")]
    public void StatusOrMarkThatIsNotSuccess_Fails(int status, string console) =>
        Assert.Throws<InvalidOperationException>(() => Judge(status, console));

    [Fact]
    public void StatusAndMarkOfSuccess_GiveTheLinesBefore() => Assert.Equal(["a: open = fd"], Judge(Success, "a: open = fd\r\n@@GUEST-END rc=0\r\n"));

    private static string[] Judge(int status, string console)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, console);
            return Guest.Judge(status, "", path, path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
