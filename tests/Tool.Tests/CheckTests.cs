// `uapigen check`: gcc and clang judge what is read. Options that change the ABI under the header's feet are how a fact is wrong here.
using System;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace UapiGen.Tool.Tests;

public sealed class CheckTests : IDisposable
{
    private const string Header = """
        #define NAME "tab\t?"
        #define HALF 0.5
        #define LIMIT 3
        struct a {
        	char c;
        	unsigned int low : 5, high : 7;
        	long long wide;
        	char *names[LIMIT];
        	struct { short x; } inner[2];
        };
        enum e { X, Y = -5 };
        typedef enum e word;
        """;

    private readonly HeaderDirectory _headers = new();

    public void Dispose() => _headers.Dispose();

    [Fact]
    public void Check_GoodHeader_IsProvenByBoth()
    {
        ToolRun run = Check();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"a\.h: gcc for x86_64-linux-gnu judged \d\d facts: all right\n.*a\.h: clang for x86_64-linux-gnu judged \d\d facts: all right\n$", run.Output);
    }

    [Theory]
    [InlineData("aarch64-linux-gnu")]
    [InlineData("s390x-linux-gnu")]
    [InlineData("i386-linux-gnu")]
    public void Check_OfAnotherTarget_IsProvenByClang(string target)
    {
        ToolRun run = Check("--target", target, "--cc", "clang");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches($@"clang for {target} judged \d\d facts: all right", run.Output);
    }

    [Fact]
    public void Check_SeveralTargets_JudgesEach()
    {
        JsonElement json = Check("--target", "riscv64", "--target", "arm", "--cc", "clang", "--format", "json").Json;

        Assert.Equal(["riscv64-linux-gnu", "arm-linux-gnueabihf"], json.GetProperty("judgements").EnumerateArray().Select(judgement => judgement.GetProperty("target").GetString()));
    }

    [Theory]
    [InlineData("gcc -fpack-struct=1")]
    [InlineData("clang -fpack-struct=1")]
    public void Fact_ThatIsWrong_IsToldWithItsLineAndBothValues(string compiler)
    {
        ToolRun run = Check("--cc", compiler);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"a.h(7,12): wrong: offsetof(struct a, wide): 8, but {compiler} says 3\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Fact_OfAnEnum_IsWrongWithShortEnums()
    {
        ToolRun run = Check("--cc", "gcc -fshort-enums", "--format", "json");
        JsonElement wrong = run.Json.GetProperty("judgements")[0].GetProperty("wrong")[0];

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(("sizeof(enum e)", 11, "4", "1"), (
            wrong.GetProperty("fact").GetString(), wrong.GetProperty("line").GetInt32(), wrong.GetProperty("expected").GetString(), wrong.GetProperty("actual").GetString()));
    }

    [Fact]
    public void BitField_ThatLiesElsewhere_IsWrong()
    {
        string header = _headers.Add("a.h", "struct b { char c : 5; char d : 6; };\n");
        ToolRun run = ToolRun.Of("check", header, "--cc", "gcc -fpack-struct=1");

        Assert.Contains("wrong: bit-field struct b.d: 6 bits at bit 8, but gcc -fpack-struct=1 says 6 bits at bit 5\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_OfAMacro_IsWrongWhereTheCompilerDefinesAnother()
    {
        string header = _headers.Add("a.h", "#ifdef OTHER\n#define BIG 0x123456789abcdefULL\n#else\n#define BIG 1ULL\n#endif\n");
        ToolRun run = ToolRun.Of("check", header, "--cc", "gcc -DOTHER");

        Assert.Contains("a.h(4,9): wrong: value of BIG: 1, but gcc -DOTHER says 81985529216486895\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compiler_ThatIsMissing_IsSaidInASentence()
    {
        ToolRun run = Check("--cc", "gcc", "--cc", "no-such-cc");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("no-such-cc is not installed, or not in PATH, so it judged nothing\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compilers_AllMissing_ExitTwo() => Assert.Equal(2, Check("--cc", "no-such-cc").ExitCode);

    [Fact]
    public void Header_ThatTheCompilerRefuses_IsAFinding()
    {
        ToolRun run = ToolRun.Of("check", _headers.Add("a.h", "struct a { int x; };\n"), "--cc", "gcc -Dstruct=+");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("does not take the header: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void BundledHeader_WithItsIncludes_IsProven() => Assert.Equal((0, ""), ToolRun.Of("check", "linux/vfio.h", "--all") is var run ? (run.ExitCode, run.Error) : default);

    private ToolRun Check(params string[] options) => ToolRun.Of(["check", _headers.Add("a.h", Header + "\n"), .. options]);
}
