// At home in a terminal: colour, excerpts, help, completion and patterns.
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace UapiGen.Tool.Tests;

public sealed class TerminalTests : IDisposable
{
    private readonly HeaderDirectory _headers = new();

    public void Dispose() => _headers.Dispose();

    [Fact]
    public void Finding_WithExcerpt_ShowsTheLineAndACaret()
    {
        ToolRun run = ToolRun.Of("dump", _headers.Add("a.h", "struct a {\n\tint x;\n\tlost_t  y;\n};\n"), "--excerpt");

        string[] lines = run.Error.Split('\n');
        Assert.Matches(@"a\.h\(3,2\): error UAPI1202: ", lines[0]);
        Assert.Equal(["    3 | \tlost_t  y;", "      | \t^~~~~~"], lines[1..3]);
    }

    [Fact]
    public void Finding_WithoutTerminal_IsOneLine() =>
        Assert.Single(ToolRun.Of("dump", _headers.Add("a.h", "lost_t y;\n")).Error.TrimEnd('\n').Split('\n'));

    [Fact]
    public void Finding_OnATerminal_HasColourAndExcerpt()
    {
        using var error = new StringWriter { NewLine = "\n" };
        using var output = new MemoryStream();
        CommandLine.Run(["dump", _headers.Add("a.h", "lost_t y;\n")], new Terminal(output, error) { IsErrorTerminal = true, HasErrorColour = true });

        Assert.Contains("\e[31merror\e[0m UAPI1202", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("^~~~~~", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\e", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Finding_InALineWithControlCharacters_SendsNoneToTheTerminal() =>
        Assert.DoesNotContain("\e", ToolRun.Of("dump", _headers.Add("a.h", "lost_t \e[2J y;\n"), "--excerpt").Error.Split('\n', 2)[1], StringComparison.Ordinal);

    [Fact]
    public void Layout_OnATerminal_IsColoured()
    {
        using var output = new MemoryStream();
        CommandLine.Run(["layout", _headers.Add("a.h", "struct a { char c; int i; };\n")], new Terminal(output, TextWriter.Null) { HasOutputColour = true });

        Assert.Contains("\e[31m", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("dump")]
    [InlineData("layout")]
    [InlineData("generate")]
    [InlineData("check")]
    [InlineData("diff")]
    [InlineData("completion")]
    public void Help_OfEachCommand_EndsWithExamplesAndExitCodes(params string[] command)
    {
        ToolRun run = ToolRun.Of([.. command, "--help"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Examples:\n  # ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("Exit codes: 0 good, 1 findings, 2 usage or input that cannot be read.\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("uapigen lay", "layout")]
    [InlineData("uapigen layout linux/vfi", "linux/vfio.h")]
    [InlineData("uapigen layout --format ", "html")]
    [InlineData("uapigen dump --target s3", "s390x-linux-gnu")]
    public void Completion_OfALine_OffersWhatMayComeNext(string line, string expected) =>
        Assert.Contains(expected, ToolRun.Of($"[suggest:{line.Length}]", line).Output.Split('\n').Select(item => item.Trim()));

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void Completion_ForAShell_AsksTheProgram(string shell) =>
        Assert.Contains("[suggest:", ToolRun.Of("completion", shell).Output, StringComparison.Ordinal);

    /// <summary>The script is sourced by a bash, and the bash is asked what it would offer.</summary>
    [Theory]
    [InlineData("layout", "uapigen", "lay")]
    [InlineData("linux/udmabuf.h", "uapigen", "layout", "linux/udm")]
    [InlineData("text", "uapigen", "layout", "--format", "te")]
    public void Completion_InABash_OffersWhatMayComeNext(string expected, params string[] words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bash is a shell of Unix");
        string line = string.Join(' ', words);
        string[] script =
        [
            "uapigen() { dotnet '" + typeof(CommandLine).Assembly.Location + "' \"$@\"; }",
            "source <(uapigen completion bash)",
            $"COMP_WORDS=({line}) COMP_CWORD={words.Length - 1} COMP_LINE='{line}' COMP_POINT={line.Length}",
            "_uapigen",
            "printf '%s\\n' \"${COMPREPLY[@]}\"",
        ];
        var start = new ProcessStartInfo("bash", ["--norc", "-c", string.Join('\n', script)]) { RedirectStandardOutput = true };
        using Process bash = Process.Start(start)!;
        Assert.Equal(expected, bash.StandardOutput.ReadToEnd().Trim());
    }

    [Fact]
    public void Headers_ByPattern_AreReadInOneRun()
    {
        _headers.Add("b.h", "struct b { int x; };\n");
        _headers.Add("a.h", "struct a { int x; };\n");
        _headers.Add("sub/c.h", "struct c { int x; };\n");

        string[] Records(string pattern, params string[] options) =>
            [.. ToolRun.Of(["dump", pattern, .. options]).Json.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("name").GetString()!)];

        Assert.Equal(["a", "b"], Records(_headers.Path("*.h")));
        Assert.Equal(["a", "b", "c"], Records(_headers.Path("**/*.h")));
        Assert.Equal(["c"], Records("sub/?.h", "-I" + _headers.Root));
        Assert.Contains("vfio_device_info", Records("linux/vf*.h"));
    }

    [Fact]
    public void Pattern_ThatMatchesNothing_ExitsTwo() =>
        Assert.Equal((2, ""), ToolRun.Of("dump", "no/such/*.h") is var run ? (run.ExitCode, run.Output) : default);
}
