using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.ErrorNotKeptAnalyzer, UapiGen.CodeFixes.Rules.ErrorNotKeptFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class ErrorNotKeptTests
{
    [Theory]
    [InlineData("""
        [DllImport("libc")] static extern int [|ioctl|](int fd, nuint request, void* argument);
        """)]
    [InlineData("""
        [DllImport("libc", EntryPoint = "ioctl")] private static extern int [|Control|](int fd, nuint request, nint argument);
        """)]
    [InlineData("""
        [DllImport("libc", SetLastError = false, EntryPoint = "ioctl")] static extern int [|Control|](int fd, uint request, ref int argument);
        """)]
    [InlineData("""
        [DllImport("libc", ExactSpelling = true)] static extern long [|ioctl|](int fd, ulong request, nint argument);
        """)]
    public Task Misuse_InMembers_Triggers(string code) => Verify.Members(code);

    [Theory]
    [InlineData("""
        [DllImport("libc", SetLastError = true)] static extern int ioctl(int fd, nuint request, void* argument);
        """)]
    [InlineData("""
        [DllImport("libc")] static extern int getpid();
        """)]
    [InlineData("""
        [DllImport("libc", EntryPoint = "ioctl")] static extern void Forget(int fd, nuint request);
        """)]
    [InlineData("static int ioctl(int fd, nuint request) => fd;")]
    public Task CorrectCode_InMembers_Silent(string code) => Verify.Members(code);

    [Fact]
    public Task Fix_AddsTheProperty() => Verify.Members(
        """
        // The call.
        [DllImport("libc")] static extern int [|ioctl|](int fd, nuint request, void* argument);
        """,
        """
        // The call.
        [DllImport("libc", SetLastError = true)] static extern int ioctl(int fd, nuint request, void* argument);
        """);

    [Fact]
    public Task Fix_ManyLinesSuffixesAndLocalFunctions_KeepTheirShape() => Verify.Members(
        """
        [DllImportAttribute(
            "libc", // of C
            EntryPoint = "ioctl")] // two
        static extern int [|Control|](int fd, nuint request, void* argument);
        [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "ioctl",
            ExactSpelling = true
            )]
        static extern int [|Other|](int fd, nuint request, void* argument);
        static void Method() { Local(3, 4, null); [DllImport("libc", EntryPoint = "ioctl")] static extern int [|Local|](int fd, nuint request, void* argument); }
        """,
        """
        [DllImportAttribute(
            "libc", // of C
            EntryPoint = "ioctl",
            SetLastError = true)] // two
        static extern int Control(int fd, nuint request, void* argument);
        [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "ioctl",
            ExactSpelling = true,
            SetLastError = true
            )]
        static extern int Other(int fd, nuint request, void* argument);
        static void Method() { Local(3, 4, null); [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int Local(int fd, nuint request, void* argument); }
        """);

    [Fact]
    public Task FixAll_ChangesAndAddsTheProperty() => Verify.Members(
        """
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = false)] static extern int [|A|](int fd, nuint request, void* argument);
        [DllImport("libc")] static extern int [|ioctl|](int fd, nuint request, int argument);
        """,
        """
        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] static extern int A(int fd, nuint request, void* argument);
        [DllImport("libc", SetLastError = true)] static extern int ioctl(int fd, nuint request, int argument);
        """);
}
